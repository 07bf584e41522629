import Bundling
import Journal
import Records
import SystemPackage

/// Files one stretch of a verified bundle with the journal that it continues.
struct StretchFiling {
  let stretch: BundleStretch
  let bundle: VerifiedBundle
  let shelf: JournalShelf
  let own: Origin
  let files: any FileSystem
  /// A folder for pieces that are being filed, private to the import.
  let workshop: FilePath
  /// Whether entries of the store's own journal that it has lost are kept, as a branch.
  var takesBack = false

  /// What became of the stretch, and what to tell a person about it.
  struct Result {
    var outcome: ImportOutcome
    var reason: String?
    var remedy: String?
    /// Whether something may still come of the stretch, so that its bundle is kept.
    var isWaiting = false
    /// Whether entries were filed, which may be what another bundle waits for.
    var hasFiled = false
  }

  /// Compares, and files what is new.
  func run(senderName: String) throws -> Result {
    let trunk = shelf.place(of: stretch.origin)
    let first = try StretchComparison(stretch, of: bundle, with: trunk, on: shelf)
    switch first {
    case .gap(let held):
      // A branch may reach further than the journal that was held first.
      if let result = try fileOnBranch(senderName: senderName) { return result }
      return Result(
        outcome: .held,
        reason: """
          entries \(held) to \(stretch.base.count - 1) of \(stretch.origin) by \(senderName) have \
          not arrived
          """,
        remedy: """
          bring the bundles between, or have \(senderName) run: steward pack --since \(held)
          """,
        isWaiting: true,
      )
    case .continues(let held, let frontier, let completesStubs):
      return try file(at: trunk, held: held, frontier: frontier, completesStubs: completesStubs)
    case .diverges(let position, let completesStubs):
      if completesStubs, let position {
        // What both have in common is readable whichever of them came first.
        try completeCommon(trunk, before: position)
      }
      if position != nil { _ = try fileDisclosed(at: trunk, before: stretch.base.count) }
      return try fileFork(at: position, trunk: trunk, senderName: senderName)
    }
  }

  // MARK: Continuing

  private func file(
    at place: JournalPlace,
    held: UInt64,
    frontier: Frontier,
    completesStubs: Bool,
  ) throws -> Result {
    let isOwn = stretch.origin == own && place.branch.isEmpty
    if isOwn, stretch.size > held {
      if takesBack { return try takeBack(from: held, trunk: place) }
      return Result(
        outcome: .refused,
        reason: """
          it holds \(stretch.size - held) entries of this store’s own journal that are not here, so \
          this store is an old copy
          """,
        remedy: "write nothing here before you have run: steward restore --after-fork BUNDLE",
      )
    }
    guard !isOwn else { return Result(outcome: .nothingNew) }
    // Of two branches of a journal each holds what both have in common.
    let common = place.branch.isEmpty ? stretch.base.count : min(place.first, stretch.base.count)
    var hasDisclosed = try fileDisclosed(at: shelf.place(of: stretch.origin), before: common)
    if !place.branch.isEmpty {
      let isFiled = try fileDisclosed(at: place, before: stretch.base.count)
      hasDisclosed = hasDisclosed || isFiled
    }
    guard stretch.size > held || completesStubs else {
      return Result(outcome: hasDisclosed ? .merged : .nothingNew, hasFiled: hasDisclosed)
    }
    let target = try shelf.writable(place)
    var writer = try HeldJournalWriter.open(
      target.folder,
      files: files,
      codec: GzipCodec(),
      saying: "steward import",
    )
    if completesStubs { try complete(&writer, held: held) }
    if stretch.size > held {
      try extend(&writer, held: held)
      try writer.advance(to: frontier, checkpoint: stretch.checkpointNote.bytes)
    }
    return Result(outcome: .merged, hasFiled: true)
  }

  /// Puts older entries that the bundle discloses in the place of stubs, before `end`.
  ///
  /// - Returns: whether there were any.
  /// - Throws: ``BundleFault`` where one is not the entry that is held at its place.
  private func fileDisclosed(at place: JournalPlace, before end: UInt64) throws -> Bool {
    guard stretch.disclosed != nil, stretch.origin != own || !place.branch.isEmpty else {
      return false
    }
    var window = LeafWindow(shelf.reader(of: place), end: end)
    var lines: [UInt64: [UInt8]] = [:]
    var failure: (any Error)?
    try bundle.forEachDisclosed(of: stretch) { line, bytes in
      guard line.index < end else { return false }
      do {
        let leaf = try window.leaf(at: line.index)
        guard leaf.id == line.id else {
          failure = BundleFault(
            .tree,
            "the disclosed entry \(line.index) is not the one that stands there",
          )
          return false
        }
        if leaf.isStub, line.stub == nil { lines[line.index] = bytes.withUnsafeBytes { Array($0) } }
        return true
      } catch {
        failure = error
        return false
      }
    }
    if let failure { throw failure }
    guard !lines.isEmpty else { return false }
    var writer = try HeldJournalWriter.open(
      try shelf.writable(place).folder,
      files: files,
      codec: GzipCodec(),
      saying: "steward import",
    )
    try writer.replace(lines)
    return true
  }

  private func completeCommon(_ place: JournalPlace, before position: UInt64) throws {
    guard stretch.origin != own else { return }
    var writer = try HeldJournalWriter.open(
      try shelf.writable(place).folder,
      files: files,
      codec: GzipCodec(),
      saying: "steward import",
    )
    try complete(&writer, held: position)
  }

  /// Adds the files of the stretch from `held` on, as they came where all of one is new.
  private func extend(_ writer: inout HeldJournalWriter, held: UInt64) throws {
    for segment in stretch.segments where segment.range.last >= held {
      let range = SegmentRange(first: max(segment.range.first, held), last: segment.range.last)
      guard segment.range.first >= held else {
        try writer.add(lines: lines(in: range), as: range)
        continue
      }
      let path = workshop.appending("segment-\(Entry.newSalt().prefix(8))")
      let file = try files.open(path, .create())
      try bundle.copy(segment.file, to: file)
      try writer.add(file, as: range)
      try files.remove(path)
    }
  }

  /// The lines of a part of one file, each with its line feed.
  private func lines(in range: SegmentRange) throws -> [UInt8] {
    var lines: [UInt8] = []
    _ = try bundle.forEachLine(of: stretch) { line, bytes in
      if range.contains(line.index) {
        bytes.withUnsafeBytes { lines.append(contentsOf: $0) }
        lines.append(UInt8(ascii: "\n"))
      }
      return line.index < range.last
    }
    return lines
  }

  /// Puts entries in the place of stubs that stand for them, a block of positions at a time.
  private func complete(_ writer: inout HeldJournalWriter, held: UInt64) throws {
    var window = LeafWindow(writer.reader, end: held)
    var block: [UInt64: [UInt8]] = [:]
    var blocks: [[UInt64: [UInt8]]] = []
    var failure: (any Error)?
    // The tree was verified when the stretch was compared; this pass only collects.
    _ = try bundle.forEachLine(of: stretch) { line, bytes in
      guard line.index < held else { return false }
      do {
        if line.stub == nil, try window.leaf(at: line.index).isStub {
          block[line.index] = bytes.withUnsafeBytes { Array($0) }
        }
      } catch {
        failure = error
        return false
      }
      if block.count >= Limits.segmentEntries {
        blocks.append(block)
        block.removeAll()
      }
      return blocks.count < Self.blocksAtOnce
    }
    if let failure { throw failure }
    if !block.isEmpty { blocks.append(block) }
    for block in blocks { try writer.replace(block) }
    if blocks.count >= Self.blocksAtOnce { try complete(&writer, held: held) }
  }

  /// How many blocks of completed entries are kept in memory before they are filed.
  private static let blocksAtOnce = 8

  // MARK: Forks

  private func fileFork(
    at position: UInt64?,
    trunk: JournalPlace,
    senderName: String,
  ) throws -> Result {
    if let result = try fileOnBranch(senderName: senderName) { return result }
    guard let position else {
      var result = fork("has another beginning", senderName)
      result.remedy = """
        it is kept until the entries before \(stretch.base.count) of that copy arrive: ask \
        \(senderName) to run: steward pack --full
        """
      result.isWaiting = true
      return result
    }
    try fileBranch(from: position, trunk: trunk)
    var result = fork("has another entry \(position)", senderName)
    result.hasFiled = true
    return result
  }

  private func fork(_ difference: String, _ senderName: String) -> Result {
    Result(
      outcome: .forked,
      reason: "\(stretch.origin) by \(senderName) \(difference) than what is held here",
      remedy: stretch.origin == own
        ? """
        both are kept, and nothing more is written to that journal; go on in a new one that has \
        all of it: steward restore --after-fork
        """
        : """
        both are kept; send \(senderName) the proof and what was lost (‘steward conflicts’ names \
        them), and have them run: steward restore --after-fork
        """,
    )
  }

  /// Keeps what the store's own journal once had and has lost, beside it.
  private func takeBack(from held: UInt64, trunk: JournalPlace) throws -> Result {
    if let result = try fileOnBranch(senderName: "") { return result }
    try fileBranch(from: held, trunk: trunk)
    var result = Result(outcome: .forked)
    result.reason = "it holds \(stretch.size - held) entries that this store had lost"
    result.hasFiled = true
    return result
  }

  /// Files the stretch with the branch that it continues; `nil` where it continues none.
  private func fileOnBranch(senderName: String) throws -> Result? {
    for branch in try shelf.branches(of: stretch.origin) {
      let comparison = try StretchComparison(stretch, of: bundle, with: branch, on: shelf)
      guard case .continues(let held, let frontier, let completesStubs) = comparison else {
        continue
      }
      let result = try file(
        at: branch,
        held: held,
        frontier: frontier,
        completesStubs: completesStubs,
      )
      guard result.outcome == .merged else { return result }
      var fork = fork("goes on from another entry \(branch.first)", senderName)
      fork.hasFiled = true
      return fork
    }
    return nil
  }

  /// Keeps the other branch: what both have in common, then what is new.
  private func fileBranch(from position: UInt64, trunk: JournalPlace) throws {
    let place = try shelf.branch(stretch.origin, from: position, root: stretch.root)
    var writer = try HeldJournalWriter.open(
      place.folder,
      files: files,
      codec: GzipCodec(),
      saying: "steward import",
    )
    var block = LineBlock()
    try shelf.reader(of: trunk).forEachLine(from: 0, to: position) { index, line in
      try block.add(line, at: index, to: &writer)
    }
    var failure: (any Error)?
    let frontier = try bundle.forEachLine(of: stretch) { line, bytes in
      guard line.index >= position else { return true }
      do {
        try block.add(bytes, at: line.index, to: &writer)
        return true
      } catch {
        failure = error
        return false
      }
    }
    if let failure { throw failure }
    try block.flush(to: &writer)
    guard let frontier else { return }
    // The proof is there before the branch is.
    let held = try shelf.reader(of: trunk).checkpoint() ?? []
    try files.writeAtomically(
      (held + stretch.checkpointNote.bytes).span.bytes,
      to: place.folder.path.appending("proof"),
    )
    try writer.advance(to: frontier, checkpoint: stretch.checkpointNote.bytes)
  }
}

/// Lines on their way into one packed file after another.
struct LineBlock {
  private var lines: [UInt8] = []
  private var first: UInt64 = 0
  private var next: UInt64 = 0

  mutating func add(
    _ line: RawSpan,
    at index: UInt64,
    to writer: inout HeldJournalWriter,
  ) throws {
    let isFull =
      index.isMultiple(of: UInt64(Limits.segmentEntries))
      || lines.count + line.byteCount >= Limits.segmentBytes
    if isFull { try flush(to: &writer) }
    if lines.isEmpty { first = index }
    line.withUnsafeBytes { lines.append(contentsOf: $0) }
    lines.append(UInt8(ascii: "\n"))
    next = index + 1
  }

  mutating func flush(to writer: inout HeldJournalWriter) throws {
    guard !lines.isEmpty else { return }
    try writer.add(lines: lines, as: SegmentRange(first: first, last: next - 1))
    lines.removeAll(keepingCapacity: true)
  }
}
