import Bundling
import Journal
import Records
import Sealing
import SystemPackage

extension Store {
  /// Divides paths into copied branches of the own journal and everything else.
  ///
  /// A folder that holds copied branches stands for them.
  func sorted(_ paths: [FilePath]) throws -> (branches: [FilePath], others: [FilePath]) {
    var (branches, others): ([FilePath], [FilePath]) = ([], [])
    for path in paths {
      guard try files.status(path)?.kind == .folder else {
        others.append(path)
        continue
      }
      if try isJournal(path) {
        branches.append(path)
        continue
      }
      let inner = try files.list(path).filter { $0.kind == .folder }
        .map { path.appending($0.component) }.filter { try isJournal($0) }
      branches += inner
      if inner.isEmpty { others.append(path) }
    }
    return (branches, others)
  }

  private func isJournal(_ path: FilePath) throws -> Bool {
    let folder = JournalFolder(path, lost: layout.lost)
    return try files.exists(folder.head) && files.exists(folder.entries)
  }

  /// Keeps a branch of an own journal that somebody copied out of a store, once all of it is
  /// found to be what this organisation signed.
  func takeBranch(_ path: FilePath) throws {
    let reader = JournalReader(
      JournalFolder(path, lost: layout.lost),
      kind: .held,
      files: files,
      codec: codec,
    )
    func refuse(_ reason: String) -> StoreError {
      .unreadablePath(path.string, reason: reason)
    }
    guard let bytes = try reader.checkpoint() else { throw refuse("nothing there is signed") }
    let note: SignedNote
    do { note = try SignedNote(parsing: bytes.span.bytes) } catch { throw refuse(error.problem) }
    guard let origin = try? Origin(Checkpoint(parsing: note.text).origin),
      let key = try card().key(of: origin), origin.organisation == settings.organisation
    else { throw refuse("it is no journal of yours") }
    let checkpoint: Checkpoint
    do { checkpoint = try Checkpoint(note, signedBy: key) } catch { throw refuse(error.problem) }
    let found = try reader.verify()
    if let problem = found.problem { throw refuse(problem.problem) }
    guard found.size == checkpoint.size, found.root == checkpoint.root else {
      throw refuse("it is not what its checkpoint says")
    }
    try file(reader, of: origin, checkpoint: checkpoint, note: bytes)
  }

  private func file(
    _ reader: JournalReader,
    of origin: Origin,
    checkpoint: Checkpoint,
    note: [UInt8],
  ) throws {
    let trunk = JournalPlace(origin, in: layout).reader(own: settings.origin, files: files)
    let held = try trunk.count()
    var window = LeafWindow(trunk, end: held)
    var frontier = Frontier()
    var parting = min(held, checkpoint.size)
    try reader.forEachLine(from: 0, to: checkpoint.size) { index, line in
      let id = Stub(line: line)?.leaf ?? EntryID(line: line)
      frontier.append(id.hash)
      if index < parting, try window.leaf(at: index).id != id { parting = index }
    }
    guard checkpoint.size > parting else { return }
    let place = JournalPlace(origin, branchFrom: parting, root: checkpoint.root, in: layout)
    guard try !files.exists(place.folder.path) else { return }
    var writer = try HeldJournalWriter.open(
      place.folder,
      files: files,
      codec: codec,
      saying: "steward restore",
    )
    var block = LineBlock()
    try trunk.forEachLine(from: 0, to: parting) { try block.add($1, at: $0, to: &writer) }
    try reader.forEachLine(from: parting, to: checkpoint.size) {
      try block.add($1, at: $0, to: &writer)
    }
    try block.flush(to: &writer)
    try writer.advance(to: frontier, checkpoint: note)
  }
}
