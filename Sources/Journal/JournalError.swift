public import Records
public import SystemPackage

/// Everything that can go wrong with a journal's files.
public enum JournalError: UserFacingError, Hashable {
  /// The file system refused something.
  case files(FileSystemError)
  /// Another process is writing to the journal; it left this message.
  case busy(journal: String, holder: String)
  /// There is something where a journal was to be made.
  case exists(FilePath)
  /// There is no journal.
  case absent(FilePath)
  /// Stored bytes are not what was stored; nothing was changed.
  case damaged(Damage)
  /// The journal has fewer entries than were signed before: it is an old copy.
  case shorterThanSigned(journal: String, count: UInt64, signed: UInt64)
  /// What is stored does not continue what was signed.
  case contradictsSigned(journal: String, detail: String)
  /// A line that was to be stored is empty, too long, or more than one; it is counted from 0.
  case unfitLine(Int, String)
  /// A line that was to replace an entry does not stand for the same one.
  case otherEntry(journal: String, index: UInt64)
  /// An earlier failure left the journal in a state that only opening it again can settle.
  case stopped(journal: String)

  public var problem: String {
    switch self {
    case .files(let error): error.problem
    case .busy(let journal, let holder):
      "another steward is writing to the journal ‘\(journal.shown)’"
        + (holder.isEmpty ? "" : " (\(holder.shown))")
    case .exists(let path): "‘\(path)’ exists already"
    case .absent(let path): "there is no journal in ‘\(path)’"
    case .damaged(let damage): damage.description
    case .shorterThanSigned(let journal, let count, let signed):
      "the journal ‘\(journal.shown)’ has \(count) entries, but \(signed) were signed before"
    case .contradictsSigned(let journal, let detail):
      "the journal ‘\(journal.shown)’ does not continue what was signed before: \(detail)"
    case .unfitLine(let number, let reason): "line \(number) of the group \(reason)"
    case .otherEntry(let journal, let index):
      "the line for entry \(index) of the journal ‘\(journal.shown)’ stands for another entry"
    case .stopped(let journal):
      "the journal ‘\(journal.shown)’ takes nothing more after the failure before"
    }
  }

  public var remedy: String? {
    switch self {
    case .files(let error): error.remedy
    case .busy: "wait until the other command has ended, then run this one again"
    case .exists: "choose another folder; an existing one is never adopted"
    case .absent: "check the path, or make a store with ‘steward init’"
    case .damaged: "copy the store as it is, then run ‘steward verify’ and ‘steward repair’"
    case .shorterThanSigned, .contradictsSigned:
      "this looks like an old copy: restore the newest backup with ‘steward restore’"
    case .unfitLine, .otherEntry: nil
    case .stopped: "check the disk, then start again"
    }
  }

  public var kind: FailureKind {
    switch self {
    case .files(let error): error.kind
    case .busy, .stopped: .unavailable
    case .exists, .absent, .unfitLine: .refused
    case .damaged, .shorterThanSigned, .contradictsSigned, .otherEntry: .notAuthentic
    }
  }
}

/// A place where a journal's stored bytes are wrong.
public struct Damage: Hashable, Sendable, CustomStringConvertible {
  /// The file.
  public let path: FilePath
  /// The index of the first entry that is affected, where it is known.
  public let index: UInt64?
  /// What is wrong, in one clause.
  public let detail: String

  /// Damage to the file at `path`.
  public init(_ path: FilePath, index: UInt64? = nil, _ detail: String) {
    self.path = path
    self.index = index
    self.detail = detail
  }

  public var description: String {
    let place = index.map { ", entry \($0)" } ?? ""
    return "‘\(path)’\(place): \(detail)"
  }
}
