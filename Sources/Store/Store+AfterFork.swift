import Bundling
import CentralView
import Journal
import Practices
import Records
import Sealing
public import SystemPackage

extension Store {
  /// Takes back what another copy of this store wrote to the own journal, and goes on in a new
  /// journal that names the fork.
  ///
  /// The lines go into the new journal byte for byte, so that each is the entry that it was.
  /// Nothing is signed for the old journal any more: what this copy had signed of it stays, and
  /// what it had not moves to the new one. It can be run again, whenever more of the other copy
  /// turns up or a crash came between.
  ///
  /// `paths`: Bundles of the own organisation, whomever they were for, or folders of them; none
  /// where a backup was imported already.
  public func restoreAfterFork(_ paths: [FilePath] = [], author: String? = nil) throws -> Recovery {
    let (copies, bundles) = try sorted(paths)
    for copy in copies { try takeBranch(copy) }
    if !bundles.isEmpty {
      let report = try runImport(bundles, isRehearsal: false, takesBack: true, progress: nil)
      let refused = report.bundles.filter { $0.outcome == .refused }
      if let first = refused.first, refused.count == report.bundles.count, copies.isEmpty {
        throw StoreError.unreadablePath(first.file, reason: first.reason ?? "it is refused")
      }
    }
    try promoteBranches()
    let branches = try ownBranches()
    guard !branches.isEmpty else { throw StoreError.notForked(hasBundles: !paths.isEmpty) }
    let old = settings.origin
    var recovery = Recovery(old: old, new: old)
    let lost: [JournalPlace]
    if branches.contains(where: { $0.origin == old }) {
      lost = try openNext(after: old, author: author, &recovery)
    } else {
      lost = branches
      try catchUpWithForks(author: author, &recovery)
      try appendLost(of: lost, &recovery)
    }
    try retire(old, lost)
    try catchUp()
    return recovery
  }

  /// Refuses to write to a journal of which another copy is here.
  func requireUnforked() throws {
    let isForked = try JournalPlace.all(in: layout, files: files).contains { place in
      try place.origin == settings.origin && place.isBranch(files)
    }
    if isForked { throw StoreError.forked(settings.origin.journal) }
  }

  // MARK: Branches

  /// The branches of the journals that this place writes, or wrote.
  private func ownBranches() throws -> [JournalPlace] {
    let (card, key) = (try card(), try keys().journalKey)
    return try JournalPlace.all(in: layout, files: files).filter { place in
      guard try place.isBranch(files) else { return false }
      return place.origin == settings.origin || card.key(of: place.origin)?.publicKey == key
    }
  }

  /// Gives a branch the journal's place where it goes on from all that the journal had signed.
  ///
  /// Then there is no fork: the entries that the journal had lost are there again. A crash before
  /// the end leaves what the next run goes on with.
  func promoteBranches() throws {
    let places = try JournalPlace.all(in: layout, files: files)
    let grouped = Dictionary(
      grouping: places.filter { $0.origin != settings.origin },
      by: \.origin,
    )
    for (origin, group) in grouped where group.contains(where: { !$0.branch.isEmpty }) {
      let trunk = JournalPlace(origin, in: layout)
      let held = try files.exists(trunk.folder.path) ? trunk.folder.headCount(files) : 0
      guard let branch = try promoted(of: group, beyond: held) else { continue }
      let parent = try files.openFolder(layout.journals)
      if try files.exists(trunk.folder.path) {
        let name = "\(trunk.folder.name)-\(Entry.newSalt().prefix(8))"
        try files.rename(trunk.folder.path, to: layout.lost.appending(name))
        try files.openFolder(layout.lost).sync()
      }
      try files.rename(branch.folder.path, to: trunk.folder.path)
      try parent.sync()
    }
  }

  /// The branch that has all of the first `held` entries of its journal, and leaves it last.
  private func promoted(of places: [JournalPlace], beyond held: UInt64) throws -> JournalPlace? {
    try places.filter { try $0.isBranch(files) && $0.first >= held }
      .max { try ($0.first, $0.count(files)) < ($1.first, $1.count(files)) }
  }

  // MARK: The next journal

  /// Writes the next journal, whole, before anything says that it is the one to write.
  ///
  /// - Returns: the branches whose entries are in it.
  private func openNext(
    after old: Origin,
    author: String?,
    _ recovery: inout Recovery,
  ) throws -> [JournalPlace] {
    let trunk = JournalPlace(old, in: layout)
    let (signed, count): (UInt64, UInt64)
    do {
      // Nobody else writes while this copy's last entries are counted.
      let writer = try journalWriter(afterFork: true)
      (signed, count) = (try writer.reader.head().count, writer.count)
    }
    let branches = try ownBranches().filter { $0.origin == old }
    let kept = try promoted(of: branches, beyond: signed)
    let lost = branches.filter { $0.branch != kept?.branch }
    let forks = try forks(of: old, signed: signed, kept: kept, lost)
    recovery.forks = forks.map { ($0.position, $0.entries) }

    var next = settings
    next.origin = try Self.nextOrigin(after: old)
    let keys = try keys()
    let signer = try keys.journalSigner(for: next.origin)
    let first = try EntryMaker(settings: next, forms: FormLibrary.forms, author: author)
      .opening(keys: [signer.key], after: forks)
    do {
      var writer = try JournalWriter.create(
        layout.journal(next.origin),
        files: files,
        codec: codec,
        saying: "steward restore",
      )
      _ = try writer.append([first])
      recovery.moved = try copyLines(
        of: trunk.reader(own: old, files: files),
        in: max(signed, min(kept?.first ?? 0, count))..<count,
        to: &writer,
        &recovery.unreadable,
      )
      for branch in lost {
        recovery.recovered += try copyLines(
          of: branch.reader(own: old, files: files),
          in: branch.first..<branch.count(files),
          to: &writer,
          &recovery.unreadable,
        )
      }
      if let kept { recovery.recovered += try kept.count(files) - kept.first }
    }
    recovery.needsAdmission = try certify(next.origin, keys: keys, signer: signer)
    try files.writeAtomically(next.bytes.span.bytes, to: layout.settings)
    settings = next
    recovery.new = next.origin
    return lost
  }

  /// Puts the next journal on the organisation's card, or asks the first office to.
  private func certify(
    _ origin: Origin,
    keys: OrganisationKeys,
    signer: NoteSigner,
  ) throws -> Bool {
    let card = try organisationCard()
    guard keys.organisation == settings.organisation else {
      let request = try card.joining(journal: origin, keys: keys)
      try files.writeAtomically(request.bytes.span.bytes, to: layout.request)
      return true
    }
    let next = try card.next(
      opening: origin,
      signer: keys.journalSigner(for: card.journals[0].origin),
      key: signer.key,
    )
    try keep(next)
    return false
  }

  /// Where the branches that stay part from each other.
  private func forks(
    of origin: Origin,
    signed: UInt64,
    kept: JournalPlace?,
    _ lost: [JournalPlace],
  ) throws -> [JournalFork] {
    let source = try heldJournals()
    let names = Set((lost + (kept.map { [$0] } ?? [])).map(\.branch))
    var journals = source.journals.filter { journal in
      journal.origin == origin.text && !journal.branch.isEmpty && names.contains(journal.branch)
    }
    if kept == nil,
      var trunk = source.journals.first(where: {
        $0.origin == origin.text && $0.branch.isEmpty
      })
    {
      trunk.size = signed
      journals.append(trunk)
    }
    return try CentralView.forkPoints(of: journals, in: source).map {
      JournalFork(origin: origin, position: $0.position, entries: $0.entries)
    }
  }

  // MARK: Lines

  /// Appends the lines at these positions as they are, but for stubs, and returns how many.
  private func copyLines(
    of reader: JournalReader,
    in positions: Range<UInt64>,
    skipping known: Set<EntryID> = [],
    to writer: inout JournalWriter,
    _ unreadable: inout UInt64,
  ) throws -> UInt64 {
    guard !positions.isEmpty else { return 0 }
    var (lines, bytes, count): ([[UInt8]], Int, UInt64) = ([], 0, 0)
    var stubs: UInt64 = 0
    var next = positions.lowerBound
    while next < positions.upperBound {
      let end = min(positions.upperBound, next + UInt64(Limits.segmentEntries))
      try reader.forEachLine(from: next, to: end) { _, line in
        guard Stub(line: line) == nil, line.byteCount <= Limits.entryBytes else {
          stubs += 1
          return
        }
        guard known.isEmpty || !known.contains(EntryID(line: line)) else { return }
        lines.append(line.withUnsafeBytes { Array($0) })
        bytes += line.byteCount
        count += 1
      }
      if !lines.isEmpty { _ = try writer.append(lines) }
      lines.removeAll(keepingCapacity: true)
      next = end
    }
    unreadable += stubs
    return count
  }

  /// Appends what has turned up of other copies since the journal that goes on was opened.
  private func appendLost(of branches: [JournalPlace], _ recovery: inout Recovery) throws {
    var here: Set<EntryID> = []
    let own = JournalPlace(settings.origin, in: layout).reader(own: settings.origin, files: files)
    try own.forEachLine(from: 0, to: own.count()) { _, line in here.insert(EntryID(line: line)) }
    var writer = try journalWriter()
    for branch in branches {
      recovery.recovered += try copyLines(
        of: branch.reader(own: settings.origin, files: files),
        in: branch.first..<branch.count(files),
        skipping: here,
        to: &writer,
        &recovery.unreadable,
      )
    }
  }

  /// Names, in the journal that goes on, forks that it does not name yet.
  private func catchUpWithForks(author: String?, _ recovery: inout Recovery) throws {
    try catchUp()
    let open = try view.forks().filter { fork in
      fork.isOpen && fork.organisation == settings.organisation
    }
    recovery.forks = open.map { ($0.position, $0.sides.map(\.entry)) }
    guard !open.isEmpty else { return }
    let record = try view.records(ofForm: "journal", organisation: settings.organisation)
      .first { $0.origin == settings.origin.text }
    guard let record else { return }
    let named = record.body["after_forks"]?.elements ?? []
    let new = open.compactMap { fork in
      Origin(fork.origin).map {
        JournalFork(origin: $0, position: fork.position, entries: fork.sides.map(\.entry)).json
      }
    }
    _ = try revise(
      record,
      changes: [(member: "after_forks", value: .array(named + new))],
      because: "another copy of a journal turned up",
      author: author,
    )
  }

  /// Makes of the old journal one that is held: packed as far as it was signed.
  private func retire(_ old: Origin, _ lost: [JournalPlace]) throws {
    guard old != settings.origin else { return }
    try promoteBranches()
    let folder = layout.journal(old)
    guard try files.exists(folder.path) else { return }
    _ = try HeldJournalWriter.open(folder, files: files, codec: codec, saying: "steward restore")
  }
}

extension JournalPlace {
  /// How many entries of a journal that is held are here.
  fileprivate func count(_ files: any FileSystem) throws -> UInt64 { try folder.headCount(files) }

  /// Whether this is a branch of a journal, and not what an interrupted import left of one.
  fileprivate func isBranch(_ files: any FileSystem) throws -> Bool {
    try !branch.isEmpty && count(files) > first
  }
}

extension JournalFolder {
  /// How many entries the journal's head covers.
  fileprivate func headCount(_ files: any FileSystem) throws -> UInt64 {
    try JournalReader(self, kind: .held, files: files, codec: GzipCodec()).head().count
  }
}
