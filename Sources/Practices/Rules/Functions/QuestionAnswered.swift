import Records

/// `question-answered`: a person answered what no machine can decide.
///
///     {"question": "plausible-use", "text": "Is …?",
///      "expected": true,            the answer that satisfies
///      "valid_months": 12,          how long the answer on an earlier order of the same customer
///                                   for the same substance and use goes on counting, for as
///                                   much as was ordered then
///      "unless_within": "declared-need"}   not asked while the 12 months' quantity stays within
///                                          the declaration and the site's need
///
/// An answer needs a comment, who gave it and when; the figures of the last 12 months stand
/// in the reason, so that whoever answers sees them.
struct QuestionAnswered: RuleTest {
  /// The code that answers name.
  let question: String
  /// What people are asked.
  let text: String
  private let expected: Bool
  private let validMonths: Int?
  private let isSparedWithinNeed: Bool

  init(_ with: inout MemberReader) throws(PackageFault) {
    question = try with.requiredString("question")
    text = try with.requiredString("text")
    expected = try with.bool("expected") ?? true
    validMonths = try with.count("valid_months", from: 1)
    isSparedWithinNeed = try with.choice("unless_within", ["declared-need"]) != nil
  }

  func finding(in state: RuleCase) throws -> Finding {
    let figures = try state.figures()
    if let given = Self.answer(to: question, in: state.order) {
      return judge(given, figures, on: "")
    }
    if isSparedWithinNeed, figures.isWithinNeed {
      return .satisfied("the quantity lies within the declared need (\(figures.words))")
    }
    if let earlier = try earlierAnswer(in: state) {
      return judge(earlier.answer, figures, on: " on an earlier order")
    }
    return .broken("‘\(text)’ is not answered (\(figures.words))")
  }

  private func judge(_ given: JSON, _ figures: ConsumptionFigures, on place: String) -> Finding {
    guard let answer = given["answer"]?.bool else {
      return .broken("‘\(text)’ is not answered (\(figures.words))")
    }
    let missing = ["comment", "by", "date"].filter { given.text($0)?.isEmpty ?? true }
    if !missing.isEmpty {
      return .broken("the answer to ‘\(text)’ does not say ‘\(missing.joined(separator: "’, ‘"))’")
    }
    let word = answer ? "yes" : "no"
    let by = "\(given.text("by") ?? ""), \(given.text("date") ?? "")"
    let because = "\(word)\(place), \(by): \(given.text("comment") ?? "") (\(figures.words))"
    return answer == expected ? .satisfied(because) : .broken("‘\(text)’ \(because)")
  }

  /// The last answer to a question on an order or sample.
  static func answer(to question: String, in body: JSON) -> JSON? {
    body["answers"]?.elements?.last { $0.text("question") == question }
  }

  /// The newest answer on an earlier order for the same substance and use that still counts; of
  /// several of one day one that does not satisfy.
  ///
  /// What satisfied does so for as much as it was given for: nobody who found a litre plausible
  /// said anything of a tonne.
  private func earlierAnswer(in state: RuleCase) throws -> (day: CalendarDate, answer: JSON)? {
    guard let validMonths else { return nil }
    let use = FoldedWords(state.order.text("end_use") ?? "").key
    let site = state.order.text("site")
    let ordered = try state.ordered().kilograms
    var newest: (day: CalendarDate, answer: JSON, record: EntryID)?
    for (record, body) in try state.states(aboutCustomer: "order")
    where record.id != state.request.record {
      guard body.text("substance").map(state.book.parentCAS) == state.parentCAS,
        body.text("site") == site,
        let answer = Self.answer(to: question, in: body), let day = answer.day("date"),
        day <= state.date, state.date <= day.later(months: validMonths)
      else { continue }
      let otherUse = FoldedWords(body.text("end_use") ?? "").key
      guard use.isEmpty || use == otherUse else { continue }
      let satisfies = answer["answer"]?.bool == expected
      // An order of nobody knows how much is held for that.
      if satisfies, let ordered {
        guard let earlier = try state.delivery(of: record)?.kilograms, ordered <= earlier else {
          continue
        }
      }
      if let known = newest, day < known.day || day == known.day && satisfies { continue }
      newest = (day, answer, record.id)
    }
    guard let newest else { return nil }
    state.mention(newest.record)
    return (newest.day, newest.answer)
  }
}
