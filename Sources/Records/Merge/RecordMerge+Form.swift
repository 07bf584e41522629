/// The rule across fields: a merged state has to keep its form.
extension RecordMerge {
  /// The fields of a merged state, those marked on which it breaks its form.
  ///
  /// Each writer's own body kept the form; what nobody wrote as a whole may break it. The
  /// fields that a broken rule names are then in conflict, though each may have one value
  /// only. A rule that names a field which is in conflict already, or may have been written
  /// by an entry that cannot be read, opens nothing: whoever settles that field gives a
  /// whole body that keeps the form.
  func held(
    _ body: JSON,
    toFormBeside fields: [MergedField],
    in graph: RevisionGraph,
  ) -> [MergedField] {
    let rules = brokenRules(in: body)
    guard !rules.isEmpty else { return fields }
    let named = rules.flatMap(\.fields)
    let standing = StandingWrites(graph, rules: self.rules, naming: named)
    var byName: [Text: MergedField] = [:]
    for field in fields { byName[field.name] = field }
    var states: [Text: MergedField] = [:]
    for name in Set(named) {
      guard let number = standing.names.firstIndex(of: name) else { continue }
      states[name] = byName[name] ?? field(number, of: standing, in: graph)
    }
    for rule in rules {
      let isUnsettled = rule.fields.contains { name in
        states[name].map { $0.isConflict || $0.isIncomplete } ?? true
      }
      guard !isUnsettled else { continue }
      for name in rule.fields where byName[name]?.problem == nil {
        byName[name] = states[name]?.broken(because: rule.problem)
      }
    }
    return byName.values.sorted { $0.name < $1.name }
  }

  /// The rules of the form that a body breaks, each with the fields that it names.
  private func brokenRules(in body: JSON) -> [(fields: [Text], problem: String)] {
    guard let form else { return [] }
    let bytes = body.bytes
    var tape = JSONTape()
    do throws(JSONFault) {
      try tape.parse(bytes.span.bytes)
    } catch {
      // Merged values may be deeper or longer together than one entry may be.
      return []
    }
    let violations = form.check(bytes.span.bytes, tape: tape, body: JSONTape.root, as: .kept)
    return violations.map { violation in
      (violation.members.map { rules.fieldName(ofMember: Text($0)) }, violation.message)
    }
  }
}
