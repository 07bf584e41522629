public import CentralView
import Journal
public import Practices
public import Records

/// A journal as `journals` lists it.
public struct JournalSummary: Hashable, Sendable {
  /// The journal's name.
  public let origin: String
  /// Whose it is.
  public let organisation: OrganisationID
  /// The name on that organisation's card.
  public let name: String
  /// What the organisation is here: `self`, or as what it is enrolled.
  public let role: String
  /// Empty, or which branch of a forked journal it is.
  public let branch: String
  /// How many entries are held.
  public let size: UInt64
  /// The root of the tree of the size last signed or accepted, in base64.
  public let root: String
  /// The time that the last entry claims.
  public let last: String?
  /// How many entries of an own journal were packed; `nil` for others' journals.
  public let exported: UInt64?
  /// How many entries of an own journal a receipt acknowledges.
  public let acknowledged: UInt64?
  /// Where its branches part, in order, when it forked and nothing has settled that.
  public let forks: [UInt64]
  /// What bundles that wait need of it.
  public let gap: JournalGap?
}

/// What verifying one journal found.
public struct JournalVerdict: Hashable, Sendable {
  /// The journal's name.
  public let origin: String
  /// Empty, or which branch of a forked journal it is.
  public let branch: String
  /// How many entries were read.
  public let size: UInt64
  /// The root of the tree over them, in base64.
  public let root: String
  /// What is wrong, if anything.
  public let problem: String?
}

/// What `load` did with a table.
public struct LoadReport: Hashable, Sendable {
  /// How many rows the table has.
  public var rows = 0
  /// How many records began.
  public var created = 0
  /// How many records changed.
  public var revised = 0
  /// How many rows said nothing new.
  public var unchanged = 0
  /// Every row that was not loaded, with the reason.
  public var refused: [RowProblem] = []
  /// The columns that no field takes.
  public var ignored: [String] = []
  /// Of orders and samples, those that began or changed and that nobody decided about; the
  /// first few only, up to one more than ``LoadedRequests/most``.
  public var undecided: [EntryID] = []

  /// Counts nothing.
  public init() {}
}

/// What was packed.
public struct PackReport: Hashable, Sendable {
  /// The bundles, one as a rule.
  public var bundles: [PackedBundle] = []
  /// How many entries go and how many are withheld, by form.
  public var forms: [FormCount] = []
  /// The recipients to whom nothing was packed before.
  public var strangers: [OrganisationID] = []

  /// How many entries of one form go, and how many stay.
  public struct FormCount: Hashable, Sendable {
    /// The form, with version.
    public let form: String
    /// Entries that every recipient may read.
    public let entries: UInt64
    /// Entries that are stubs for them.
    public let withheld: UInt64
  }
}

/// One bundle that was packed.
public struct PackedBundle: Hashable, Sendable {
  /// The file, or what it would be called.
  public let file: String
  /// The bundle's id; empty in a rehearsal.
  public let id: String
  /// Whom it is for.
  public let recipients: [OrganisationID]
  /// Whether its entries are sealed.
  public let isSealed: Bool
  /// The file's size; 0 in a rehearsal.
  public let bytes: Int64
  /// What it carries.
  public let journals: [PackedJournal]

  /// One journal's stretch in a bundle.
  public struct PackedJournal: Hashable, Sendable {
    /// The journal's name.
    public let origin: String
    /// Where the stretch begins.
    public let base: UInt64
    /// Where it ends.
    public let size: UInt64
    /// The root of the tree at its end, in base64.
    public let root: String
    /// How many entries go.
    public let entries: UInt64
    /// How many of them are stubs.
    public let withheld: UInt64
    /// How many older entries go besides, since they were disclosed.
    public let disclosed: UInt64
  }
}

/// What became of a bundle, or of one journal in it; from best to worst.
public enum ImportOutcome: String, CaseIterable, Hashable, Sendable, Comparable {
  /// All of it is held already.
  case nothingNew = "nothing-new"
  /// It added entries, or made stubs readable.
  case merged
  /// Entries are missing before it; it is kept.
  case held
  /// Its sender is not known; it is kept.
  case quarantined
  /// The same place holds another entry; both are kept.
  case forked
  /// It is not authentic, hostile, or not for this store; only the verdict is kept.
  case refused

  public static func < (left: Self, right: Self) -> Bool {
    (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
  }
}

/// What an import did.
public struct ImportReport: Hashable, Sendable {
  /// Every bundle that was looked at, those kept from before among them when something
  /// became of them.
  public var bundles: [ImportedBundle] = []
  /// What the view gained.
  public var tally = ProjectionTally()
  /// Files in the folders named that are no bundles.
  public var ignored: [String] = []
  /// What the organisations whose journals are held are called.
  public var names: [OrganisationID: String] = [:]

  /// Reports nothing.
  public init() {}
}

/// What became of one bundle.
public struct ImportedBundle: Hashable, Sendable {
  /// The file.
  public var file: String
  /// The bundle's id, where it got that far.
  public var id: String?
  /// Who sent it, where it got that far.
  public var sender: OrganisationID?
  /// The sender's name, where it is known.
  public var senderName: String?
  /// The worst outcome of its journals.
  public var outcome: ImportOutcome
  /// At which layer it was stopped, for what was refused.
  public var layer: String?
  /// Why.
  public var reason: String?
  /// What to do about it.
  public var remedy: String?
  /// Its journals.
  public var journals: [ImportedJournal] = []
  /// Whether it was refused for what it is, no bundle for this store, rather than for not
  /// being authentic.
  public var isRequestRefused = false

  /// What became of one journal's stretch.
  public struct ImportedJournal: Hashable, Sendable {
    /// The journal's name.
    public var origin: String
    /// Where the stretch begins.
    public var base: UInt64
    /// Where it ends.
    public var size: UInt64
    /// What became of it.
    public var outcome: ImportOutcome
    /// The entries that it waits for.
    public var missing: [Range<UInt64>] = []
  }
}

extension Range<UInt64> {
  /// The range as JSON gives it: its first entry and its last.
  public var json: JSON { ["first": .integer(lowerBound), "last": .integer(upperBound - 1)] }
}
