/// What stands in a stretch for an entry that is withheld, erased or lost.
///
/// The leaf keeps the tree and every proof valid. Nothing signs a stub's own bytes, so
/// there is exactly one way to write one: ``line``.
public struct Stub: Hashable, Sendable {
  /// The entry's id.
  public let leaf: EntryID
  /// Why the entry is not here.
  public let reason: Reason
  /// The record of an erased entry, whose own id it is where the entry was its first;
  /// `nil` for every other reason.
  public let record: EntryID?

  /// Stands for an entry that is not erased.
  ///
  /// An erased one needs its record: ``init(erased:of:)``.
  public init(_ leaf: EntryID, because reason: Reason) {
    precondition(reason != .erased, "The stub of an erased entry names its record.")
    self.leaf = leaf
    self.reason = reason
    record = nil
  }

  /// Stands for an erased entry of this record.
  public init(erased leaf: EntryID, of record: EntryID) {
    self.leaf = leaf
    reason = .erased
    self.record = record
  }

  /// The one line that says this, without its line feed.
  public var line: [UInt8] {
    let end = record.map { #","record":"\#($0.text)"}"# } ?? "}"
    return Array(#"{"leaf":"\#(leaf.text)","withheld":"\#(reason.rawValue)"\#(end)"#.utf8)
  }

  /// Why an entry is not here.
  public enum Reason: String, CaseIterable, Sendable {
    /// The recipient is not among those it was written for.
    case audience
    /// It travels encrypted, in the same bundle.
    case sealed
    /// It was erased, as the law can demand.
    case erased
    /// It is longer than an entry may be.
    case oversize
    /// Its bytes are gone.
    case lost
  }
}
