import Records
import Testing

/// What a record says while entries of it are missing or cannot be read.
@Suite("Incomplete record")
struct IncompleteRecordTests {
  private let record = RecordHistory.id(0)

  @Test("A missing entry leaves open every field but those written after it")
  func missingEntry() {
    var history = RecordHistory(["name": "Aa", "city": "Ghent"])
    let lost = history.revise(after: record, writing: ["city": "Bruges"])
    let after = history.revise(after: lost, writing: ["name": "Bb"])
    let whole = history.merged()
    history.lose(lost)
    let merged = history.merged()
    #expect(merged.missing == [lost] && merged.isIncomplete)
    #expect(merged.heads == [after], "the first entry is an ancestor even across a gap")
    #expect(merged.body == ["name": "Bb", "city": "Ghent"], "what can be read is shown")
    #expect(merged.conflicts.isEmpty)
    #expect(merged.fields.map(\.name) == ["city", "void"])
    #expect(merged.fields.allSatisfy { $0.isIncomplete && !$0.isConflict })
    #expect(whole.body == ["name": "Bb", "city": "Bruges"])
    #expect(!whole.isIncomplete)
  }

  @Test("A record whose first entry is missing shows what is left of it")
  func missingFirstEntry() {
    var history = RecordHistory(["name": "Aa", "city": "Ghent"])
    history.revise(after: record, writing: ["name": "Bb"])
    history.lose(record)
    let merged = history.merged()
    #expect(merged.missing == [record])
    #expect(merged.body == ["name": "Bb"])
    #expect(merged.heads.count == 1)
  }

  @Test("A record of which nothing is held has no heads and is incomplete")
  func nothingHeld() {
    let merged = RecordHistory().merged()
    #expect(merged.heads.isEmpty && merged.missing == [record] && merged.body == [:])
    #expect(!merged.isVoid)
  }

  @Test("An entry that cannot be read is a head, and no equal value settles what it may say")
  func unreadableHead() {
    var history = RecordHistory(["name": "Aa"])
    let sealed = history.append([], at: nil, .unreadable)
    let other = history.revise(after: record, writing: ["name": "Aa"])
    let merged = history.merged()
    #expect(merged.heads == [sealed, other].sorted())
    #expect(merged.field(named: "name")?.isIncomplete == true)
    #expect(merged.field(named: "name")?.isConflict == false)
    #expect(merged.body == ["name": "Aa"])
    #expect(merged.automaticMerges.isEmpty)
    history.revise(after: sealed, other, writing: ["name": "Bb"])
    #expect(history.merged().field(named: "name") == nil, "a write after it settles the field")
    #expect(history.merged().isIncomplete)
  }

  @Test("A withdrawal is not believed while an unreadable entry may have taken it back")
  func unreadableBesideVoid() {
    var history = RecordHistory(["name": "Aa"])
    history.void(after: record)
    #expect(history.merged().isVoid)
    history.append([record], at: nil, .unreadable)
    #expect(!history.merged().isVoid)
    history.append(history.merged().heads, at: nil, .void)
    #expect(history.merged().isVoid)
  }

  @Test("A readable account of an entry replaces a withheld one")
  func readableBeforeWithheld() {
    var history = RecordHistory(["name": "Aa"])
    history.revise(after: record, writing: ["name": "Bb"])
    let stubs = history.revisions.map { revision in
      Revision(id: revision.id, parents: [], time: 0, content: .unreadable)
    }
    let merge = RecordMerge(rules: .none)
    let merged = history.merged()
    #expect(merge.merge(stubs + history.revisions, of: record) == merged)
    #expect(merge.merge(history.revisions + stubs, of: record) == merged)
  }

  @Test("An element that an unreadable ancestor may have held counts as taken out")
  func unionAfterGap() {
    let rules = FieldRules(rules: ["tags": .union])
    var history = RecordHistory(["tags": ["a"]])
    let between = history.append([record], at: nil, .unreadable)
    history.revise(after: between, writing: ["tags": ["a"]])
    history.revise(after: record, writing: ["tags": ["a", "b"]])
    #expect(history.merged(rules).field(named: "tags")?.disputedElements == ["b"])
    history.replace(between, with: .revision(writes: ["name"], body: ["name": "Bb"]))
    #expect(history.merged(rules).conflicts.isEmpty)
  }
}
