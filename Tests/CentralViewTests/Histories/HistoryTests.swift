import CentralView
import Foundation
import Records
import TestSupport
import Testing

/// The promises of the merge, on thousands of generated histories.
///
/// A failing history is cut down and printed twice: for a person, and as JSON. Written to a
/// file that `STEWARD_HISTORY` names, the JSON is run again by itself; a number there is a seed.
@Suite("Generated histories")
struct HistoryTests {
  private static let environment = ProcessInfo.processInfo.environment
  /// How many histories one part of the test runs; there are 8 parts.
  private static let count: UInt64 = isExhaustive ? 12_500 : 250
  private static let isExhaustive = environment["STEWARD_EXHAUSTIVE"] != nil
  /// In how many orders each of them arrives.
  private static let orders: UInt64 = isExhaustive ? 3 : 1

  @Test(
    "Every order, repetition, omission and split gives one view, the oracle’s",
    arguments: 0..<8,
  )
  func oneView(part: UInt64) throws {
    let forms = try HistoryForms.all()
    for seed in part * Self.count..<(part + 1) * Self.count {
      let history = try History(seed: seed)
      guard let failure = Self.failure(of: history, forms, orders: Self.orders) else { continue }
      return Self.report(history, failure, forms)
    }
  }

  @Test("Histories that came out differently in some order once do no more", arguments: [1_989])
  func former(seed: UInt64) throws {
    let forms = try HistoryForms.all()
    let history = try History(seed: seed)
    guard let failure = Self.failure(of: history, forms, orders: 3) else { return }
    Self.report(history, failure, forms, orders: 3)
  }

  @Test(
    "The history in the file that STEWARD_HISTORY names keeps the same promises",
    .enabled(if: environment["STEWARD_HISTORY"] != nil, "STEWARD_HISTORY names no file"),
  )
  func replay() throws {
    let path = try #require(Self.environment["STEWARD_HISTORY"])
    let history =
      try UInt64(path).map { try History(seed: $0) }
      ?? JSONDecoder().decode(History.self, from: Data(contentsOf: URL(filePath: path)))
    let forms = try HistoryForms.all()
    if let failure = Self.failure(of: history, forms, orders: Self.orders) {
      Self.report(history, failure, forms)
    }
  }

  @Test("A history that fails is cut down to the steps that make it fail")
  func shrinking() throws {
    let history = try #require(
      try (0..<200 as Range<UInt64>).lazy.map { try History(seed: $0) }.first { history in
        history.steps.count > 40 && Self.isVoided(history)
      }
    )
    let small = history.shrunk(Self.isVoided)
    #expect(small.steps.count == 2)
    #expect(Self.isVoided(small))
    let again = try JSONDecoder().decode(History.self, from: JSONEncoder().encode(small))
    #expect(again.description == small.description)
  }

  /// Whether something is withdrawn in a history that was begun there.
  private static func isVoided(_ history: History) -> Bool {
    let firsts = history.steps.filter { if case .first = $0.act { true } else { false } }
    return history.steps.contains { step in
      guard case .void(let record, _) = step.act else { return false }
      return firsts.contains { $0.number == record }
    }
  }

  private static func report(
    _ history: History,
    _ failure: String,
    _ forms: FormSet,
    orders: UInt64 = orders,
  ) {
    let small = history.shrunk { Self.failure(of: $0, forms, orders: orders) != nil }
    let reason = Self.failure(of: small, forms, orders: orders) ?? failure
    let data = (try? JSONEncoder().encode(small)) ?? Data()
    Issue.record("\(small)\n\(reason)\n\(String(decoding: data, as: UTF8.self))")
  }

  /// What a history shows to be wrong; `nil` when all is well.
  private static func failure(
    of history: History,
    _ forms: FormSet,
    orders: UInt64,
  ) -> String? {
    do {
      let written = try WrittenHistory(history)
      let whole = try CentralView(inMemoryWith: forms)
      try whole.catchUp(with: HistoryDelivery.whole(written))
      let report = try ViewReport(whole, of: written)
      let naive = NaiveView(written)
      let expected = naive.report
      guard report == expected else {
        return "the view and the oracle:\n\(report.difference(from: expected))"
      }
      if let lost = naive.lostValue(in: report) { return "lost: \(lost)" }
      let digest = try whole.digest()
      for order in 0..<orders {
        let view = try CentralView(inMemoryWith: forms)
        try HistoryDelivery.deliver(written, to: view, seed: history.seed &* 31 &+ order)
        let found = try ViewReport(view, of: written)
        guard found == report else {
          return "order \(order) and at once:\n\(found.difference(from: report))"
        }
        guard try view.digest() == digest else { return "order \(order) has another digest" }
        let hits = try Set(view.search("Aa", limit: 10_000).map(\.id))
        guard try hits == Set(whole.search("Aa", limit: 10_000).map(\.id)) else {
          return "order \(order) finds other records"
        }
      }
      return history.hasTies ? nil : try relabelled(history, report, forms)
    } catch {
      return "\(error)"
    }
  }

  /// What is different when the organisations, and with them all entries, have other ids.
  private static func relabelled(
    _ history: History,
    _ report: ViewReport,
    _ forms: FormSet,
  ) throws -> String? {
    let written = try WrittenHistory(history, labelling: 7)
    let view = try CentralView(inMemoryWith: forms)
    try HistoryDelivery.deliver(written, to: view, seed: history.seed)
    let found = try ViewReport(view, of: written)
    return found == report ? nil : "with other ids:\n\(found.difference(from: report))"
  }
}
