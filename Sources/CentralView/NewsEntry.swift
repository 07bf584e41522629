import Foundation
import GRDB
public import Records

/// Positions of a journal that a catch-up filed.
public struct NewsRange: Hashable, Sendable {
  /// The journal.
  public let origin: String
  /// Whose it is.
  public let organisation: OrganisationID
  /// Empty, or what tells a branch of a forked journal from the other.
  public let branch: String
  /// The positions.
  public let positions: Range<UInt64>
  /// Whether the entries were held before as stubs, some of which became readable.
  public let isCompletion: Bool
}

/// One entry that a catch-up filed, and what it is.
public struct NewsEntry: Sendable {
  /// What became of it.
  public let what: What
  /// The entry.
  public let id: EntryID
  /// Where it stands in its journal.
  public let position: UInt64
  /// The record that it belongs to, and its form with version, where they are known.
  public let record: EntryID?
  /// The record's form, with version.
  public let form: String?
  /// What people call the record, as it is shown now.
  public let title: String?
  /// The time that it claims.
  public let time: Timestamp?
  /// Who wrote it, as claimed.
  public let author: String?
  /// Why, as it says.
  public let because: String?
  /// What is wrong with it.
  public let reason: String?

  /// What an entry did.
  public enum What: String, Sendable {
    /// It began a record.
    case created
    /// It revised a record.
    case revised
    /// It withdrew a record.
    case withdrawn
    /// It breaks a rule, and counts for nothing.
    case malformed
    /// It is not readable here.
    case withheld
    /// It stands behind a revocation, and counts for nothing until somebody accepts it.
    case revoked
    /// The organisation has it in another journal too, or on another branch.
    case known
  }

  /// Describes an entry by its row, which may say that it was filed at another place.
  init(_ row: Row?, id: EntryID, at position: UInt64, number: Int64, line: RawSpan) throws {
    let entry = Stub(line: line) == nil ? try? Entry(line: line) : nil
    self.id = id
    self.position = position
    form = row?["form"]
    record = try (row?["record"] as Data?).map(CentralView.id)
    title = Self.title(row?["body"])
    time = entry?.time
    author = entry?.author
    because = entry?.because
    reason = row?["reason"]
    let kind = (row?["kind"] as Int64?).flatMap(EntryKind.init(rawValue:)) ?? .malformed
    if Stub(line: line) != nil {
      what = .withheld
    } else if (row?["number"] as Int64?) != number, kind != .malformed, kind != .revoked {
      what = .known
    } else {
      switch kind {
      case .first: what = .created
      case .revision: what = entry?.isVoid == true ? .withdrawn : .revised
      case .malformed, .malformedFirst, .copied, .rejected: what = .malformed
      case .withheld, .missing: what = .withheld
      case .revoked: what = .revoked
      }
    }
  }

  /// What a record is called by its own members: number and name.
  static func title(_ body: String?) -> String? {
    guard let body, let json = try? JSON(parsing: body) else { return nil }
    let parts = ["reference", "name", "title"].compactMap { json[$0]?.string }.prefix(2)
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }
}

/// A field that merged by itself: entries that did not know of each other wrote different
/// fields, or the same value.
public struct NewsMerge: Sendable {
  /// The record.
  public let record: EntryID
  /// Its form, with version.
  public let form: String
  /// Whose it is.
  public let organisation: OrganisationID
  /// What people call it.
  public let title: String?
  /// The field.
  public let field: String
  /// What each side wrote, and who.
  public let writes: [StandingValue]
}
