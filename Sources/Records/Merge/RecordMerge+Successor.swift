extension RecordMerge {
  /// What a record's first entry shows on its own.
  public func body(ofFirst body: JSON) -> JSON {
    .object(rules.sortedMembers(body.members ?? []))
  }

  /// What is shown once a record with one head has a revision with that head as its only
  /// parent: the same as the merge of all entries, for the cost of this one.
  ///
  /// Such a revision has every other entry among its ancestors, so that its writes stand
  /// alone; the other fields stay as they were, in conflict or not.
  ///
  /// - Parameters:
  ///   - writes: The fields that the revision names.
  ///   - body: Its body.
  ///   - shown: What the record showed before.
  /// - Returns: What it shows now.
  public func apply(writes: [String], body: JSON, onto shown: JSON) -> JSON {
    let written = Set(writes.map { rules.fieldName(ofMember: Text($0)) })
    func isWritten(_ member: JSON.Member) -> Bool {
      written.contains(rules.fieldName(ofMember: Text(member.name)))
    }
    let kept = (shown.members ?? []).filter { !isWritten($0) }
    let new = (body.members ?? []).filter(isWritten)
    return .object(rules.sortedMembers(kept + new))
  }

  /// The values of a member that stand, absent first: a check that reads the member is
  /// evaluated for each, and the worst answer counts (DESIGN, section 9).
  public func values(ofMember name: String, in record: MergedRecord) -> [FieldValue] {
    let member = Text(name)
    let fieldName = rules.fieldName(ofMember: member)
    let shown = record.body[name].map(FieldValue.present) ?? .absent
    guard let field = record.field(named: fieldName), !field.writes.isEmpty else { return [shown] }
    guard rules.isGroup(fieldName) else { return field.values }
    return FieldValue.distinct(
      field.writes.map { write in
        write.value.json?[name].map(FieldValue.present) ?? .absent
      }
    )
  }
}
