import CentralView
import Journal
public import Practices
public import Records
import Sealing

/// What to look for when it is asked what is due.
public struct DueOptions: Sendable {
  /// The day for which it is asked.
  public var date: CalendarDate
  /// How many days to look ahead.
  public var within: Int
  /// Whether confidential records take part.
  public var isConfidential: Bool
  /// Whether to list what nobody waits for any more, too.
  public var includesDormant: Bool

  /// Looks ahead from a day.
  public init(
    date: CalendarDate,
    within: Int = 90,
    isConfidential: Bool = false,
    includesDormant: Bool = false,
  ) {
    self.date = date
    self.within = within
    self.isConfidential = isConfidential
    self.includesDormant = includesDormant
  }
}

extension Store {
  /// How often a backup is to be made, and everything sent that nobody agreed a rhythm for:
  /// the program is opened once a week.
  private static let usualDays = 7

  /// What is due on a day, or will be soon.
  public func due(_ options: DueOptions) throws -> DueList {
    let began = try view.time(of: settings.origin.text, at: 0)?.date
    var survey = try DueSurvey(
      view,
      of: settings.organisation,
      on: options.date,
      within: options.within,
      options: DueSurvey.Options(
        isFirm: settings.role == .company,
        isUnderLaw: isUnderEuropeanLaw,
        isConfidential: options.isConfidential,
        includesDormant: options.includesDormant,
        began: began,
      ),
    )
    let log = try exportLog()
    let book = try trust()
    var others = try backup(log, book: book, began: began)
    others += try packing(log, book: book, on: options.date)
    others += try cards(book, on: options.date)
    if settings.role == .company { others += try annualReturn(options.date, began: began) }
    return try withQuestions(survey.list(with: others))
  }

  /// Whether the packages in force are those of the European Union.
  private var isUnderEuropeanLaw: Bool { ruleNames.contains("eu-2004-273") }

  // MARK: Questions

  /// For how many requests the rules are asked, the oldest first: each costs a millisecond,
  /// and nobody answers more in one sitting.
  private static let mostRequests = 8

  /// The list with the questions that open orders and samples leave unanswered.
  private func withQuestions(_ list: DueList) throws -> DueList {
    guard list.items.contains(where: { Self.requests.contains($0.kind) }) else { return list }
    let engine = try ruleEngine(on: list.date)
    let book = try recordBook()
    var asked = 0
    return try list.mapping { item in
      guard Self.requests.contains(item.kind), asked < Self.mostRequests, let id = item.record,
        let record = try view.record(id, of: settings.organisation)
      else { return item }
      asked += 1
      let request = try request(for: record, on: list.date)
      let questions = try engine.openQuestions(request, in: book)
      guard let first = questions.first else { return item }
      let count = questions.count == 1 ? "1 question" : "\(questions.count) questions"
      var open = DueItem(
        due: item.due,
        kind: .question,
        record: item.record,
        title: "\(count) on \(item.title)",
        about: item.about,
        aboutTitle: item.aboutTitle,
        command: "\(item.command) --answer \(first.question)=ANSWER",
        isUnderLaw: isUnderEuropeanLaw,
      )
      open.isConfidential = item.isConfidential
      return open
    }
  }

  private static let requests: Set<DueKind> = [.order, .sample, .held]

  // MARK: Keeping and sending

  private func backup(
    _ log: ExportLog,
    book: TrustBook,
    began: CalendarDate?,
  ) throws -> [DueItem] {
    let last = log.lastBackup(of: settings.organisation)
    guard let since = last?.day ?? began else { return [] }
    if let last {
      // A backup that holds everything there is does not age.
      let journals = try heldJournals().journals.filter(\.branch.isEmpty)
      if journals.allSatisfy({ last.sizes[$0.origin] ?? 0 >= $0.size }) { return [] }
    }
    return [
      DueItem(
        due: since.adding(days: Self.usualDays),
        kind: .backup,
        title: last == nil ? "the first backup" : "backup, the last is of \(since)",
        command: "steward pack --to self",
      )
    ]
  }

  private func packing(
    _ log: ExportLog,
    book: TrustBook,
    on date: CalendarDate,
  ) throws -> [DueItem] {
    let months = try agreedMonths(on: date)
    let readers = Set(
      book.organisations(in: .authority) + book.organisations(in: .association)
    )
    return try readers.compactMap { organisation in
      let sent = log.sent(settings.origin.text, to: organisation)
      let names = book.roles(of: organisation).map(\.rawValue) + [organisation.text, "public"]
      let unsent = try view.unsentEntries(
        of: settings.origin.text,
        from: sent.size,
        to: Set(names),
      )
      guard unsent.count > 0 else { return nil }
      let first = unsent.since?.date ?? date
      let due =
        months.map { (sent.day ?? first).later(months: $0) }
        ?? first.adding(days: Self.usualDays)
      let more = unsent.isMore ? "more than " : ""
      let noun = unsent.count == 1 ? "entry" : "entries"
      return DueItem(
        due: due,
        kind: .packing,
        title: "\(more)\(unsent.count) \(noun) to pack",
        aboutTitle: book.card(of: organisation)?.name ?? "",
        command: "steward pack --to \(organisation.text.prefix(8))",
      )
    }
  }

  /// After how many months an agreement in force wants to hear from the organisation.
  private func agreedMonths(on date: CalendarDate) throws -> Int? {
    try view.briefs(ofForm: "agreement", organisation: settings.organisation)
      .filter { $0.finish.map { $0 >= date } ?? true }
      .compactMap { agreement in
        switch agreement.part {
        case "monthly": 1
        case "quarterly": 3
        case "half_yearly": 6
        case "yearly": 12
        default: nil
        }
      }.min()
  }

  private func cards(_ book: TrustBook, on date: CalendarDate) throws -> [DueItem] {
    try book.enrolled.compactMap { organisation in
      guard organisation != settings.organisation, !book.isCompared(organisation) else {
        return nil
      }
      let record = try view.ids(
        identifiedBy: organisation.text,
        form: "enrolment",
        organisation: settings.organisation,
      ).first
      let since = try record.flatMap { try view.time(of: $0) }?.date
      return DueItem(
        due: since ?? date,
        kind: .card,
        record: record,
        title: "comparing the card",
        aboutTitle: book.card(of: organisation)?.name ?? "",
        command: "steward trust add CARD --fingerprint FINGERPRINT",
      )
    }
  }

  // MARK: Reporting

  /// The return of last year, as long as there is none.
  private func annualReturn(_ date: CalendarDate, began: CalendarDate?) throws -> [DueItem] {
    let year = date.year - 1
    guard let first = CalendarDate(year: year, month: 1, day: 1),
      let last = CalendarDate(year: year, month: 12, day: 31),
      let due = CalendarDate(year: year + 1, month: 2, day: 15)
    else { return [] }
    let returns = try view.briefs(ofForm: "annual_return", organisation: settings.organisation)
    guard !returns.contains(where: { $0.kind == String(year) }) else { return [] }
    // Whoever kept no records that year, and has loaded none of it, has nothing to return.
    let existed = began.map { $0 <= last } ?? false
    let supplies = try view.trade(
      .supplies,
      of: settings.organisation,
      from: first,
      through: last,
    )
    guard existed || !supplies.isEmpty else { return [] }
    return [
      DueItem(
        due: due,
        kind: .annualReturn,
        title: "the return of \(year)",
        command: "steward report annual --year \(year) --save",
        isUnderLaw: isUnderEuropeanLaw,
      )
    ]
  }
}
