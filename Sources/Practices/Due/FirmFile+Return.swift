import CentralView
import Records

extension FirmFile {
  /// How a firm stands with the annual return of a year.
  enum ReturnState: Hashable {
    /// The firm kept no records of that year, so it has nothing to return.
    case notAsked
    /// The firm recorded that it makes no return.
    case exempt(reason: String)
    /// The return is there, whole.
    case returned
    /// There is none.
    case open
    /// These of so many parts are missing.
    case incomplete(parts: [Int], of: Int)
  }

  /// The name by which the annual return is called a rule that does not apply.
  static let returnRule = DueKind.annualReturn.rawValue

  /// The most parts that a return may have, as its form says.
  private static let mostParts: Int64 = 1_000

  /// The day by which the return of a year is asked for; no source names one for every
  /// country, so it is six weeks into the next year.
  static func returnDue(for year: Int) -> CalendarDate? {
    CalendarDate(year: year + 1, month: 2, day: 15)
  }

  /// Whether a year's return is asked for, and whether it is there.
  ///
  /// `began`: The day on which the firm's first entry was written.
  func annualReturn(of year: Int, began: CalendarDate?) throws -> ReturnState {
    guard let first = CalendarDate(year: year, month: 1, day: 1) else { return .notAsked }
    if let state = try returned(year) { return state }
    if let brief = exemptedRules[Text(Self.returnRule)] ?? exemptions[8] {
      let reason = try view.record(brief.id, of: organisation)?.body["reason"]?.string
      return .exempt(reason: reason ?? "no reason given")
    }
    let existed = began.map { $0 <= first.endOfYear } ?? false
    if existed { return .open }
    let supplies = try view.trade(
      .supplies,
      of: organisation,
      from: first,
      through: first.endOfYear,
    )
    return supplies.isEmpty ? .notAsked : .open
  }

  /// What there is of a year's return; `nil` for nothing.
  private func returned(_ year: Int) throws -> ReturnState? {
    let briefs = try view.briefs(ofForm: "annual_return", organisation: organisation)
      .filter { $0.kind == String(year) }
    var parts: [Int: Set<Int>] = [:]
    for brief in briefs {
      guard let body = try view.record(brief.id, of: organisation)?.body else { continue }
      let count = body["parts"]?.integer.map { Int(min($0, Self.mostParts)) } ?? 1
      if count <= 1 { return .returned }
      parts[count, default: []].insert(body["part"]?.integer.map { Int($0) } ?? 1)
    }
    let open = parts.map { count, there in
      (count: count, missing: (1...count).filter { !there.contains($0) })
    }
    guard
      let nearest = open.min(by: { ($0.missing.count, $0.count) < ($1.missing.count, $1.count) })
    else { return nil }
    return nearest.missing.isEmpty
      ? .returned : .incomplete(parts: nearest.missing, of: nearest.count)
  }
}
