public import Records

extension NaiveMerge {
  /// What came out of the merge of a record, as a view shows it.
  public struct Outcome {
    /// The entries held that none held descends from.
    public var heads: [EntryID]
    /// Whether an entry is missing or cannot be read.
    public var isIncomplete: Bool
    /// What is shown.
    public var body: JSON
    /// Whether the record is withdrawn.
    public var isVoid: Bool
    /// The fields in conflict.
    public var conflicts: [State]
    /// The fields that merged by themselves.
    public var merges: [State]
    /// Every field, settled or not.
    public var fields: [State]

    /// One field with the readable writes that stand.
    public struct State {
      /// The field; empty where the record has too many heads.
      public var field: String
      /// What is shown of it.
      public var shown: JSON?
      /// Whether a write that cannot be read stands too.
      public var isIncomplete: Bool
      /// The entries, and what each wrote.
      public var writes: [(entry: EntryID, value: JSON?)]
    }
  }

  /// The outcome, the rules across fields included.
  public var outcome: Outcome {
    var fields = fieldNames.map { ($0, merge($0)) }
    var body: [JSON.Member] = []
    for (name, field) in fields where name != "void" {
      guard let shown = field.shown else { continue }
      body += groups[name] != nil ? shown.members ?? [] : [JSON.Member(name, shown)]
    }
    for name in fieldsThatBreak(.object(body), fields: fields) {
      if let index = fields.firstIndex(where: { $0.0 == name }) {
        fields[index].1.isConflict = true
      } else {
        var field = merge(name)
        field.isConflict = true
        fields.append((name, field))
      }
    }
    let tooMany = Outcome.State(
      field: "",
      shown: nil,
      isIncomplete: false,
      writes: heads.map { ($0, nil) },
    )
    let isTooMany = heads.count > 64
    let merges = isTooMany ? [] : automatic(fields)
    return Outcome(
      heads: heads,
      isIncomplete: parents.keys.contains(where: isUnreadable),
      body: .object(body.sorted { Text($0.name) < Text($1.name) }),
      isVoid: fields.contains { $0.0 == "void" && $0.1.shown != nil },
      conflicts: isTooMany ? [tooMany] : fields.filter { $0.1.isConflict }.map(state),
      merges: fields.filter { merges.contains($0.0) }.map(state),
      fields: fields.map(state),
    )
  }

  private func state(_ name: String, _ field: Field) -> Outcome.State {
    Outcome.State(
      field: name,
      shown: field.shown,
      isIncomplete: field.isIncomplete,
      writes: field.writes.map { ($0, value($0, name)) },
    )
  }

  /// The fields that broken rules name, where all of those are settled.
  private func fieldsThatBreak(_ body: JSON, fields: [(String, Field)]) -> Set<String> {
    var found: Set<String> = []
    for members in brokenRules(body) {
      let names = members.map(field(of:))
      let states = names.map { name in fields.first { $0.0 == name }?.1 ?? merge(name) }
      let isSettled = states.allSatisfy { !$0.isConflict && !$0.isIncomplete }
      if isSettled { found.formUnion(names) }
    }
    return found
  }
}
