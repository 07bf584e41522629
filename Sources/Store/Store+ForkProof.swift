import Bundling
public import CentralView
import Journal
import Records
import Sealing
public import SystemPackage

extension Store {
  /// The proof that a journal forked: the organisation's card, and two checkpoints that its key
  /// signed, each with the path to what it has at one position.
  ///
  /// The two entries differ, so the two trees cannot be one journal's; anybody can check it who
  /// has nothing but the file (FORMAT, section 7.6).
  public func proof(of fork: ForkSummary) throws -> [UInt8] {
    guard let origin = Origin(fork.origin), let card = try trust().card(of: fork.organisation)
    else {
      throw StoreError.noProof(fork.id)
    }
    var text = "steward/fork/1\norigin \(origin)\nposition \(fork.position)\ncard\n"
    text += Self.indented(card.bytes)
    var count = 0
    for side in fork.sides where count < 2 {
      guard let part = try signedSide(side, of: origin, at: fork.position) else { continue }
      text += part
      count += 1
    }
    guard count == 2 else { throw StoreError.noProof(fork.id) }
    return Array(text.utf8)
  }

  /// The shortest branch on this side that was signed beyond the fork.
  private func signedSide(
    _ side: ForkSummary.Side,
    of origin: Origin,
    at position: UInt64,
  ) throws -> String? {
    let places = try JournalPlace.all(in: layout, files: files).filter { $0.origin == origin }
    for branch in side.branches {
      guard let place = places.first(where: { $0.branch == branch.name }) else { continue }
      let reader = place.reader(own: settings.origin, files: files)
      guard let note = try reader.checkpoint() else { continue }
      let checkpoint = try Checkpoint(parsing: SignedNote(parsing: note.span.bytes).text)
      guard checkpoint.size > position else { continue }
      var leaves: [NodeHash] = []
      leaves.reserveCapacity(Int(checkpoint.size))
      try reader.forEachLine(from: 0, to: checkpoint.size) { _, line in
        leaves.append(Stub(line: line)?.leaf.hash ?? NodeHash(leaf: line))
      }
      var text = "checkpoint\n" + Self.indented(note) + "leaf \(side.entry)\n"
      for hash in MerkleProof.inclusion(of: Int(position), in: leaves) {
        text += "path \(Base64.encode(hash.bytes))\n"
      }
      return text
    }
    return nil
  }

  /// The lines of a note, each behind a space, which tells them from the proof's own.
  private static func indented(_ note: [UInt8]) -> String {
    String(decoding: note, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
      .dropLast().map { " \($0)\n" }.joined()
  }

  /// Copies the branches of a forked journal, each with what its checkpoint covers, so that
  /// whoever keeps the journal can take back what it lost.
  ///
  /// - Returns: the folders that were made.
  public func copyBranches(of fork: ForkSummary, to folder: FilePath) throws -> [FilePath] {
    let places = try JournalPlace.all(in: layout, files: files)
      .filter { $0.origin.text == fork.origin }
    try files.makeFolders(folder)
    var copies: [FilePath] = []
    for place in places {
      let target = folder.appending(place.folder.name)
      guard try !files.exists(target) else { throw StoreError.folderInUse(target.string) }
      try copyJournal(place.folder.path, to: target)
      copies.append(target)
    }
    return copies
  }

  private func copyJournal(_ source: FilePath, to target: FilePath) throws {
    try files.makeFolder(target)
    for item in try files.list(source) {
      let (from, to) = (source.appending(item.component), target.appending(item.component))
      switch item.kind {
      case .folder: try copyJournal(from, to: to)
      case .file where item.name != "lock" && item.name != "proof":
        try files.copy(files.open(from, .read), to: to)
      default: continue
      }
    }
  }
}
