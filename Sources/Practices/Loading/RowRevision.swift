public import Records

/// What a row changes in the record that it is about.
public struct RowRevision: Hashable, Sendable {
  /// The record's whole state afterwards.
  public let body: JSON
  /// The fields, or groups, that the row changes: sorted, as an entry's `writes`.
  public let writes: [String]

  /// The change from `existing` to what `row` says, or `nil` where it says nothing new.
  ///
  /// A member that the row does not have stays: an empty cell and a column that the table
  /// lacks say nothing, so they never remove what somebody added by hand.
  ///
  /// `removed`: The members of which the row says in words that there is nothing.
  public init?(of existing: JSON, by row: JSON, removing removed: [String] = [], in form: Form) {
    var members = existing.members ?? []
    var writes: Set<Text> = []
    for name in removed {
      guard let place = members.firstIndex(where: { Text($0.name) == Text(name) }) else { continue }
      members.remove(at: place)
      writes.insert(Text(form.fieldName(ofMember: name)))
    }
    for new in row.members ?? [] {
      guard let place = members.firstIndex(where: { Text($0.name) == Text(new.name) }) else {
        members.append(new)
        writes.insert(Text(form.fieldName(ofMember: new.name)))
        continue
      }
      let merged = Self.overlay(new.value, on: members[place].value)
      if merged == members[place].value { continue }
      members[place].value = merged
      writes.insert(Text(form.fieldName(ofMember: new.name)))
    }
    if writes.isEmpty { return nil }
    body = .object(members)
    self.writes = writes.sorted().map(\.string)
  }

  /// An object gains and changes members; any other value is replaced.
  private static func overlay(_ new: JSON, on old: JSON) -> JSON {
    guard let changes = new.members, var members = old.members else { return new }
    for change in changes {
      if let place = members.firstIndex(where: { Text($0.name) == Text(change.name) }) {
        members[place].value = change.value
      } else {
        members.append(change)
      }
    }
    return .object(members)
  }
}
