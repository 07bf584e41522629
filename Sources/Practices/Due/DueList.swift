public import Records

/// Everything that is due on a day or will be soon, overdue things first.
public struct DueList: Hashable, Sendable {
  /// The day for which it was asked.
  public let date: CalendarDate
  /// How many days ahead it looks.
  public let within: Int
  /// What is due, the earliest first.
  public let items: [DueItem]
  /// What was left out because nobody waits for it any more.
  public var leftOut: LeftOut
  /// What would be due and does not apply, each with the reason that the firm recorded.
  public var notApplicable: [String] = []

  /// How much was left out.
  public struct LeftOut: Hashable, Sendable {
    /// Papers that lapsed of customers with whom there was nothing for twelve months.
    public var dormantPapers = 0
    /// Orders and samples without a decision that are older than twelve months.
    public var oldRequests = 0
    /// Orders and samples that are listed, but not looked through for questions without an
    /// answer.
    public var unaskedRequests = 0

    /// Whether more orders or samples were decided without a check than are listed.
    public var hasMoreUnchecked = false

    /// Counts nothing.
    public init() {}

    /// Everything that is not listed.
    public var total: Int { dormantPapers + oldRequests }
  }

  /// Takes those of `items` that are due at most `within` days after `date`.
  public init(_ items: [DueItem], on date: CalendarDate, within: Int, leftOut: LeftOut = LeftOut())
  {
    self.date = date
    self.within = within
    self.leftOut = leftOut
    let horizon = date.adding(days: within)
    self.items = items.filter { $0.due <= horizon }.sorted()
  }

  /// The same list with some of its things said otherwise.
  public func mapping(_ transform: (DueItem) throws -> DueItem) rethrows -> DueList {
    var list = DueList(try items.map(transform), on: date, within: within, leftOut: leftOut)
    list.notApplicable = notApplicable
    return list
  }

  /// How many days are left; below zero once it is overdue.
  public func days(of item: DueItem) -> Int { item.due.dayNumber - date.dayNumber }

  /// What should have been settled before the day asked for.
  public var overdue: [DueItem] { items.filter { $0.due < date } }

  /// What is to be settled on that day or later.
  public var upcoming: [DueItem] { items.filter { $0.due >= date } }
}
