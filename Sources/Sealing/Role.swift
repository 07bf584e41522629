/// What an organisation is, or is trusted as.
public enum Role: String, CaseIterable, Hashable, Sendable {
  /// A firm that keeps a journal of its practices.
  case company
  /// A body that collects its members' bundles, and relays and witnesses them.
  case association
  /// A body that the law gives the firms' records to.
  case authority
  /// Somebody whom the organisation itself has looked at, who may read what is shared
  /// with the vetted.
  case vetted
  /// Another office of the organisation itself.
  case ownOffice = "self"

  /// Whether an organisation can say of itself that it is this.
  ///
  /// The others are only said of somebody, by who enrols them.
  public var isStatedOnCards: Bool {
    switch self {
    case .company, .association, .authority: true
    case .vetted, .ownOffice: false
    }
  }
}
