internal import Crypto

/// The name of a conflict, the same in every store that holds the same entries.
///
/// It is the first 20 characters of lower-case base32 of SHA-256 over these lines,
/// each ended by a line feed (DESIGN, section 9):
///
/// ```
/// steward/conflict/1
/// <kind>
/// <record, 52 characters>
/// <field as a JSON string with only the escapes that JSON requires; empty if none>
/// <standing write, 52 characters>      one line each, ordered by bytes, each once
/// ```
///
/// The field is a JSON string because a member's name may hold a line feed. The
/// writes are those that can be read: when a missing entry arrives and has its say,
/// the conflict gets another id, so that nobody's decision covers a value that nobody saw.
public struct ConflictID: Hashable, Sendable {
  /// The 20 characters.
  public let text: String

  /// How many characters an id has.
  public static let textLength = 20

  /// The id written as this text, or `nil` if it is not one.
  public init?(_ text: some StringProtocol) {
    let bytes = Array(text.utf8)
    let isLetterOrDigit = bytes.allSatisfy { byte in
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
        || (UInt8(ascii: "2")...UInt8(ascii: "7")).contains(byte)
    }
    guard bytes.count == Self.textLength, isLetterOrDigit else { return nil }
    self.text = String(text)
  }

  /// Names a conflict.
  ///
  /// - Parameters:
  ///   - kind: `concurrent`, `too many`, or a kind of the view's own; on one line.
  ///   - record: The record that is in conflict.
  ///   - field: The field, or `nil` if the conflict is the whole record's.
  ///   - writes: What disagrees, in any order.
  public init(kind: String, record: EntryID, field: String?, writes: [EntryID]) {
    self.init(kind: kind, subject: record.text, field: field, writes: writes)
  }

  /// Names a conflict about something else than a record.
  ///
  /// - Parameters:
  ///   - kind: The kind; on one line.
  ///   - subject: What takes the record's place, such as a journal's origin; on one line.
  ///   - field: What is in conflict there, or `nil` for all of it.
  ///   - writes: What disagrees, in any order.
  public init(kind: String, subject: String, field: String?, writes: [EntryID]) {
    precondition(!kind.utf8.contains(UInt8(ascii: "\n")), "A conflict's kind is one line.")
    precondition(!subject.utf8.contains(UInt8(ascii: "\n")), "Its subject is one line.")
    let name = field.map { JSON.string($0).text } ?? ""
    var lines = "steward/conflict/1\n\(kind)\n\(subject)\n\(name)\n"
    for write in Set(writes).sorted() { lines += write.text + "\n" }
    let digest = NodeHash(SHA256.hash(data: Array(lines.utf8)))
    text = String(Base32.encode(digest.bytes).prefix(Self.textLength))
  }
}

extension ConflictID: Comparable {
  public static func < (left: Self, right: Self) -> Bool {
    left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
  }
}

extension ConflictID: CustomStringConvertible {
  public var description: String { text }
}
