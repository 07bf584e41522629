public import Records

/// The few members of a record that say whom it is about and when it counts.
///
/// Withdrawn records have none. Where writes of a record disagree, `finish` is the earliest
/// day that stands, and a state that one of them leaves out is not known.
public struct RecordBrief: Hashable, Sendable {
  /// The record.
  public var id: EntryID
  /// The record that the form's subject member names.
  public var subject: EntryID?
  /// The substance by its CAS number, or a list of them as it is written.
  public var substance: String?
  /// What else tells two records about one subject apart: a site, a title, a number; of a
  /// movement the order; of an order or a sample that was to go, how its ``DecisionBasis``
  /// stands where it does not simply hold.
  public var part: String?
  /// The sort of record: an order's stage, a movement's kind, a return's year.
  public var kind: String?
  /// How it stands: an outcome, a decision, the day on which an action was closed.
  public var state: String?
  /// From when on it counts, or when it happened.
  public var start: CalendarDate?
  /// Until when it counts, or by when something has to happen.
  public var finish: CalendarDate?
  /// How the containers of a movement were closed.
  public var seals: Seals
  /// Whether writes of it disagree.
  public var isInConflict: Bool
  /// Whether an entry of it is missing or cannot be read.
  public var isIncomplete: Bool

  /// How the containers of a movement were closed.
  public enum Seals: Int64, CaseIterable, Hashable, Sendable {
    /// No containers are listed.
    case notSaid
    /// One at least has no seal.
    case open
    /// Every one has a seal.
    case sealed
  }

  /// Describes a record in brief.
  public init(
    id: EntryID,
    subject: EntryID? = nil,
    substance: String? = nil,
    part: String? = nil,
    kind: String? = nil,
    state: String? = nil,
    start: CalendarDate? = nil,
    finish: CalendarDate? = nil,
    seals: Seals = .notSaid,
    isInConflict: Bool = false,
    isIncomplete: Bool = false,
  ) {
    self.id = id
    self.subject = subject
    self.substance = substance
    self.part = part
    self.kind = kind
    self.state = state
    self.start = start
    self.finish = finish
    self.seals = seals
    self.isInConflict = isInConflict
    self.isIncomplete = isIncomplete
  }
}

/// What is summed of trade.
public enum TradeKind: String, CaseIterable, Hashable, Sendable {
  /// Orders, from the first enquiry on.
  case orders
  /// Requests for samples.
  case samples
  /// What went out of the house to customers.
  case supplies

  /// The condition on the table `brief`.
  var condition: String {
    switch self {
    case .orders: "form = 5 AND (kind IS NULL OR kind <> 'cancelled')"
    case .samples: "form = 6"
    case .supplies: "form = 7 AND kind = 'supplied'"
    }
  }
}

/// What a customer ordered, or was supplied with, of one substance.
public struct TradeSum: Hashable, Sendable {
  /// The customer; `nil` for what names none.
  public var customer: EntryID?
  /// The substance, by its CAS number.
  public var substance: String?
  /// How many orders, requests or movements there are.
  public var count: Int
  /// The day of the last one that was not refused, if there is one.
  public var last: CalendarDate?
  /// How many are not decided; of movements it says nothing.
  public var undecided: Int
  /// How many are held.
  public var held: Int
  /// How many have every container sealed.
  public var sealed: Int
  /// How many have a container without a seal.
  public var unsealed: Int

  /// Describes trade.
  public init(
    customer: EntryID?,
    substance: String?,
    count: Int,
    last: CalendarDate?,
    undecided: Int = 0,
    held: Int = 0,
    sealed: Int = 0,
    unsealed: Int = 0,
  ) {
    self.customer = customer
    self.substance = substance
    self.count = count
    self.last = last
    self.undecided = undecided
    self.held = held
    self.sealed = sealed
    self.unsealed = unsealed
  }
}

/// What people call a record.
public struct RecordTitle: Hashable, Sendable {
  /// Its form, with version.
  public var form: String
  /// The firm's own number for it.
  public var reference: String?
  /// Its name or title.
  public var name: String?
  /// Whether it is withdrawn.
  public var isVoid: Bool

  /// Describes a record's title.
  public init(form: String, reference: String?, name: String?, isVoid: Bool = false) {
    self.form = form
    self.reference = reference
    self.name = name
    self.isVoid = isVoid
  }

  /// Number and name, as far as it has them.
  public var text: String { [reference, name].compactMap(\.self).joined(separator: ", ") }
}
