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
    others += try determinations()
    return try withQuestions(survey.list(with: others), options)
  }

  /// Whether the packages in force are those of the European Union.
  private var isUnderEuropeanLaw: Bool { ruleNames.contains("eu-2004-273") }

  // MARK: Questions

  /// After how many records have been read for them no further request is looked through,
  /// unless all are asked for: what is due is to be there at once, whatever the firm’s size.
  private static let mostRead = 600

  /// The list with the questions that open orders and samples leave unanswered, the oldest
  /// first.
  private func withQuestions(_ list: DueList, _ options: DueOptions) throws -> DueList {
    guard list.items.contains(where: { Self.requests.contains($0.kind) }) else { return list }
    let engine = try ruleEngine(on: list.date)
    let book = try recordBook()
    let survey = engine.questionSurvey(on: list.date, in: book)
    var unasked = 0
    var found = try list.mapping { item in
      guard Self.requests.contains(item.kind), let id = item.record else { return item }
      guard options.includesDormant || book.readCount < Self.mostRead else {
        unasked += 1
        return item
      }
      guard let record = try view.record(id, of: settings.organisation) else { return item }
      let request = try request(for: record, on: list.date)
      guard try survey.mayAsk(request) else { return item }
      let questions = try survey.openQuestions(request)
      return questions.first.map { item.asking(questions.count, first: $0.question) } ?? item
    }
    found.leftOut.unaskedRequests = unasked
    return found
  }

  private static let requests: Set<DueKind> = [.order, .sample, .held]

  // MARK: What authorities determined

  private func determinations() throws -> [DueItem] {
    try openDeterminations().compactMap { note in
      guard let duty = note.duty else { return nil }
      let name = FormName(duty.record.form)?.name ?? duty.record.form
      let form = FormName(duty.record.form).flatMap { forms[$0] }
      let about = form?.subject.flatMap { duty.record.body[$0]?.string }.flatMap { EntryID($0) }
      let titled = about ?? duty.record.id
      return DueItem(
        due: note.determination.time.date,
        kind: .determination,
        record: duty.record.id,
        title: note.state == .incomplete
          ? "determination on entries not here yet, \(name)" : "determination on \(name)",
        about: titled,
        aboutTitle: try view.titles(of: [titled])[titled]?.text ?? "",
        command: duty.command,
      )
    }
  }

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
}
