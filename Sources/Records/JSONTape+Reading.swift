/// Questions about a parsed text. Each takes the bytes that were parsed.
extension JSONTape {
  /// The index of the outermost value.
  public static let root = 0

  /// The value of the member `name` of the object at `object`, or `nil`.
  ///
  /// The first wins where a name stands twice; entries with such an object are
  /// refused before anybody asks.
  public func member(_ name: StaticString, of object: Int, in bytes: RawSpan) -> Int? {
    let wanted = UnsafeRawBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount)
    return member(of: object) { key in isText(key, equalTo: wanted, in: bytes) }
  }

  /// The value of the member named by these UTF-8 bytes of the object at `object`, or `nil`.
  public func member(_ name: [UInt8], of object: Int, in bytes: RawSpan) -> Int? {
    name.withUnsafeBytes { wanted in
      member(of: object) { key in isText(key, equalTo: wanted, in: bytes) }
    }
  }

  private func member(of object: Int, where isWanted: (Int) -> Bool) -> Int? {
    guard nodes[object].kind == .object else { return nil }
    var key = object + 1
    let end = Int(nodes[object].next)
    while key < end {
      if isWanted(key) { return key + 1 }
      key = Int(nodes[key + 1].next)
    }
    return nil
  }

  /// Calls `body` with the name's and the value's index of each member, in order.
  @inlinable
  public func forEachMember<Failure: Error>(
    of object: Int,
    _ body: (_ name: Int, _ value: Int) throws(Failure) -> Void,
  ) throws(Failure) {
    var key = object + 1
    let end = Int(nodes[object].next)
    while key < end {
      try body(key, key + 1)
      key = Int(nodes[key + 1].next)
    }
  }

  /// Calls `body` with the index of each element of the array at `array`, in order.
  @inlinable
  public func forEachElement<Failure: Error>(
    of array: Int,
    _ body: (_ element: Int) throws(Failure) -> Void,
  ) throws(Failure) {
    var element = array + 1
    let end = Int(nodes[array].next)
    while element < end {
      try body(element)
      element = Int(nodes[element].next)
    }
  }

  /// How many members or elements the container at `container` has.
  public func count(of container: Int) -> Int {
    let isObject = nodes[container].kind == .object
    var count = 0
    var index = container + 1
    let end = Int(nodes[container].next)
    while index < end {
      index = Int(nodes[isObject ? index + 1 : index].next)
      count += 1
    }
    return count
  }

  /// Whether the text of the string at `string` is exactly `text`, byte by byte.
  public func isText(_ string: Int, equalTo text: StaticString, in bytes: RawSpan) -> Bool {
    isText(
      string,
      equalTo: UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount),
      in: bytes,
    )
  }

  /// Whether the text of the string at `string` is exactly these UTF-8 bytes.
  public func isText(_ string: Int, equalTo text: [UInt8], in bytes: RawSpan) -> Bool {
    text.withUnsafeBytes { isText(string, equalTo: $0, in: bytes) }
  }

  private func isText(
    _ string: Int,
    equalTo wanted: UnsafeRawBufferPointer,
    in bytes: RawSpan,
  ) -> Bool {
    let node = nodes[string]
    guard node.kind == .string else { return false }
    if node.hasEscapes { return text(of: string, in: bytes).elementsEqual(wanted) }
    guard Int(node.end - node.start) == wanted.count else { return false }
    return bytes.withUnsafeBytes { buffer in
      let start = Int(node.start)
      for index in 0..<wanted.count where buffer[start + index] != wanted[index] { return false }
      return true
    }
  }

  /// The bytes of the value at `index` as written; of a string, what is between its
  /// quotation marks, escapes and all.
  public func range(of index: Int) -> Range<Int> {
    Int(nodes[index].start)..<Int(nodes[index].end)
  }

  /// The bytes of the value at `index` as written, quotation marks included.
  public func outerRange(of index: Int) -> Range<Int> {
    let range = range(of: index)
    return nodes[index].kind == .string ? range.lowerBound - 1..<range.upperBound + 1 : range
  }

  /// The UTF-8 bytes of the string at `string`, its escapes resolved.
  public func text(of string: Int, in bytes: RawSpan) -> [UInt8] {
    let range = range(of: string)
    return bytes.withUnsafeBytes { buffer in
      let raw = UnsafeRawBufferPointer(rebasing: buffer[range])
      return nodes[string].hasEscapes ? Self.unescape(raw) : [UInt8](raw)
    }
  }

  /// Appends the UTF-8 bytes of the string at `string`, its escapes resolved.
  public func appendText(of string: Int, in bytes: RawSpan, to output: inout [UInt8]) {
    let range = range(of: string)
    bytes.withUnsafeBytes { buffer in
      let raw = UnsafeRawBufferPointer(rebasing: buffer[range])
      if nodes[string].hasEscapes {
        output += Self.unescape(raw)
      } else {
        output.append(contentsOf: raw)
      }
    }
  }

  /// The text of the string at `string`, its escapes resolved.
  public func string(of string: Int, in bytes: RawSpan) -> String {
    if nodes[string].hasEscapes {
      return String(decoding: text(of: string, in: bytes), as: UTF8.self)
    }
    let range = range(of: string)
    return bytes.withUnsafeBytes { String(decoding: $0[range], as: UTF8.self) }
  }

  /// The whole number at `index`, or `nil` if it is not one that fits.
  public func integer(of index: Int, in bytes: RawSpan) -> Int64? {
    guard nodes[index].kind == .integer else { return nil }
    let range = range(of: index)
    return bytes.withUnsafeBytes { Int64(String(decoding: $0[range], as: UTF8.self)) }
  }

  /// The value at `index` with everything in it, as a tree.
  public func value(at index: Int = Self.root, in bytes: RawSpan) -> JSON {
    switch nodes[index].kind {
    case .null: return .null
    case .true: return .bool(true)
    case .false: return .bool(false)
    case .integer, .fraction:
      let range = range(of: index)
      return .number(bytes.withUnsafeBytes { String(decoding: $0[range], as: UTF8.self) })
    case .string: return .string(string(of: index, in: bytes))
    case .array:
      var elements: [JSON] = []
      forEachElement(of: index) { elements.append(value(at: $0, in: bytes)) }
      return .array(elements)
    case .object:
      var members: [JSON.Member] = []
      forEachMember(of: index) { name, value in
        members.append(
          JSON.Member(self.string(of: name, in: bytes), self.value(at: value, in: bytes))
        )
      }
      return .object(members)
    }
  }

  /// Resolves the escapes of a string that was parsed, and so is well formed.
  private static func unescape(_ raw: UnsafeRawBufferPointer) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(raw.count)
    var index = 0
    while index < raw.count {
      guard raw[index] == Byte.backslash else {
        text.append(raw[index])
        index += 1
        continue
      }
      switch raw[index + 1] {
      case UInt8(ascii: "b"): text.append(0x08)
      case UInt8(ascii: "f"): text.append(0x0C)
      case UInt8(ascii: "n"): text.append(0x0A)
      case UInt8(ascii: "r"): text.append(0x0D)
      case UInt8(ascii: "t"): text.append(0x09)
      case UInt8(ascii: "u"):
        var scalar = unit(raw, at: index + 2)
        if 0xD800...0xDBFF ~= scalar {
          scalar = 0x10000 + (scalar - 0xD800) << 10 + (unit(raw, at: index + 8) - 0xDC00)
          index += 6
        }
        index += 4
        if let scalar = Unicode.Scalar(scalar) { text += String(Character(scalar)).utf8 }
      case let character: text.append(character)
      }
      index += 2
    }
    return text
  }

  private static func unit(_ raw: UnsafeRawBufferPointer, at index: Int) -> UInt32 {
    (0..<4).reduce(0) { $0 << 4 | UInt32(hexadecimalValue(raw[index + $1]) ?? 0) }
  }
}
