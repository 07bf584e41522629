import Records
import Testing

/// Offices that meet crosswise: each has joined the same two sides by itself.
@Suite("Criss-cross merges")
struct CrissCrossTests {
  private let record = RecordHistory.id(0)

  @Test("Two that joined the same sides without a conflict leave none, and one state")
  func plain() {
    var history = RecordHistory(["name": "Aa", "city": "Ghent"])
    let left = history.revise(after: record, writing: ["name": "Bb"])
    let right = history.revise(after: record, writing: ["city": "Bruges"])
    history.revise(after: left, right, writing: ["phone": "1"])
    history.revise(after: left, right, writing: ["website": "w"])
    let merged = history.merged()
    #expect(merged.heads.count == 2 && merged.conflicts.isEmpty)
    #expect(
      merged.body == ["city": "Bruges", "name": "Bb", "phone": "1", "website": "w"]
    )
    #expect(merged.automaticMerges.map(\.field) == ["phone", "website"])
  }

  @Test("Two that settled one conflict differently are in conflict over what they settled")
  func settledApart() {
    var history = RecordHistory(["name": "Aa"])
    let left = history.revise(after: record, writing: ["name": "Bb"])
    let right = history.revise(after: record, writing: ["name": "Cc"])
    let one = history.revise(after: left, right, writing: ["name": "Bb"])
    let two = history.revise(after: left, right, writing: ["name": "Cc"])
    #expect(history.merged().field(named: "name")?.writes.map(\.entry) == [one, two].sorted())
    // Crossing again settles nothing by itself, however often.
    let three = history.revise(after: one, two, writing: ["name": "Bb"])
    let four = history.revise(after: two, one, writing: ["name": "Cc"])
    let merged = history.merged()
    #expect(merged.field(named: "name")?.writes.map(\.entry) == [three, four].sorted())
    #expect(merged.fieldsInConflict == ["name"])
    history.revise(after: three, four, writing: ["name": "Dd"])
    #expect(history.merged().conflicts.isEmpty)
    #expect(history.merged().body == ["name": "Dd"])
  }

  @Test("A side that one settled and the other never saw is in conflict again")
  func lateSide() {
    var history = RecordHistory(["name": "Aa"])
    let left = history.revise(after: record, writing: ["name": "Bb"])
    let right = history.revise(after: record, writing: ["name": "Cc"])
    history.revise(after: left, right, writing: ["name": "Bb"])
    history.revise(after: right, writing: ["name": "Dd"])
    let merged = history.merged()
    #expect(merged.fieldsInConflict == ["name"])
    #expect(merged.field(named: "name")?.values == [.present("Bb"), .present("Dd")])
  }

  @Test("With up to 64 heads each field has its own conflict", arguments: [2, 3, 17, 63, 64])
  func manyHeads(count: Int) {
    var history = RecordHistory(["name": "Aa", "city": "Ghent"])
    let heads = (1...count).map { number in
      history.revise(after: record, writing: ["name": .integer(number), "city": "Bruges"])
    }
    let merged = history.merged()
    #expect(merged.heads == heads.sorted())
    #expect(merged.fieldsInConflict == ["name"])
    #expect(merged.field(named: "name")?.values.count == count)
    #expect(merged.automaticMerges.map(\.field) == ["city"])
    history.append(heads, at: nil, .revision(writes: ["name"], body: ["name": "one"]))
    #expect(history.merged().conflicts.isEmpty && history.merged().heads.count == 1)
  }
}
