public import CentralView
import Records

/// A determination with what became of it, as people read it.
public struct DeterminationNote: Sendable {
  /// What became of it.
  public enum State: String, CaseIterable, Sendable {
    /// What it decided on still stands, and somebody has to act on it, or all may stay.
    case holds
    /// What it decided on is not in conflict any more, or was written anew.
    case settled
    /// It names entries that are not here yet, such as those of another office of the firm.
    case incomplete
    /// The conflict goes on between other writes.
    case stale
    /// Versions of it, or another determination, say something else.
    case disputed
    /// It was taken back.
    case withdrawn
  }

  /// The determination.
  public let determination: Determination
  /// What became of it.
  public let state: State
  /// Its entries: who said what, when and why.
  public let history: [HistoryEntry]
  /// The own record that it asks something of, and the command that does it.
  public let duty: Duty?

  /// What a determination asks of the own organisation.
  public struct Duty: Sendable {
    /// The own record.
    public let record: RecordSummary
    /// The command, with capitals for what only a person can say.
    public let command: String
  }

  /// Who wrote its newest entry, where that can be read.
  public var author: String? { newest?.author }

  private var newest: Entry? {
    history.last { determination.heads.contains($0.id) }?.entry
  }
}
