/// One entry of a record as the merge sees it.
public struct Revision: Sendable {
  /// The entry.
  public let id: EntryID

  /// The entries that its writer saw as the record's heads; empty in a first entry,
  /// and where they cannot be read.
  public let parents: [EntryID]

  /// The claimed time in milliseconds since 1970: it chooses what is shown of a
  /// conflict and orders nothing.
  public let time: Int64

  /// What it says.
  public let content: Content

  /// Describes an entry.
  public init(id: EntryID, parents: [EntryID], time: Int64, content: Content) {
    self.id = id
    self.parents = parents
    self.time = time
    self.content = content
  }

  /// What an entry says of its record.
  public enum Content: Sendable {
    /// A record's first entry: it writes every field, those it leaves out as absent.
    case first(body: JSON)

    /// A later entry: only the fields (or groups) that it names count; the rest of its
    /// body is carried for readers. The name `void` among them takes back a void.
    case revision(writes: [String], body: JSON)

    /// The record is withdrawn: writes the field `void` and nothing else.
    case void

    /// An authentic entry that breaks a rule: it orders its descendants and writes
    /// nothing.
    case malformed

    /// An entry that is withheld, or of a form version not known here: it counts as
    /// writing every field with a value that cannot be read.
    case unreadable
  }
}

extension Revision {
  /// Bytes that order two accounts of one entry.
  ///
  /// An id is a hash, so they differ
  /// only where one of them is unreadable or the caller errs; the merge shall not
  /// depend on which came first even then.
  var precedence: [UInt8] {
    let (rank, words, body): (Int, [String], JSON) =
      switch content {
      case .first(let body): (0, [], body)
      case .revision(let writes, let body): (1, writes, body)
      case .void: (2, [], .null)
      case .malformed: (3, [], .null)
      case .unreadable: (4, [], .null)
      }
    return JSON.array([
      .integer(rank), .integer(time), .array(parents.map { .string($0.text) }),
      .array(words.map(JSON.string)), body,
    ]).canonicalBytes
  }
}
