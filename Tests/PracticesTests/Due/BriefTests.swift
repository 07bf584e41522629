import CentralView
import Foundation
import Practices
import Records
import Testing

@Suite("Records in brief")
struct BriefTests {
  /// Every form of which something is kept beside its records.
  private static let forms = [
    "customer", "assessment", "declaration", "licence", "order", "sample", "movement", "policy",
    "training", "officer", "distributor_commitment", "distributor_audit",
    "suspicious_transaction", "theft_or_loss", "review", "corrective_action", "annual_return",
    "agreement", "applicability", "summary", "surveillance_list",
  ]

  @Test(
    "A view that is made at once keeps what one keeps that grew",
    arguments: 1...3 as ClosedRange<UInt64>,
  )
  func atOnce(seed: UInt64) throws {
    var firm = PaperFirm()
    let today = day("2026-09-30")
    let grown = try CentralView(inMemoryWith: FormLibrary.forms, bulkSize: .max)
    for part in 0..<4 {
      try firm.trade(
        .init(customers: 5, declarations: 10, orders: 20, movements: 20),
        until: today,
        seed: seed * 10 + UInt64(part),
      )
      let policy = try firm.add("policy", ["title": "Orders", "review_on": "2026-09-30"])
      if part > 1 { try firm.void(policy, "policy") }
      if part == 3 { try addConflict(to: &firm) }
      try grown.catchUp(with: firm)
    }
    let atOnce = try firm.view(bulkSize: 1)
    var count = 0
    for form in Self.forms {
      let briefs = try grown.briefs(ofForm: form, organisation: firm.organisation)
      let others = try atOnce.briefs(ofForm: form, organisation: firm.organisation)
      #expect(Set(briefs) == Set(others), "\(form)")
      #expect(briefs.count == Set(briefs).count)
      count += briefs.count
    }
    #expect(count > 200)
    for form in ["order", "sample"] {
      let pending = try grown.briefs(
        ofForm: form,
        organisation: firm.organisation,
        isPending: true,
      )
      let all = try grown.briefs(ofForm: form, organisation: firm.organisation)
      #expect(Set(pending) == Set(all.filter { $0.state == nil || $0.state == "hold" }))
    }
  }

  private func addConflict(to firm: inout PaperFirm) throws {
    let body: JSON = ["title": "Samples", "review_on": "2026-09-30"]
    let record = try firm.add("policy", body)
    for date in ["2026-12-31", "2026-10-31"] {
      try firm.revise(
        record,
        "policy",
        after: [record],
        writing: ["review_on"],
        body.with("review_on", .string(date)),
      )
    }
  }

  @Test("What was traded is what one adds up by hand from the bodies")
  func sums() throws {
    var firm = PaperFirm()
    let today = day("2026-09-30")
    try firm.trade(PaperFirm.Size(), until: today, seed: 7)
    let view = try firm.view()
    let first = day("2025-10-01")
    var expected: [String: (count: Int, last: String)] = [:]
    for record in try view.records(ofForm: "movement", organisation: firm.organisation) {
      let date = record.body["date"]?.string ?? ""
      guard date >= first.text, date <= today.text, record.body["kind"]?.string == "supplied" else {
        continue
      }
      let customer = record.body["counterparty"]?.string ?? ""
      let key = "\(customer) \(record.body["substance"]?.string ?? "")"
      let known = expected[key] ?? (0, "")
      expected[key] = (known.count + 1, max(known.last, date))
    }
    let sums = try view.trade(.supplies, of: firm.organisation, from: first, through: today)
    #expect(sums.count == expected.count)
    for sum in sums {
      let wanted = expected["\(sum.customer?.text ?? "") \(sum.substance ?? "")"]
      #expect(sum.count == wanted?.count)
      #expect(sum.last?.text == wanted?.last)
    }
    #expect(sums.allSatisfy { $0.count == $0.sealed + $0.unsealed })
    #expect(sums.contains { $0.sealed > 0 } && sums.contains { $0.unsealed > 0 })
  }

  @Test("Titles are those of the records that are here")
  func titles() throws {
    var firm = PaperFirm()
    let named = try firm.add("customer", ["name": "Janssen", "reference": "C-1"])
    let policy = try firm.add("policy", ["title": "Orders"])
    let gone = try firm.add("customer", ["name": "Smit"])
    try firm.void(gone, "customer")
    let stranger = try PaperFirm(9).addingStranger()
    let titles = try firm.view().titles(of: [named, policy, gone, stranger])
    #expect(titles[named]?.text == "C-1, Janssen")
    #expect(titles[policy]?.text == "Orders")
    #expect(titles[gone]?.isVoid == true)
    #expect(titles[stranger] == nil)
  }
}

extension PaperFirm {
  /// The id of a record that nobody else holds.
  fileprivate consuming func addingStranger() throws -> EntryID {
    var firm = self
    return try firm.add("customer", ["name": "Nobody"])
  }
}

/// Measures, where a person asks for it, what the questions cost on a firm with 100,000
/// entries.
@Suite("What questions cost", .enabled(if: ProcessInfo.processInfo.environment["MEASURE"] != nil))
struct CostTests {
  @Test("Due and practices on a large firm")
  func large() throws {
    var firm = PaperFirm()
    let today = day("2026-09-30")
    try firm.trade(.large, until: today, seed: 1)
    let clock = ContinuousClock()
    let start = clock.now
    let view = try firm.view(bulkSize: 1)
    print("derived \(firm.lines.count) entries: \(clock.now - start)")
    for _ in 0..<3 {
      let due = try clock.measure {
        var survey = try DueSurvey(view, of: firm.organisation, on: today, within: 90)
        print(try survey.list().items.count, "items")
      }
      let scores = try clock.measure {
        _ = try ScoreSurvey(view, of: firm.organisation, on: today, isOwn: true).card()
      }
      print("due \(due), practices \(scores)")
    }
  }
}
