import Records
import Testing

/// What each rule shows while writes disagree.
@Suite("Merge rule")
struct MergeRuleTests {
  private let record = RecordHistory.id(0)
  private let caution = MergeRule.cautious(order: ["refused", "suspended", "approved"])

  @Test("Of two statuses the more cautious is shown, whichever is later")
  func cautiousOrder() {
    let rules = FieldRules(rules: ["status": caution])
    var history = RecordHistory(["status": "approved"])
    history.revise(after: record, at: 1, writing: ["status": "suspended"])
    history.revise(after: record, at: 9, writing: ["status": "approved"])
    #expect(history.merged(rules).body == ["status": "suspended"])
    history.revise(after: record, at: 0, writing: ["status": "refused"])
    #expect(history.merged(rules).body == ["status": "refused"])
    history.revise(after: record, at: 0, writing: ["status": "unsure"])
    #expect(history.merged(rules).body == ["status": "unsure"], "what is not listed")
    history.revise(after: record, at: 0, writing: ["status": "never heard of"])
    #expect(history.merged(rules).body == ["status": "never heard of"], "by its bytes")
    history.revise(after: record, at: 0, removing: ["status"], writing: [:])
    #expect(history.merged(rules).body == [:], "no value")
    #expect(history.merged(rules).fieldsInConflict == ["status"])
    #expect(history.merged(rules).field(named: "status")?.values.count == 6)
  }

  @Test("A cautious group is shown whole, as its deciding member says")
  func cautiousGroup() {
    let group = FieldRules.Group(name: "assessment", members: ["assessor", "outcome"])
    let rules = FieldRules(groups: [group], rules: ["outcome": caution])
    var history = RecordHistory(["assessor": "Ann", "outcome": "approved"])
    history.revise(after: record, at: 9, writing: ["outcome": "approved", "assessor": "Bob"])
    history.revise(after: record, at: 1, writing: ["outcome": "refused", "assessor": "Cas"])
    history.revise(after: record, at: 0, writing: ["outcome": "refused", "assessor": "Dee"])
    let merged = history.merged(rules)
    #expect(merged.body == ["assessor": "Cas", "outcome": "refused"], "the later of the refusals")
    #expect(merged.fieldsInConflict == ["assessment"])
    let merge = RecordMerge(rules: rules)
    #expect(
      merge.values(ofMember: "outcome", in: merged) == [.present("approved"), .present("refused")]
    )
    #expect(merge.values(ofMember: "assessor", in: merged).count == 3)
    #expect(merge.values(ofMember: "name", in: merged) == [.absent])
    let shared = FieldRules(groups: [group], rules: ["outcome": caution, "assessment": caution])
    #expect(history.merged(shared).body == merged.body)
    let plain = FieldRules(groups: [group], rules: ["assessment": caution])
    #expect(plain.rule(ofField: "assessment") == .manual, "no member decides")
  }

  @Test("Members of a group written apart are a conflict of the group, and no mix is shown")
  func groupWrittenApart() {
    let group = FieldRules.Group(name: "amount", members: ["quantity", "unit"])
    let rules = FieldRules(groups: [group])
    var history = RecordHistory(["quantity": "5", "unit": "kg"])
    history.append(
      [record],
      at: 1,
      .revision(writes: ["amount"], body: ["quantity": "5000", "unit": "g"]),
    )
    history.append(
      [record],
      at: 2,
      .revision(writes: ["quantity"], body: ["quantity": "6", "unit": "kg"]),
    )
    let merged = history.merged(rules)
    #expect(merged.fieldsInConflict == ["amount"])
    #expect(merged.body == ["quantity": "6", "unit": "kg"])
    #expect(
      merged.field(named: "amount")?.values
        == [
          .present(["quantity": "5000", "unit": "g"]), .present(["quantity": "6", "unit": "kg"]),
        ]
    )
    #expect(merged.unanswered(by: ["unit"], rules: rules).isEmpty)
    #expect(merged.unanswered(by: ["name"], rules: rules) == ["amount"])
    history.append(merged.heads, at: 3, .revision(writes: ["amount"], body: [:]))
    #expect(history.merged(rules).body == [:])
    #expect(history.merged(rules).conflicts.isEmpty)
  }

  private let union = FieldRules(rules: ["tags": .union])

  @Test("Elements added apart are united without a conflict")
  func unionOfAdditions() {
    var history = RecordHistory(["tags": ["c"]])
    history.revise(after: record, writing: ["tags": ["c", "z", "z"]])
    history.revise(after: record, writing: ["tags": ["c", "a"]])
    let merged = history.merged(union)
    #expect(merged.body == ["tags": ["a", "c", "z"]])
    #expect(merged.conflicts.isEmpty)
    #expect(merged.automaticMerges.map(\.field) == ["tags"])
    #expect(history.merged(.none).fieldsInConflict == ["tags"], "without the rule it is one")
  }

  @Test("An element that one removes and another keeps is shown, and in conflict")
  func unionOfRemovalAndAddition() {
    var history = RecordHistory(["tags": ["a", "b"]])
    let removed = history.revise(after: record, writing: ["tags": ["a"]])
    let added = history.revise(after: record, writing: ["tags": ["a", "b", "c"]])
    let merged = history.merged(union)
    #expect(merged.body == ["tags": ["a", "b", "c"]])
    #expect(merged.field(named: "tags")?.disputedElements == ["b"])
    #expect(merged.conflicts.map(\.writes) == [[removed, added].sorted()])
    history.revise(after: removed, added, writing: ["tags": ["c", "a"]])
    #expect(history.merged(union).conflicts.isEmpty)
    #expect(history.merged(union).body == ["tags": ["c", "a"]], "one write is shown as written")
  }

  @Test("An element that both remove is gone")
  func unionOfRemovals() {
    var history = RecordHistory(["tags": ["a", "b", "c"]])
    history.revise(after: record, writing: ["tags": ["a", "c"]])
    history.revise(after: record, writing: ["tags": ["a"]])
    #expect(history.merged(union).body == ["tags": ["a", "c"]])
    #expect(history.merged(union).field(named: "tags")?.disputedElements == ["c"])
    history.revise(after: record, removing: ["tags"], writing: [:])
    #expect(history.merged(union).field(named: "tags")?.disputedElements == ["a", "c"])
  }

  @Test("What was removed and added again elsewhere is decided by who saw what")
  func unionSeesAncestorsOnly() {
    var history = RecordHistory(["tags": []])
    let added = history.revise(after: record, writing: ["tags": ["a"]])
    history.revise(after: added, writing: ["tags": []])
    history.revise(after: record, writing: ["tags": ["b"]])
    let merged = history.merged(union)
    #expect(merged.body == ["tags": ["b"]])
    #expect(merged.conflicts.isEmpty)
  }

  @Test("A value that is no array is under no union")
  func unionOfOtherValues() {
    var history = RecordHistory(["tags": ["a"]])
    history.revise(after: record, at: 5, writing: ["tags": ["b"]])
    history.revise(after: record, at: 4, writing: ["tags": "c"])
    #expect(history.merged(union).body == ["tags": ["b"]])
    #expect(history.merged(union).fieldsInConflict == ["tags"])
  }
}
