import ArgumentParser
import CentralView
import Practices
import Records
import Store

/// The command `steward check`.
struct OrderCheck: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Say whether an order or a sample may go, and why, without recording anything.",
    discussion: """
      The answer is supply, hold or refuse: the worst that any rule says. Hold is for a person \
      to decide; refuse is what a law or an authority’s notice forbids. What is not said is taken \
      for granted: today, and the customer’s own address. With a date among the fields it is \
      judged for that day, as ‘add’ does; --at judges for another one.

        steward check order --field customer=C-1042 --field substance=BDO \\
          --field quantity=200 --field unit=kg
        steward check sample --field requester.name='L. Moreau' --field substance=96-48-0 \\
          --field quantity=0.5 --field unit=kg
        steward check PO-2026-117

      What comes of a confidential record is held back: the answer is hold, and it does not say \
      why unless you ask with --confidential.
      """,
  )

  @Argument(help: "order or sample; or a recorded one, by its number or its id.")
  var subject: String

  @Argument(help: "A recorded order or sample, by its number or its id.")
  var record: String?

  @OptionGroup var fields: FieldOptions
  @OptionGroup var answers: AnswerOptions
  @OptionGroup var day: DateOption

  @Flag(help: "List the rules that are satisfied or do not apply, too.")
  var all = false

  @OptionGroup var secrecy: ConfidentialOption
  @OptionGroup var options: StoreOptions
  @OptionGroup var output: FormatOption

  func run() throws {
    let store = try options.open()
    let changes = try fields.changes()
    let date = try date(in: changes, store)
    var request = try request(changes, in: store, on: date)
    let answers = try answers.answers(in: store, on: date)
    let person = options.writer ?? store.settings.author
    request.bodies = request.bodies.map {
      QuestionAnswer.adding(answers, to: $0, by: person, on: date)
    }
    let answer = try store.shown(store.check(request), showsConfidential: secrecy.confidential)
    let report = CheckReport(
      answer: answer,
      title: OrderWording(store: store).title(
        of: request.bodies.first ?? .object([]),
        subject: request.subject,
        on: date,
      ),
      showsAll: all,
      next: Self.next(answer, request),
    )
    Output.write(report, as: output.format)
    if answer.answer != .supply { throw ExitCode(FailureKind.needsPerson.rawValue) }
  }

  /// The day that is judged: `--at`, else the day that the order is said to have, else today.
  private func date(in changes: FieldChanges, _ store: Store) throws -> CalendarDate {
    guard day.at == nil else { return try day.date() }
    let form = try store.forms.form(named: CheckRequest.Subject.order.rawValue)
    var draft = RecordDraft(form: form, reading: FieldReader(store))
    try changes.only("date").apply(to: &draft)
    return try draft.body["date"]?.string.flatMap { CalendarDate($0) } ?? day.date()
  }

  /// What the person described, or what the record says with their changes.
  private func request(
    _ changes: FieldChanges,
    in store: Store,
    on date: CalendarDate,
  ) throws -> CheckRequest {
    guard let subject = CheckRequest.Subject(rawValue: subject.lowercased()) else {
      guard record == nil else {
        throw ValidationError("Say ‘check order’ or ‘check sample’, or name one record.")
      }
      return try recorded(subject, as: nil, changes, in: store, on: date)
    }
    if let record { return try recorded(record, as: subject, changes, in: store, on: date) }
    guard !fields.isEmpty else {
      throw ValidationError(
        "Describe the \(subject.rawValue): --field customer=… --field substance=… --field quantity=… --field unit=…, or name a recorded one."
      )
    }
    let form = try store.forms.form(named: subject.rawValue)
    var draft = RecordDraft(form: form, reading: FieldReader(store))
    try changes.apply(to: &draft)
    try draft.requireSound()
    let body = try store.completed(draft.body, on: date)
    return CheckRequest(subject: subject, bodies: [body], date: date)
  }

  private func recorded(
    _ name: String,
    as subject: CheckRequest.Subject?,
    _ changes: FieldChanges,
    in store: Store,
    on date: CalendarDate,
  ) throws -> CheckRequest {
    let record = try OrderFinder(store).record(named: name, as: subject)
    var request = try store.request(for: record, on: date)
    let form = try store.forms.form(named: record.form)
    request.bodies = try request.bodies.map { body in
      var draft = RecordDraft(form: form, reading: FieldReader(store), body: body)
      try changes.apply(to: &draft)
      if draft.body != body { try draft.requireSound() }
      return draft.body
    }
    return request
  }

  private static func next(_ answer: ShownAnswer, _ request: CheckRequest) -> [String] {
    guard let record = request.record else { return [] }
    let stands = Set(request.bodies.map { DecisionBasis(of: $0) })
    var lines: [String] = []
    if stands.contains(.stale) {
      lines.append("It was decided to supply it, and it changed since: that no longer holds.")
    } else if stands.contains(.unchecked) {
      lines.append("It was decided to supply it without a check.")
    }
    return lines + OrderNext.lines(for: record.short, answer: answer)
  }
}

/// Finds the order or sample that a person means.
struct OrderFinder {
  let store: Store

  init(_ store: Store) { self.store = store }

  /// The own record with this name, an order or a sample, or only one of them.
  func record(named name: String, as subject: CheckRequest.Subject? = nil) throws -> RecordSummary {
    let organisation = store.settings.organisation
    if let subject {
      return try store.view.record(named: name, of: organisation, form: subject.rawValue)
    }
    // A number that an order and another record share means the order here.
    for subject in CheckRequest.Subject.allCases {
      do {
        return try store.view.record(named: name, of: organisation, form: subject.rawValue)
      } catch let error as ViewError {
        guard case .unknownRecord = error else { throw error }
      }
    }
    return try store.view.record(named: name, of: organisation)
  }
}
