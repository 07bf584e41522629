public import CentralView
public import Records

/// Looks through an organisation's records for what is due.
public struct DueSurvey {
  let view: CentralView
  let organisation: OrganisationID
  let date: CalendarDate
  let within: Int
  let options: Options
  let file: FirmFile
  /// The customers whose papers are to be renewed.
  let active: Set<EntryID>
  var items: [DueItem] = []
  var leftOut = DueList.LeftOut()
  /// What would be due and does not apply, with why.
  var notApplicable: [String] = []

  /// What to look for.
  public struct Options: Sendable {
    /// Whether the organisation is a firm, which has the eight practices.
    public var isFirm: Bool
    /// Whether the firm works under Regulation (EC) No 273/2004.
    public var isUnderLaw: Bool
    /// Whether confidential records take part.
    public var isConfidential: Bool
    /// Whether what nobody waits for any more is listed too.
    public var includesDormant: Bool
    /// The day on which the organisation's first entry was written.
    public var began: CalendarDate?

    /// Looks for what a firm has to do.
    public init(
      isFirm: Bool = true,
      isUnderLaw: Bool = false,
      isConfidential: Bool = false,
      includesDormant: Bool = false,
      began: CalendarDate? = nil,
    ) {
      self.isFirm = isFirm
      self.isUnderLaw = isUnderLaw
      self.isConfidential = isConfidential
      self.includesDormant = includesDormant
      self.began = began
    }
  }

  /// Prepares to look for what is due within so many days after a day.
  public init(
    _ view: CentralView,
    of organisation: OrganisationID,
    on date: CalendarDate,
    within: Int,
    options: Options = Options(),
  ) throws {
    self.view = view
    self.organisation = organisation
    self.date = date
    self.within = within
    self.options = options
    file = try FirmFile(view, of: organisation, on: date)
    active = file.activeCustomers()
  }

  /// What is due, with `others` that are known from elsewhere.
  public mutating func list(with others: [DueItem] = []) throws -> DueList {
    items = []
    leftOut = DueList.LeftOut()
    notApplicable = []
    if options.isFirm {
      try addCustomerPapers()
      try addLicences()
      try addDistributors()
      try addHouse()
      try addRequests()
      try addDepartures()
      try addReports()
    }
    try addAgreements()
    try addConflicts()
    try nameSubjects()
    var list = DueList(items + others, on: date, within: within, leftOut: leftOut)
    list.notApplicable = notApplicable
    return list
  }

  // MARK: Gathering

  /// The last day that is looked at.
  var horizon: CalendarDate { date.adding(days: within) }

  /// Whether one of the eight practices applies to the firm.
  func applies(_ practice: Int) -> Bool { file.exemptions[practice] == nil }

  /// The records of a form in brief.
  func briefs(_ form: String, isPending: Bool = false) throws -> [RecordBrief] {
    try view.briefs(ofForm: form, organisation: organisation, isPending: isPending)
  }

  /// The day on which a record was begun, as its writer claims.
  func recorded(_ record: EntryID) throws -> CalendarDate {
    try view.time(of: record)?.date ?? date
  }

  /// Adds something, unless it is due after the last day that is looked at.
  mutating func add(
    _ kind: DueKind,
    due: CalendarDate,
    record: EntryID? = nil,
    title: String,
    about: EntryID? = nil,
    aboutTitle: String = "",
    command: String,
    isLaw: Bool? = nil,
    isConfidential: Bool = false,
  ) {
    guard due <= horizon, options.isConfidential || !isConfidential else { return }
    items.append(
      DueItem(
        due: due,
        kind: kind,
        record: record,
        title: title,
        about: about,
        aboutTitle: aboutTitle,
        command: command,
        isUnderLaw: options.isUnderLaw && isLaw != false,
        isConfidential: isConfidential,
      )
    )
  }

  /// Puts in what people call those that things are about, and drops what is about somebody
  /// who was withdrawn.
  private mutating func nameSubjects() throws {
    let titles = try view.titles(of: Set(items.compactMap(\.about)))
    items.removeAll { item in item.about.flatMap { titles[$0]?.isVoid } ?? false }
    for index in items.indices {
      guard let about = items[index].about, items[index].aboutTitle.isEmpty else { continue }
      let title = titles[about]?.text ?? ""
      items[index].aboutTitle = title.isEmpty ? about.short : title
    }
  }

  /// The short name of a substance, or its number where the register does not have it.
  static func substance(_ cas: String?) -> String? {
    guard let cas else { return nil }
    let known = SubstanceRegister.standard.substance(cas: cas)
    return known.map { $0.abbreviation ?? $0.shownName } ?? cas
  }

  /// Whether Regulation (EC) No 273/2004 wants a declaration for a substance: categories 1
  /// and 2, and so never BDO or GBL.
  static func isDeclaredByLaw(_ cas: String?) -> Bool {
    let category = cas.flatMap { SubstanceRegister.standard.substance(cas: $0)?.euCategory }
    return category.map { ["1", "2", "2A", "2B"].contains($0) } ?? false
  }

  /// An argument of a command as a shell takes it.
  static func quoted(_ argument: String) -> String {
    "'"
      + argument.split(separator: "'", omittingEmptySubsequences: false).joined(separator: #"'\''"#)
      + "'"
  }
}
