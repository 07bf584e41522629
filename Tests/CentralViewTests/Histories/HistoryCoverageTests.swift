import CentralView
import Records
import TestSupport
import Testing

/// A promise that is held against histories in which nothing goes wrong is none.
@Suite("Generated histories go wrong")
struct HistoryCoverageTests {
  @Test("In every way that the promises are about")
  func coverage() throws {
    let forms = try HistoryForms.all()
    var seen: [String: Int] = [:]
    func count(_ name: String, _ isSeen: Bool) { if isSeen { seen[name, default: 0] += 1 } }
    for seed in 0..<300 as Range<UInt64> {
      let history = try History(seed: seed)
      let written = try WrittenHistory(history)
      count("fork", written.journals.contains { $0.fork != nil })
      count("revoked", written.journals.contains { ($0.revokedFrom ?? .max) < $0.lines.count })
      let lines = written.journals.flatMap(\.lines)
      count("stub", lines.contains { $0.withheld == .always })
      count("stub completed", lines.contains { $0.withheld == .atFirst })
      count("clock wrong by years", history.steps.contains { $0.time > 1_730_000_000_000 })
      count("one moment claimed twice", history.hasTies)
      count("lines lost", lines.count < history.steps.count)
      count("four organisations", written.organisations.count == 4)
      count("more than 100 lines", lines.count > 100)
      let view = try CentralView(inMemoryWith: forms)
      try view.catchUp(with: HistoryDelivery.whole(written))
      count("malformed", try !view.malformed().isEmpty)
      let conflicts = try view.conflicts()
      count("broken form", conflicts.contains { $0.reason != nil })
      for field in ["name", "tags", "assessment", "void"] {
        count("conflict \(field)", conflicts.contains { $0.field == field && $0.reason == nil })
      }
      for record in try view.records() {
        count("void", record.isVoid)
        count("incomplete", record.isIncomplete)
        count("unknown form", record.form == "memo/1")
        count("three heads", record.heads.count > 2)
        count("merged by itself", try !view.automaticMerges(of: record).isEmpty)
      }
      let reasons = try view.malformed().map(\.reason)
      for reason in [
        "another form", "no entry of its record", "another organisation than", "first entry",
      ] {
        count("malformed: \(reason)", reasons.contains { $0.contains(reason) })
      }
    }
    let wanted = [
      "fork", "revoked", "stub", "stub completed", "clock wrong by years",
      "one moment claimed twice", "lines lost", "four organisations", "more than 100 lines",
      "malformed", "broken form", "conflict name", "conflict tags", "conflict assessment",
      "conflict void", "void", "incomplete", "unknown form", "three heads", "merged by itself",
      "malformed: another form", "malformed: no entry of its record",
      "malformed: another organisation than", "malformed: first entry",
    ]
    for name in wanted { #expect(seen[name, default: 0] >= 3, "\(name): \(seen[name] ?? 0)") }
  }
}
