public import Records

/// How a firm stands with one of the eight practices.
public struct PracticeScore: Hashable, Sendable {
  /// Which practice, from 1 to 8.
  public var practice: Int
  /// Whether it applies to the firm.
  public var applies = true
  /// Why it does not, in the firm's words.
  public var reason: String?
  /// How many records bear on it.
  public var records = 0
  /// How many of the cases that the practice asks about are in order.
  public var current = 0
  /// How many were in order once.
  public var lapsed = 0
  /// How many never were.
  public var missing = 0
  /// What there is.
  public var evidence: [Evidence] = []
  /// What is not, each with what settles it.
  public var gaps: [Gap] = []
  /// What all this was read from.
  public var source = Source.records

  /// A sort of record, or of case, with how many there are.
  public struct Evidence: Hashable, Sendable {
    /// What is counted, one of it: `policy`.
    public var what: String
    /// What is counted, several of it: `policies`.
    public var plural: String
    /// How many.
    public var count: Int
    /// The newest of them.
    public var newest: CalendarDate?

    /// Counts something.
    public init(_ what: String, _ plural: String? = nil, count: Int, newest: CalendarDate? = nil) {
      self.what = what
      self.plural = plural ?? what + "s"
      self.count = count
      self.newest = newest
    }
  }

  /// Something that a practice asks for and that is not there.
  public struct Gap: Hashable, Sendable {
    /// What it is: `3 customers are not assessed`.
    public var text: String
    /// How many cases it is.
    public var count: Int
    /// Whether it was in order once.
    public var isLapse: Bool
    /// The customers concerned, where it is about customers.
    public var customers: [EntryID]
    /// The command that settles it, or the first case of it.
    public var command: String

    /// Describes a gap.
    public init(
      _ text: String,
      count: Int = 1,
      isLapse: Bool = false,
      customers: [EntryID] = [],
      command: String,
    ) {
      self.text = text
      self.count = count
      self.isLapse = isLapse
      self.customers = customers
      self.command = command
    }
  }

  /// What a score was read from.
  public enum Source: Hashable, Sendable {
    /// The firm's records, as far as they can be read here.
    case records
    /// The summary that the firm made on this day.
    case summary(CalendarDate)
    /// Nothing that can be read here bears on it.
    case nothing
  }

  /// How a practice stands, in a word.
  public enum Verdict: String, CaseIterable, Hashable, Sendable {
    case inOrder = "in order"
    case gaps
    case nothingYet = "nothing yet"
    case doesNotApply = "does not apply"
  }

  /// Describes a practice of which nothing is known.
  public init(_ practice: Int) { self.practice = practice }

  /// How the practice stands.
  public var verdict: Verdict {
    if !applies { return .doesNotApply }
    if records == 0, current == 0, lapsed == 0 { return .nothingYet }
    return lapsed + missing > 0 ? .gaps : .inOrder
  }

  /// The practice in the words of the code.
  public var title: String { Self.titles[min(max(practice, 1), 8) - 1] }

  /// The eight practices of the ICCA code for BDO and GBL, as it words them.
  static let titles = [
    "Policies and procedures are documented and available",
    "Customers are assessed for legitimacy",
    "All customers provide end-use declarations",
    "Distributors implement equivalent policies and procedures",
    "Authorities are notified of suspicious orders",
    "Steps are taken to prevent tampering with containers",
    "Requests for samples receive due diligence",
    "Policies and procedures are monitored and reviewed",
  ]

  /// Adds cases that are not in order, and what settles them.
  mutating func add(_ gap: Gap) {
    guard gap.count > 0 else { return }
    if gap.isLapse { lapsed += gap.count } else { missing += gap.count }
    gaps.append(gap)
  }
}
