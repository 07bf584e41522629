import Records
import Testing

/// Each rule of the merge by one small history.
@Suite("Merge of a record")
struct RecordMergeTests {
  private let record = RecordHistory.id(0)

  @Test("Disjoint edits merge, and are listed")
  func disjointEdits() throws {
    var history = RecordHistory(["name": "Aa", "city": "Ghent"])
    let left = history.revise(after: record, writing: ["name": "Bb"])
    let right = history.revise(after: record, writing: ["city": "Bruges"])
    let merged = history.merged()
    #expect(merged.body.text == #"{"city":"Bruges","name":"Bb"}"#)
    #expect(merged.heads == [left, right].sorted())
    #expect(merged.conflicts.isEmpty && merged.fields.isEmpty && !merged.isIncomplete)
    #expect(merged.automaticMerges.map(\.field) == ["city", "name"])
    #expect(merged.automaticMerges.map { $0.writes.map(\.entry) } == [[right], [left]])
    #expect(merged.automaticMerges.map(\.shown) == [.present("Bruges"), .present("Bb")])
  }

  @Test("A carried value is no write")
  func carriedValue() {
    var history = RecordHistory(["name": "Aa", "city": "Ghent"])
    history.revise(after: record, writing: ["name": "Bb"])
    history.append(
      [record],
      at: 9,
      .revision(writes: ["city"], body: ["name": "Aa", "city": "Bruges"]),
    )
    #expect(history.merged().body == ["name": "Bb", "city": "Bruges"])
  }

  @Test("A head that wrote nothing leaves nothing to list")
  func oneSidedEdit() {
    var history = RecordHistory(["name": "Aa"])
    history.revise(after: record, writing: ["name": "Bb"])
    history.append([record], at: 9, .malformed)
    #expect(history.merged().heads.count == 2)
    #expect(history.merged().automaticMerges.isEmpty)
  }

  @Test("The same edit made twice is one")
  func sameEdit() {
    var history = RecordHistory(["name": "Aa"])
    history.revise(after: record, writing: ["name": ["x": 1, "y": 2]])
    history.revise(after: record, writing: ["name": ["y": 2, "x": 1]])
    let merged = history.merged()
    #expect(merged.conflicts.isEmpty)
    #expect(merged.field(named: "name")?.writes.count == 2)
    #expect(merged.field(named: "name")?.values.count == 1)
    #expect(merged.automaticMerges.map(\.field) == ["name"])
  }

  @Test("Two different edits are a conflict, and the later claimed time is shown")
  func differentEdits() {
    var history = RecordHistory(["name": "Aa"])
    let left = history.revise(after: record, at: 7, writing: ["name": "Bb"])
    let right = history.revise(after: record, at: 5, writing: ["name": "Cc"])
    let merged = history.merged()
    #expect(merged.body == ["name": "Bb"])
    #expect(merged.fieldsInConflict == ["name"])
    #expect(
      merged.conflicts == [
        RecordConflict(record: record, field: "name", writes: [left, right].sorted())
      ]
    )
    #expect(merged.field(named: "name")?.values == [.present("Bb"), .present("Cc")])
    #expect(merged.automaticMerges.isEmpty)
  }

  @Test("At equal times the greater id is shown")
  func equalTimes() {
    var history = RecordHistory(["name": "Aa"])
    let left = history.revise(after: record, at: 7, writing: ["name": "left"])
    let right = history.revise(after: record, at: 7, writing: ["name": "right"])
    #expect(history.merged().body == ["name": left < right ? "right" : "left"])
  }

  @Test("A claimed time long past does not undo what it follows")
  func timeOrdersNothing() {
    var history = RecordHistory(["name": "Aa"])
    history.revise(after: record, at: -99, writing: ["name": "Bb"])
    #expect(history.merged().body == ["name": "Bb"])
    #expect(history.merged().conflicts.isEmpty)
  }

  @Test("Two that add the same member with different values are in conflict")
  func addAgainstAdd() {
    var history = RecordHistory(["name": "Aa"])
    history.revise(after: record, writing: ["vat": "BE1"])
    history.revise(after: record, writing: ["vat": "BE2"])
    #expect(history.merged().fieldsInConflict == ["vat"])
  }

  @Test("Taking a member away is a write like any other")
  func removal() {
    var history = RecordHistory(["name": "Aa", "vat": "BE1"])
    let removed = history.revise(after: record, removing: ["vat"], writing: [:])
    #expect(history.merged().body == ["name": "Aa"])
    let changed = history.revise(after: record, at: 0, writing: ["vat": "BE2"])
    let merged = history.merged()
    #expect(merged.fieldsInConflict == ["vat"])
    #expect(merged.field(named: "vat")?.values == [.absent, .present("BE2")])
    #expect(merged.body == ["name": "Aa"], "the removal claims the later time")
    history.revise(after: removed, changed, writing: ["vat": "BE2"])
    #expect(history.merged().conflicts.isEmpty)
    #expect(history.merged().body == ["name": "Aa", "vat": "BE2"])
  }

  @Test("Only a write that descends from every standing write closes a conflict")
  func closing() {
    var history = RecordHistory(["name": "Aa"])
    let one = history.revise(after: record, writing: ["name": "1"])
    let two = history.revise(after: record, writing: ["name": "2"])
    let three = history.revise(after: record, writing: ["name": "3"])
    history.revise(after: one, two, writing: ["name": "12"])
    #expect(history.merged().field(named: "name")?.writes.map(\.entry).contains(three) == true)
    #expect(history.merged().fieldsInConflict == ["name"])
    var other = history
    other.revise(
      after: history.merged().heads[0],
      history.merged().heads[1],
      writing: ["city": "Ghent"],
    )
    #expect(other.merged().heads.count == 1)
    #expect(
      other.merged().fieldsInConflict == ["name"],
      "a revision that writes no name closes nothing",
    )
    history.revise(
      after: history.merged().heads[0],
      history.merged().heads[1],
      writing: ["name": "123"],
    )
    #expect(history.merged().conflicts.isEmpty)
  }

  @Test("Two resolutions made apart are a conflict, unless they agree", arguments: ["1", "2"])
  func resolvedApart(second: String) {
    var history = RecordHistory(["name": "Aa"])
    let one = history.revise(after: record, writing: ["name": "1"])
    let two = history.revise(after: record, writing: ["name": "2"])
    history.revise(after: one, two, writing: ["name": "1"])
    history.revise(after: one, two, writing: ["name": JSON.string(second)])
    let merged = history.merged()
    #expect(merged.field(named: "name")?.writes.count == 2)
    #expect(merged.fieldsInConflict.isEmpty == (second == "1"))
  }

  @Test("Three heads can agree in one field and differ in another")
  func threeHeads() {
    var history = RecordHistory(["name": "Aa", "city": "Ghent"])
    history.revise(after: record, writing: ["name": "Bb", "city": "Bruges"])
    history.revise(after: record, writing: ["name": "Bb"])
    history.revise(after: record, writing: ["name": "Cc", "vat": "BE1"])
    let merged = history.merged()
    #expect(merged.heads.count == 3)
    #expect(merged.fieldsInConflict == ["name"])
    #expect(merged.field(named: "name")?.writes.count == 3)
    #expect(merged.field(named: "name")?.values.count == 2)
    #expect(merged.automaticMerges.map(\.field) == ["city", "vat"])
  }

  @Test("A withdrawn record takes a concurrent edit, and stays withdrawn")
  func voidAgainstEdit() {
    var history = RecordHistory(["name": "Aa"])
    history.void(after: record)
    history.revise(after: record, writing: ["name": "Bb"])
    let merged = history.merged()
    #expect(merged.isVoid && merged.conflicts.isEmpty)
    #expect(merged.body == ["name": "Bb"])
    #expect(merged.automaticMerges.map(\.field) == ["name", "void"])
  }

  @Test("While void is in conflict the record stays in force")
  func voidInConflict() {
    var history = RecordHistory(["name": "Aa"])
    let void = history.void(after: record)
    #expect(history.merged().isVoid)
    let back = history.unvoid(after: void)
    #expect(!history.merged().isVoid)
    let again = history.void(after: void)
    #expect(!history.merged().isVoid)
    #expect(history.merged().fieldsInConflict == ["void"])
    #expect(history.merged().field(named: "void")?.values == [.absent, .present(true)])
    history.void(after: back, again)
    #expect(history.merged().isVoid)
    #expect(history.merged().conflicts.isEmpty)
  }

  @Test("A member of the body named void is no field")
  func voidMember() {
    let history = RecordHistory(["name": "Aa", "void": true])
    #expect(!history.merged().isVoid)
    #expect(history.merged().body == ["name": "Aa"])
    #expect(
      RecordMerge(rules: .none).body(ofFirst: ["void": 1, "b": 1, "a": 1]).text == #"{"a":1,"b":1}"#
    )
  }

  @Test("A malformed entry orders its descendants and writes nothing")
  func malformed() {
    var history = RecordHistory(["name": "Aa"])
    let before = history.revise(after: record, writing: ["name": "Bb"])
    let broken = history.append([before], at: nil, .malformed)
    #expect(history.merged().heads == [broken])
    #expect(history.merged().body == ["name": "Bb"])
    history.revise(after: broken, writing: ["name": "Cc"])
    #expect(history.merged().conflicts.isEmpty)
    #expect(history.merged().body == ["name": "Cc"])
    #expect(!history.merged().isIncomplete)
  }

  @Test("With more than 64 heads there is one conflict, and still one answer")
  func tooManyHeads() {
    var history = RecordHistory(["name": "Aa"])
    for number in 1...64 { history.revise(after: record, writing: ["name": .integer(number)]) }
    #expect(history.merged().conflicts.map(\.cause) == [.field("name")])
    history.revise(after: record, writing: ["city": "Ghent"])
    let merged = history.merged()
    #expect(merged.hasTooManyHeads)
    #expect(merged.conflicts == [RecordConflict(record: record, heads: merged.heads)])
    #expect(merged.conflicts.map(\.cause) == [.tooManyHeads])
    #expect(merged.automaticMerges.isEmpty)
    #expect(merged.body == ["name": 64, "city": "Ghent"])
    let merge = RecordMerge(rules: .none)
    let named = Array(merged.heads.prefix(64))
    let seen = merge.merge(history.revisions, of: record, seenFrom: named)
    #expect(seen.heads == named && seen.fieldsInConflict == ["name"])
    history.append(named, at: 1, .revision(writes: ["name"], body: ["name": "one"]))
    #expect(!history.merged().hasTooManyHeads)
  }

  @Test("Thousands of heads and of standing writes are merged")
  func wideHistory() {
    let rules = FieldRules(rules: ["tags": .union])
    var history = RecordHistory(["tags": ["kept"]])
    let last = (1...1_000).map(RecordHistory.id).max()
    for number in 1...1_000 {
      let own = JSON.integer(number)
      let tags: JSON = RecordHistory.id(number) == last ? [own] : ["kept", own]
      history.revise(after: record, writing: ["tags": tags])
    }
    let merged = history.merged(rules)
    #expect(merged.body["tags"]?.elements?.count == 1_001)
    #expect(
      merged.field(named: "tags")?.disputedElements == ["kept"],
      "one of a thousand took it out",
    )
    #expect(merged.conflicts.map(\.cause) == [.tooManyHeads])
  }

  @Test("A line of 10,000 revisions ends in the last write of each field")
  func longLine() {
    var history = RecordHistory(["count": 0, "name": "Aa"])
    var shown: JSON = ["count": 0, "name": "Aa"]
    let merge = RecordMerge(rules: .none)
    for number in 1...10_000 {
      let name = number % 100 == 0 ? "name" : "count"
      let body = JSON.object([.init(name, .integer(number))])
      history.revise(after: RecordHistory.id(number - 1), writing: body)
      shown = merge.apply(writes: [name], body: body, onto: shown)
    }
    let merged = history.merged()
    #expect(merged.body == ["count": 9_999, "name": 10_000])
    #expect(merged.body.bytes == shown.bytes)
    #expect(merged.heads == [RecordHistory.id(10_000)])
    #expect(merged.fields.isEmpty)
  }

  @Test("A first entry has no parents, whatever it claims")
  func firstEntryWithParents() {
    var history = RecordHistory(["name": "Aa"])
    let later = history.revise(after: record, writing: ["name": "Bb"])
    let first = history.revisions[0]
    let lying = Revision(id: record, parents: [later], time: 0, content: first.content)
    let merge = RecordMerge(rules: .none)
    let merged = merge.merge([lying, history.revisions[1]], of: record)
    #expect(merged == history.merged())
    let seen = merge.merge([lying, history.revisions[1]], of: record, seenFrom: [record])
    #expect(seen.heads == [record] && seen.body == ["name": "Aa"])
  }

  @Test("Entries that claim to descend from each other are unreadable, and nothing hangs")
  func circles() {
    var history = RecordHistory(["name": "Aa"])
    let one = history.revise(after: RecordHistory.id(2), writing: ["name": "1"])
    let two = history.revise(after: one, writing: ["name": "2"])
    history.revise(after: two, writing: ["city": "Ghent"])
    history.revise(after: RecordHistory.id(4), writing: ["name": "self"])
    let merged = history.merged()
    #expect(merged.missing == [one, two, RecordHistory.id(4)].sorted())
    #expect(merged.body == ["name": "Aa", "city": "Ghent"])
    #expect(merged.isIncomplete)
  }
}
