public import Records

/// Which records are about one party.
///
/// A record that is in no group is a party by itself. One that is in several, since others who
/// are different all lead to it, counts for each of them.
public struct KnownParties: Sendable {
  /// A record of a party.
  public struct Member: Hashable, Sendable {
    /// The record.
    public var record: EntryID
    /// Whose record it is.
    public var organisation: OrganisationID

    /// Describes a member.
    public init(record: EntryID, organisation: OrganisationID) {
      self.record = record
      self.organisation = organisation
    }
  }

  private var keysByRecord: [EntryID: [EntryID]] = [:]
  private var groups: [EntryID: [Member]] = [:]
  private var different: [EntryID: Set<EntryID>] = [:]

  /// The parties that these groups are, each of two or more records.
  ///
  /// `different`: Pairs that a person judged different.
  public init(
    groups: some Sequence<[Member]> = [],
    different pairs: some Sequence<(EntryID, EntryID)> = [],
  ) {
    for group in groups {
      // The first record that stands for no other group; the order of groups decides.
      let records = group.map(\.record).sorted()
      guard let key = records.first(where: { self.groups[$0] == nil }) ?? records.first else {
        continue
      }
      self.groups[key] = group
      for record in records { keysByRecord[record, default: []].append(key) }
    }
    for (one, other) in pairs {
      different[one, default: []].insert(other)
      different[other, default: []].insert(one)
    }
  }

  /// The records that stand for the parties which a record is about: itself, where it is in
  /// no group.
  func keys(of record: EntryID) -> [EntryID] { keysByRecord[record] ?? [record] }

  /// The first of ``keys(of:)``.
  func key(_ record: EntryID) -> EntryID { keysByRecord[record]?.first ?? record }

  /// The records of a party; none where it is a record by itself.
  func members(of key: EntryID) -> [Member] { groups[key] ?? [] }

  /// Whether two or more firms have records of a party.
  func isShared(_ key: EntryID) -> Bool {
    let members = groups[key] ?? []
    return members.contains { $0.organisation != members[0].organisation }
  }

  /// The records of every party of which two or more firms have one, in the order of their ids.
  var shared: [Member] {
    groups.keys.filter(isShared).sorted().flatMap { groups[$0] ?? [] }
  }

  /// Whether somebody judged two parties, or records of theirs, different.
  func areDifferent(_ one: EntryID, _ other: EntryID) -> Bool {
    guard !different.isEmpty else { return false }
    let others = Set(records(of: other))
    return records(of: one).contains { !(different[$0] ?? []).isDisjoint(with: others) }
  }

  /// Makes two records' parties one, unless somebody judged them different.
  mutating func join(_ one: Member, _ other: Member) {
    let (first, second) = (key(one.record), key(other.record))
    guard first != second, !areDifferent(first, second) else { return }
    let both = (groups[first] ?? [one]) + (groups[second] ?? [other])
    groups[first] = nil
    groups[second] = nil
    let joined = min(first, second)
    groups[joined] = both
    for member in both {
      let others = keys(of: member.record).filter { ![first, second, member.record].contains($0) }
      keysByRecord[member.record] = [joined] + others
    }
  }

  private func records(of key: EntryID) -> [EntryID] { groups[key]?.map(\.record) ?? [key] }
}
