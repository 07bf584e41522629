import Records
import SystemPackage

/// What both kinds of writer do with the small files beside the segments.
extension JournalReader {
  /// Takes the journal's lock.
  func lock(saying message: String) throws(JournalError) -> any FileLock {
    do throws(FileSystemError) {
      guard try files.status(folder.path)?.kind == .folder else {
        throw .failed(.opened, folder.path, .notDirectory)
      }
      return try files.lock(folder.lock, saying: message)
    } catch {
      if case .locked(_, let holder) = error {
        throw .busy(journal: folder.name, holder: holder)
      }
      throw error.code == .notDirectory ? .absent(folder.path) : .files(error)
    }
  }

  /// Replaces a small file; returns once the new one is on the disk.
  func write(_ bytes: [UInt8], to path: FilePath) throws(JournalError) {
    do throws(FileSystemError) {
      try files.writeAtomically(bytes.span.bytes, to: path)
    } catch {
      throw .files(error)
    }
  }

  /// Finds out whether a checkpoint note is of this head.
  func check(_ note: [UInt8], isOf head: JournalHead) throws(JournalError) {
    let checkpoint = try parse(note)
    guard checkpoint.size == head.count, checkpoint.root == head.frontier.root else {
      let detail = "the checkpoint to be kept is not of the head"
      throw .contradictsSigned(journal: folder.name, detail: detail)
    }
  }

  /// The stored checkpoint, its signatures unchecked; `nil` where there is none.
  func parsedCheckpoint() throws(JournalError) -> Checkpoint? {
    guard let note = try checkpoint() else { return nil }
    return try parse(note)
  }

  private func parse(_ note: [UInt8]) throws(JournalError) -> Checkpoint {
    do throws(NoteFault) {
      let note = try SignedNote(parsing: note.span.bytes)
      return try Checkpoint(parsing: note.text)
    } catch {
      throw .damaged(Damage(folder.checkpoint, error.problem))
    }
  }
}

extension JournalError {
  /// Whether nothing that was written since the journal was opened can be trusted.
  var isFatal: Bool {
    if case .files(let error) = self { error.isFatal } else { false }
  }
}
