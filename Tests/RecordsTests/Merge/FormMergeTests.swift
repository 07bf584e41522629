import Records
import Testing

/// The rule across fields: what merged by itself has to keep its form.
@Suite("Merge and form")
struct FormMergeTests {
  private let record = RecordHistory.id(0)

  /// A firm has to have a VAT number; a person need not.
  private func merge(_ history: RecordHistory) throws -> MergedRecord {
    let document = """
      {
        "type": "object", "x-steward": {"form": "customer/1", "label": "Customer"},
        "required": ["name"],
        "properties": {
          "name": {"type": "string"}, "kind": {"enum": ["firm", "person"]},
          "vat": {"type": "string"}, "city": {"type": "string"}
        },
        "if": {"properties": {"kind": {"const": "firm"}}, "required": ["kind"]},
        "then": {"required": ["vat"]}
      }
      """
    let form = try Form.parse(Array(document.utf8).span.bytes)
    return RecordMerge(rules: .none, form: form).merge(history.revisions, of: history.record)
  }

  /// One office makes the person a firm, the other takes the VAT number away.
  private func broken() -> RecordHistory {
    var history = RecordHistory(["name": "Aa", "kind": "person", "vat": "BE1"])
    history.revise(after: record, writing: ["kind": "firm"])
    history.revise(after: record, removing: ["vat"], writing: [:])
    return history
  }

  @Test("Two revisions that each keep the form and together break it are in conflict")
  func together() throws {
    let merged = try merge(broken())
    #expect(merged.body == ["kind": "firm", "name": "Aa"])
    #expect(merged.fieldsInConflict == ["kind", "vat"])
    #expect(merged.conflicts.map(\.writes) == [[RecordHistory.id(1)], [RecordHistory.id(2)]])
    #expect(merged.field(named: "kind")?.problem != nil)
    #expect(merged.field(named: "kind")?.values == [.present("firm")])
    #expect(merged.automaticMerges.isEmpty, "what is in conflict has not merged")
    #expect(merged.unanswered(by: ["vat"], rules: .none) == ["kind"])
    let same = RecordConflict(record: record, field: "kind", writes: [RecordHistory.id(1)])
    #expect(merged.conflicts[0].id != same.id, "it has a name of its own")
  }

  @Test("A revision that has seen both and keeps the form closes it")
  func closing() throws {
    var history = broken()
    history.revise(
      after: RecordHistory.id(1),
      RecordHistory.id(2),
      writing: ["kind": "firm", "vat": "BE2"],
    )
    #expect(try merge(history).conflicts.isEmpty)
    #expect(try merge(history).body == ["kind": "firm", "name": "Aa", "vat": "BE2"])
  }

  @Test("One that has seen both and leaves it as it is leaves the conflict")
  func leaving() throws {
    var history = broken()
    history.revise(after: RecordHistory.id(1), RecordHistory.id(2), writing: ["city": "Ghent"])
    #expect(try merge(history).fieldsInConflict == ["kind", "vat"])
  }

  @Test("A member that every entry left out is in conflict where the form requires it")
  func neverWritten() throws {
    var history = RecordHistory(["name": "Aa", "kind": "person"])
    history.revise(after: record, writing: ["kind": "firm"])
    let merged = try merge(history)
    #expect(merged.fieldsInConflict == ["kind", "vat"])
    #expect(merged.field(named: "vat")?.writes.map(\.entry) == [record])
    #expect(merged.field(named: "vat")?.values == [.absent])
  }

  @Test("Where a field of the rule is in conflict already, that one is settled first")
  func alreadyInConflict() throws {
    var history = broken()
    history.revise(after: record, writing: ["vat": "BE3"])
    let merged = try merge(history)
    #expect(merged.fieldsInConflict == ["vat"])
    #expect(merged.field(named: "vat")?.problem == nil)
  }

  @Test("Where an entry that cannot be read may have kept the form, nothing is said")
  func unreadable() throws {
    var history = broken()
    let hidden = history.append([record], at: nil, .unreadable)
    #expect(try merge(history).conflicts.isEmpty)
    history.replace(hidden, with: .malformed)
    #expect(try merge(history).fieldsInConflict == ["kind", "vat"])
  }
}
