/// Tells entries from other lines, and finds what is in them.
///
/// It checks everything that one line can break by itself: grammar, numbers, names,
/// limits, which members there are and what is in them. What needs the form, the record
/// or the journal is for others to check. One reader serves all lines of a journal,
/// since it keeps its memory from one to the next.
///
/// Unknown members are accepted and ignored: a later minor version may add some, and the
/// bytes are kept and hashed as they are in any case.
public struct EntryReader: Sendable {
  /// The structure of the line last read.
  public private(set) var tape = JSONTape()

  /// Where the members of the entry last read lie.
  public private(set) var header = EntryHeader()

  /// Creates a reader.
  public init() {}

  /// Reads one line, without its line feed.
  ///
  /// - Throws: ``EntryFault`` with the first rule that is broken. The header's record and
  ///   parents are then those of the line where they could be read, since a malformed
  ///   entry still orders its descendants; all else in ``header``, and ``tape``, says
  ///   nothing. Neither does after a stub.
  public mutating func read(_ line: RawSpan) throws(EntryFault) -> LineKind {
    header.clear()
    if let stub = Stub(line: line) { return .stub(stub) }
    guard line.byteCount <= Limits.entryBytes else { throw EntryFault(.tooLong) }
    do throws(JSONFault) {
      try tape.parse(line, maximumDepth: Limits.nesting)
    } catch {
      throw error.reason == .tooDeep
        ? EntryFault(.tooDeep) : EntryFault(.notJSON, error.description)
    }
    guard tape.nodes[JSONTape.root].kind == .object else { throw EntryFault(.notObject) }
    if Self.hasLineBreak(line) { throw EntryFault(.lineBreak) }
    try tape.checkInterchange(in: line)

    try line.withUnsafeBytes { (bytes) throws(EntryFault) in
      do throws(EntryFault) {
        try header.find(in: tape, bytes)
      } catch {
        header.clear()
        throw error
      }
      try header.check(tape, bytes)
    }
    return .entry
  }

  /// Whether a line feed stands between two tokens, where JSON allows it.
  ///
  /// It would make two lines of one. In a string the scanner has refused it.
  private static func hasLineBreak(_ line: RawSpan) -> Bool {
    line.withUnsafeBytes { bytes in
      let ones: UInt64 = 0x0101_0101_0101_0101
      let high: UInt64 = 0x8080_8080_8080_8080
      var position = 0
      var found: UInt64 = 0
      while position + 8 <= bytes.count {
        let word = bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self)
        let feeds = word ^ (ones &* 0x0A)
        found |= (feeds &- ones) & ~feeds
        position += 8
      }
      if found & high != 0 { return true }
      return bytes[position...].contains(0x0A)
    }
  }
}

// MARK: - Values of the line last read

extension EntryReader {
  /// The form's name.
  public func formName(in line: RawSpan) -> FormName? {
    FormName(tape.string(of: header.form, in: line))
  }

  /// The writer's organisation.
  public func organisation(in line: RawSpan) -> OrganisationID? {
    OrganisationID(tape.string(of: header.organisation, in: line))
  }

  /// The texts of the list at `array`, which is ``EntryHeader/writes`` or
  /// ``EntryHeader/audience``; `nil` where it is absent.
  public func texts(of array: Int, in line: RawSpan) -> [String]? {
    guard array != 0 else { return nil }
    var texts: [String] = []
    tape.forEachElement(of: array) { texts.append(tape.string(of: $0, in: line)) }
    return texts
  }
}
