public import Records

/// Somebody or something that a text is compared with.
public struct ScreeningSubject: Hashable, Sendable {
  /// Where it comes from.
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    /// The register of substances.
    case substance
    /// The firm's own records, or at an authority everybody's.
    case customer
    /// A line of a surveillance list.
    case list
    /// An alert, or a line of one.
    case alert
  }

  /// Where it comes from.
  public var kind: Kind
  /// What it is called.
  public var name: String
  /// The record that speaks of it; `nil` for a substance of the register.
  public var record: EntryID?
  /// Whose record that is.
  public var organisation: OrganisationID?
  /// What the list or alert is called that it stands in.
  public var source: String?
  /// What the list or alert asks for: `notify`, `hold` or `refuse`.
  public var action: String?
  /// What the list says besides.
  public var note: String?
  /// Whether only whoever may read confidential records may see it.
  public var isConfidential: Bool
  /// Its CAS number.
  public var cas: String?

  /// Describes a subject.
  public init(
    kind: Kind,
    name: String,
    record: EntryID? = nil,
    organisation: OrganisationID? = nil,
    source: String? = nil,
    action: String? = nil,
    note: String? = nil,
    isConfidential: Bool = false,
    cas: String? = nil,
  ) {
    self.kind = kind
    self.name = name
    self.record = record
    self.organisation = organisation
    self.source = source
    self.action = action
    self.note = note
    self.isConfidential = isConfidential
    self.cas = cas
  }

  /// What it is called and where it stands, each name once: an alert as a whole has the name
  /// that is part of its source’s.
  public var fullTitle: String {
    guard let source, !source.utf8.elementsEqual(name.utf8) else { return name }
    return source.hasSuffix(", \(name)") ? source : "\(name), in \(source)"
  }

  /// Whether a person has to look before anything is supplied.
  public var needsPerson: Bool { kind == .list || kind == .alert }
}
