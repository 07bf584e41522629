/// What entries forbid beyond JSON's grammar, so that every reader in every language
/// understands the same: RFC 7493 (I-JSON), with whole numbers only.
extension JSONTape {
  /// Checks names and numbers.
  ///
  /// No object has a name twice (escapes resolved) or too many members; every number is
  /// written `-?(0|[1-9][0-9]*)`, is not `-0`, and is at most 2^53 - 1 in magnitude. The
  /// scanner has refused lone surrogates already.
  public func checkInterchange(in bytes: RawSpan) throws(EntryFault) {
    let fault = bytes.withUnsafeBytes { buffer in
      withUnsafeTemporaryAllocation(of: UInt64.self, capacity: Limits.objectMembers) { prints in
        interchangeFault(in: buffer, prints)
      }
    }
    if let fault { throw fault }
  }

  private func interchangeFault(
    in bytes: UnsafeRawBufferPointer,
    _ prints: UnsafeMutableBufferPointer<UInt64>,
  ) -> EntryFault? {
    for index in nodes.indices {
      switch nodes[index].kind {
      case .object:
        if let fault = namesFault(of: index, in: bytes, prints) { return fault }
      case .integer where !isInterchangeable(index, in: bytes), .fraction:
        return EntryFault(.malformedNumber, string(of: index, bytes))
      default: break
      }
    }
    return nil
  }

  // MARK: Numbers

  private func isInterchangeable(_ integer: Int, in bytes: UnsafeRawBufferPointer) -> Bool {
    let range = range(of: integer)
    var position = range.lowerBound
    let isNegative = bytes[position] == Byte.minus
    if isNegative { position += 1 }
    // 2^53 - 1 has 16 digits, and no number of 16 digits overflows.
    guard range.upperBound - position <= 16 else { return false }
    var magnitude: UInt64 = 0
    for index in position..<range.upperBound {
      magnitude = magnitude &* 10 &+ UInt64(bytes[index] &- Byte.zero)
    }
    return magnitude < 1 << 53 && !(isNegative && magnitude == 0)
  }

  // MARK: Names

  /// Compares each name with those before it.
  ///
  /// A name is compared by its print, one word that equal names share; a set of 64 bits
  /// says of most names at once that they are new. Only equal prints are looked into.
  private func namesFault(
    of object: Int,
    in bytes: UnsafeRawBufferPointer,
    _ prints: UnsafeMutableBufferPointer<UInt64>,
  ) -> EntryFault? {
    var name = object + 1
    let end = Int(nodes[object].next)
    var count = 0
    var seen: UInt64 = 0
    while name < end {
      guard count < Limits.objectMembers else { return EntryFault(.tooManyMembers) }
      let print = print(of: name, in: bytes)
      let bit: UInt64 = 1 << (print >> 58)
      if seen & bit != 0, prints[..<count].contains(print),
        isRepeated(name, of: object, in: bytes)
      {
        return EntryFault(.repeatedName, string(of: name, bytes))
      }
      seen |= bit
      prints[count] = print
      count += 1
      name = Int(nodes[name + 1].next)
    }
    return nil
  }

  private func print(of name: Int, in bytes: UnsafeRawBufferPointer) -> UInt64 {
    if nodes[name].hasEscapes {
      return unescaped(name, bytes).withUnsafeBytes { Self.print(of: $0) }
    }
    return Self.print(of: UnsafeRawBufferPointer(rebasing: bytes[range(of: name)]))
  }

  /// The first and the last eight bytes and the length, mixed.
  private static func print(of text: UnsafeRawBufferPointer) -> UInt64 {
    var word: UInt64 = 0
    if text.count >= 8 {
      let first = text.loadUnaligned(as: UInt64.self)
      let last = text.loadUnaligned(fromByteOffset: text.count - 8, as: UInt64.self)
      word = first ^ (last << 29 | last >> 35)
    } else {
      for byte in text { word = word << 8 | UInt64(byte) }
    }
    return (word ^ UInt64(text.count) << 56) &* 0x9E37_79B9_7F4A_7C15
  }

  private func isRepeated(
    _ name: Int,
    of object: Int,
    in bytes: UnsafeRawBufferPointer,
  ) -> Bool {
    let wanted = unescaped(name, bytes)
    var earlier = object + 1
    while earlier < name {
      if unescaped(earlier, bytes) == wanted { return true }
      earlier = Int(nodes[earlier + 1].next)
    }
    return false
  }

  private func unescaped(_ string: Int, _ bytes: UnsafeRawBufferPointer) -> [UInt8] {
    text(of: string, in: RawSpan(_unsafeBytes: bytes))
  }

  private func string(of index: Int, _ bytes: UnsafeRawBufferPointer) -> String {
    String(decoding: bytes[range(of: index)], as: UTF8.self)
  }
}
