/// The questions about one value of a line that the checks are made of.
extension EntryHeader {
  /// The names that the format gives a meaning at the top of a line.
  enum Member {
    case form, organisation, record, parents, writes, time, author, audience, because, void, salt
    case body
  }

  /// The known member with this name, or `nil`.
  static func member(
    named name: Int,
    in tape: JSONTape,
    _ bytes: UnsafeRawBufferPointer,
  ) -> Member? {
    withText(name, in: tape, bytes) { text in
      // The length and the first letter leave one candidate.
      guard let first = text.first else { return nil }
      let candidate: (StaticString, Member)
      switch (text.count, first) {
      case (4, UInt8(ascii: "f")): candidate = ("form", .form)
      case (4, UInt8(ascii: "t")): candidate = ("time", .time)
      case (4, UInt8(ascii: "v")): candidate = ("void", .void)
      case (4, UInt8(ascii: "s")): candidate = ("salt", .salt)
      case (4, UInt8(ascii: "b")): candidate = ("body", .body)
      case (6, UInt8(ascii: "r")): candidate = ("record", .record)
      case (6, UInt8(ascii: "w")): candidate = ("writes", .writes)
      case (6, UInt8(ascii: "a")): candidate = ("author", .author)
      case (7, UInt8(ascii: "p")): candidate = ("parents", .parents)
      case (7, UInt8(ascii: "b")): candidate = ("because", .because)
      case (8, UInt8(ascii: "a")): candidate = ("audience", .audience)
      case (12, UInt8(ascii: "o")): candidate = ("organisation", .organisation)
      default: return nil
      }
      for index in 1..<text.count where text[index] != candidate.0.utf8Start[index] { return nil }
      return candidate.1
    }
  }

  /// Refuses an entry without this member.
  static func require(_ node: Int, _ name: StaticString) throws(EntryFault) {
    guard node != 0 else { throw EntryFault(.missingMember, "\(name)") }
  }

  /// Refuses what is not a string with a text that passes.
  static func check(
    _ node: Int,
    _ name: StaticString,
    in tape: JSONTape,
    _ bytes: UnsafeRawBufferPointer,
    _ isValid: (UnsafeRawBufferPointer) -> Bool,
  ) throws(EntryFault) {
    guard tape.nodes[node].kind == .string else { throw EntryFault(.wrongType, "\(name)") }
    guard withText(node, in: tape, bytes, isValid) else {
      throw EntryFault(.malformedValue, "\(name)")
    }
  }

  /// Refuses what is not a string, or is an empty one.
  static func checkFilled(
    _ node: Int,
    _ name: StaticString,
    in tape: JSONTape,
  ) throws(EntryFault) {
    guard tape.nodes[node].kind == .string else { throw EntryFault(.wrongType, "\(name)") }
    guard !tape.range(of: node).isEmpty else { throw EntryFault(.emptyText, "\(name)") }
  }

  /// The id at `node`.
  static func id(
    _ node: Int,
    _ name: StaticString,
    in tape: JSONTape,
    _ bytes: UnsafeRawBufferPointer,
  ) throws(EntryFault) -> EntryID {
    guard tape.nodes[node].kind == .string else { throw EntryFault(.wrongType, "\(name)") }
    let id = withText(node, in: tape, bytes) { EntryID(base32: $0) }
    guard let id else { throw EntryFault(.malformedValue, "\(name)") }
    return id
  }

  /// The time at `node`.
  static func moment(
    _ node: Int,
    in tape: JSONTape,
    _ bytes: UnsafeRawBufferPointer,
  ) throws(EntryFault) -> Timestamp {
    guard tape.nodes[node].kind == .string else { throw EntryFault(.wrongType, "time") }
    let moment = withText(node, in: tape, bytes) { Timestamp(bytes: $0) }
    guard let moment else { throw EntryFault(.malformedValue, "time") }
    return moment
  }

  /// Calls `body` with the text of the string at `node`, its escapes resolved; it is
  /// copied only where there are some.
  static func withText<Result>(
    _ node: Int,
    in tape: JSONTape,
    _ bytes: UnsafeRawBufferPointer,
    _ body: (UnsafeRawBufferPointer) -> Result,
  ) -> Result {
    if tape.nodes[node].hasEscapes {
      return tape.text(of: node, in: RawSpan(_unsafeBytes: bytes)).withUnsafeBytes(body)
    }
    return body(UnsafeRawBufferPointer(rebasing: bytes[tape.range(of: node)]))
  }
}

extension JSONTape {
  /// The id that the string at `string` is, or `nil` if it is not one.
  public func id(of string: Int, in bytes: RawSpan) -> EntryID? {
    bytes.withUnsafeBytes { buffer in
      EntryHeader.withText(string, in: self, buffer) { EntryID(base32: $0) }
    }
  }
}

extension EntryID {
  /// The id written as these bytes, without allocating; `nil` if they are not one.
  init?(base32 text: UnsafeRawBufferPointer) {
    guard text.count == Self.textLength else { return nil }
    let hash: NodeHash? = withUnsafeTemporaryAllocation(byteCount: 33, alignment: 8) { buffer in
      var accumulator: UInt32 = 0
      var bits: UInt32 = 0
      var written = 0
      for character in text {
        guard let value = Base32.value(of: character) else { return nil }
        accumulator = accumulator << 5 | UInt32(value)
        bits += 5
        if bits >= 8 {
          bits -= 8
          buffer[written] = UInt8(truncatingIfNeeded: accumulator >> bits)
          written += 1
        }
      }
      // 52 characters carry four bits more than 32 bytes need; they are zero.
      guard accumulator & 15 == 0 else { return nil }
      return NodeHash(
        bytes: RawSpan(_unsafeBytes: UnsafeRawBufferPointer(rebasing: buffer[..<32]))
      )
    }
    guard let hash else { return nil }
    self.init(hash)
  }
}
