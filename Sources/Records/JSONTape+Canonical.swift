/// Canonical bytes straight from the tape.
extension JSONTape {
  /// Appends the canonical bytes of the value at `index`: what
  /// ``JSON/canonicalBytes`` gives, without making a tree.
  public func appendCanonical(
    of index: Int = Self.root,
    in bytes: RawSpan,
    to output: inout [UInt8],
  ) {
    switch nodes[index].kind {
    case .string:
      appendCanonicalString(index, in: bytes, to: &output)
    case .array:
      output.append(Byte.openBracket)
      var isFirst = true
      forEachElement(of: index) { element in
        if !isFirst { output.append(Byte.comma) }
        isFirst = false
        appendCanonical(of: element, in: bytes, to: &output)
      }
      output.append(Byte.closeBracket)
    case .object:
      appendCanonicalObject(index, in: bytes, to: &output)
    default:
      let range = range(of: index)
      bytes.withUnsafeBytes { output += $0[range] }
    }
  }

  private func appendCanonicalString(_ index: Int, in bytes: RawSpan, to output: inout [UInt8]) {
    guard !nodes[index].hasEscapes else {
      return JSON.string(string(of: index, in: bytes)).write(into: &output)
    }
    let range = outerRange(of: index)
    bytes.withUnsafeBytes { output += $0[range] }
  }

  private func appendCanonicalObject(_ index: Int, in bytes: RawSpan, to output: inout [UInt8]) {
    var names: [(text: [UInt8], node: Int)] = []
    forEachMember(of: index) { name, _ in names.append((text(of: name, in: bytes), name)) }
    let isSorted = zip(names, names.dropFirst()).allSatisfy {
      $0.text.lexicographicallyPrecedes($1.text)
    }
    if !isSorted { names.sort { $0.text.lexicographicallyPrecedes($1.text) } }
    output.append(Byte.openBrace)
    for (position, name) in names.enumerated() {
      if position > 0 { output.append(Byte.comma) }
      appendCanonicalString(name.node, in: bytes, to: &output)
      output.append(Byte.colon)
      appendCanonical(of: name.node + 1, in: bytes, to: &output)
    }
    output.append(Byte.closeBrace)
  }
}
