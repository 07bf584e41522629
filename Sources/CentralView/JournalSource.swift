public import Records

/// The journals that the view is derived from.
///
/// The view asks for what it has not seen yet, and for single lines when a history is
/// shown. It depends on nothing else: same journals, same view.
public protocol JournalSource: Sendable {
  /// Every journal held, and every branch of one that was forked.
  var journals: [HeldJournal] { get }

  /// Hands out the lines at `positions` of one of the ``journals``, in order; asked for on
  /// another thread than the view's caller.
  func forEachLine(
    of journal: HeldJournal,
    in positions: Range<UInt64>,
    _ body: (_ position: UInt64, _ line: RawSpan) throws -> Void,
  ) throws
}

/// One journal as the view sees it.
public struct HeldJournal: Hashable, Sendable {
  /// The journal's name: `steward/<organisation id>/<journal name>`.
  public var origin: String
  /// Whose it is.
  public var organisation: OrganisationID
  /// Empty, or what tells a branch of a forked journal from the other.
  public var branch: String
  /// The first position held: 0, or where a branch leaves the other.
  public var first: UInt64
  /// How many entries the journal has.
  public var size: UInt64
  /// The root of the tree of that size; `nil` for an own journal that nobody has signed yet.
  public var root: NodeHash?
  /// From where on entries are marked as forked, when they are.
  public var forkedFrom: UInt64?
  /// From where on a revocation keeps entries out of the state, when one does.
  public var revokedFrom: UInt64?
  /// The ranges of positions in which stubs were completed, in the order it happened.
  public var completions: [ClosedRange<UInt64>]

  /// Describes a journal; what is left out is as in a journal without incident.
  public init(
    origin: String,
    organisation: OrganisationID,
    branch: String = "",
    first: UInt64 = 0,
    size: UInt64,
    root: NodeHash? = nil,
    forkedFrom: UInt64? = nil,
    revokedFrom: UInt64? = nil,
    completions: [ClosedRange<UInt64>] = [],
  ) {
    self.origin = origin
    self.organisation = organisation
    self.branch = branch
    self.first = first
    self.size = size
    self.root = root
    self.forkedFrom = forkedFrom
    self.revokedFrom = revokedFrom
    self.completions = completions
  }
}
