import Records

extension JSON {
  /// The object with members replaced, as it would be recorded; `nil` takes a member away.
  func changed(by changes: [(member: String, value: JSON?)]) -> JSON {
    var members = members ?? []
    for change in changes {
      members.removeAll { $0.name == change.member }
      if let value = change.value { members.append(JSON.Member(change.member, value)) }
    }
    return JSON.object(members).normalized
  }
}
