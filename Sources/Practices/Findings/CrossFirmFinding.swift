public import Records

/// What a rule noticed that no firm can see alone.
public struct CrossFirmFinding: Hashable, Sendable {
  /// Its name: the same wherever the same records say the same.
  public var id: String
  /// The rule.
  public var rule: CrossFirmRule
  /// Whether something was found, or something is missing that would decide.
  public var outcome: Outcome
  /// What was noticed, in one line.
  public var line: String
  /// Whom it is about, each record of it.
  public var parties: [Party]
  /// The firms whose records say so, by id.
  public var firms: [OrganisationID]
  /// The figures that counted.
  public var figures: [Figure]
  /// The records and entries that say so, by day.
  public var evidence: [Evidence]
  /// What is missing, at whom, and what it would decide.
  public var missing: [Missing]
  /// Where the rule, or the figure that it compares with, comes from.
  public var source: String
  /// Whether that source was read in the original.
  public var isConfirmed: Bool
  /// Whether it comes from a confidential record.
  public var isConfidential: Bool

  /// How it came out.
  public enum Outcome: String, Hashable, Sendable {
    case found
    /// Something is missing that would decide.
    case unknown
  }

  /// A record of somebody whom a finding is about.
  public struct Party: Hashable, Sendable {
    /// The record.
    public var record: EntryID
    /// Whose record it is.
    public var organisation: OrganisationID
    /// What people call it; empty where it has no name.
    public var name: String
  }

  /// A figure with what it says.
  public struct Figure: Hashable, Sendable {
    /// What it says, in lower case with underscores: `supplied`.
    public var name: String
    /// The figure: `1400 kg`.
    public var value: String
  }

  /// A record, or an entry of a journal, that counted.
  public struct Evidence: Hashable, Sendable {
    /// The record, or the entry.
    public var record: EntryID
    /// Its form, without version; empty for an entry of a journal.
    public var form: String
    /// Whose it is.
    public var organisation: OrganisationID
    /// The day, where one is given.
    public var date: CalendarDate?
    /// What it says: `supplied 200 kg`.
    public var what: String
    /// Whether writes of it disagree, and one of them says so.
    public var isDisputed = false
  }

  /// Something that nobody wrote down.
  public struct Missing: Hashable, Sendable {
    /// The record that lacks it.
    public var record: EntryID
    /// Whose record it is.
    public var organisation: OrganisationID
    /// What it lacks: `density`, `date`, `site`.
    public var field: String
    /// What it would decide.
    public var decides: String
  }

  /// How many characters an id has.
  static let idLength = 20

  /// Describes a finding; its parts are put in order, and its id is made from its evidence.
  ///
  /// `subject`: What tells two findings apart that rest on the same records: a substance, a
  ///   month.
  init(
    _ rule: CrossFirmRule,
    _ outcome: Outcome = .found,
    subject: String = "",
    line: String,
    parties: [Party] = [],
    figures: [Figure] = [],
    evidence: [Evidence],
    missing: [Missing] = [],
    source: String? = nil,
    isConfirmed: Bool? = nil,
    isConfidential: Bool = false,
  ) {
    let evidence = Set(evidence).sorted { $0.order.lexicographicallyPrecedes($1.order) }
    self.rule = rule
    self.outcome = outcome
    self.line = line
    self.parties = Set(parties).sorted {
      ($0.organisation, $0.record) < ($1.organisation, $1.record)
    }
    self.figures = figures
    self.evidence = evidence
    self.missing = Set(missing).sorted {
      ($0.organisation, $0.record, Text($0.field)) < ($1.organisation, $1.record, Text($1.field))
    }
    self.source = source ?? rule.source
    self.isConfirmed = isConfirmed ?? rule.isConfirmed
    self.isConfidential = isConfidential
    firms = Set(evidence.map(\.organisation) + missing.map(\.organisation)).sorted()
    id = Self.id(rule, outcome, subject: subject, evidence: evidence, missing: self.missing)
  }

  /// The first 20 characters of lower-case base32 of SHA-256 over these lines, each ended by a
  /// line feed: `steward/finding/1`, the rule, the outcome, the subject, then every record of
  /// evidence and of what is missing with its organisation, each once, ordered by bytes.
  private static func id(
    _ rule: CrossFirmRule,
    _ outcome: Outcome,
    subject: String,
    evidence: [Evidence],
    missing: [Missing],
  ) -> String {
    let records =
      evidence.map { "\($0.record.text) \($0.organisation.text)" }
      + missing.map { "\($0.record.text) \($0.organisation.text)" }
    var lines = "steward/finding/1\n\(rule.rawValue)\n\(outcome.rawValue)\n\(subject)\n"
    for record in Set(records).sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
      lines += record + "\n"
    }
    var hasher = ContentHasher()
    hasher.update(lines)
    return String(Base32.encode(hasher.digest().bytes).prefix(idLength))
  }
}

extension CrossFirmFinding.Evidence {
  /// By day, then by record.
  fileprivate var order: [UInt8] {
    let day = date.map(\.text) ?? "9999"
    return Array("\(day) \(organisation.text) \(record.text) \(what) \(isDisputed)".utf8)
  }
}

extension CrossFirmFinding: Comparable {
  /// By rule; what was found first, then what is over most firms, then by words and id.
  public static func < (left: Self, right: Self) -> Bool {
    let order = left.order
    let other = right.order
    if order != other { return order.lexicographicallyPrecedes(other) }
    if left.line.utf8.elementsEqual(right.line.utf8) {
      return left.id.utf8.lexicographicallyPrecedes(right.id.utf8)
    }
    return left.line.utf8.lexicographicallyPrecedes(right.line.utf8)
  }

  private var order: [Int] {
    [CrossFirmRule.allCases.firstIndex(of: rule) ?? 0, outcome == .found ? 0 : 1, -firms.count]
  }
}
