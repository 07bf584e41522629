public import Records

/// Which records are looked for in the journals of all firms.
public struct BriefQuestion: Sendable {
  /// The form, without version; one of which briefs are kept.
  public var form: String
  /// The kinds that count: a movement's kind, an order's stage; every one where it is empty.
  public var kinds: [String]
  /// The states that count: outcomes or decisions; every one where it is empty.
  public var states: [String]
  /// The substances that count, by CAS number; every one where it is empty.
  public var substances: [String]
  /// The first day that counts; records without a day count always.
  public var first: CalendarDate?
  /// The last day that counts.
  public var last: CalendarDate?
  /// Whether only movements count whose containers are listed.
  public var hasPacks: Bool
  /// The members of the body that are wanted beside the brief, texts and others alike.
  public var details: [StaticString]

  /// Asks for records of a form.
  public init(
    form: String,
    kinds: [String] = [],
    states: [String] = [],
    substances: [String] = [],
    from first: CalendarDate? = nil,
    through last: CalendarDate? = nil,
    hasPacks: Bool = false,
    details: [StaticString] = [],
  ) {
    self.form = form
    self.kinds = kinds
    self.states = states
    self.substances = substances
    self.first = first
    self.last = last
    self.hasPacks = hasPacks
    self.details = details
  }

  /// Whether a state of a record is one that is looked for.
  func fits(_ brief: RecordBrief) -> Bool {
    func isIn(_ value: String?, _ list: [String]) -> Bool {
      guard !list.isEmpty else { return true }
      return value.map { value in list.contains { $0.utf8.elementsEqual(value.utf8) } } ?? false
    }
    guard isIn(brief.kind, kinds), isIn(brief.state, states), isIn(brief.substance, substances)
    else { return false }
    if hasPacks, brief.seals == .notSaid { return false }
    guard let day = brief.start else { return true }
    return first.map { $0 <= day } ?? true && last.map { day <= $0 } ?? true
  }
}
