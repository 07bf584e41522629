import Bundling
import CentralView
import Journal
import Records
import Sealing
import SystemPackage

/// The making of one bundle.
struct Packing {
  private let store: Store
  private let recipients: [OrganisationID]
  private let readers: Readers
  private let options: PackOptions
  private let heads: [PackedHead]
  private let keys: OrganisationKeys
  private let disclosures: [EntryID: [String]]
  /// Whether one packing makes bundles for several, whose file names have to differ.
  private let isOneOfSeveral: Bool

  /// A journal with the head that is packed.
  private struct PackedHead {
    let place: JournalPlace
    let reader: JournalReader
    let base: Frontier
    let frontier: Frontier
    let note: SignedNote?

    var organisation: OrganisationID { place.origin.organisation }
  }

  init(
    store: Store,
    places: [JournalPlace],
    recipients: [OrganisationID],
    readers: Readers,
    options: PackOptions,
    isOneOfSeveral: Bool = false,
  ) throws {
    self.store = store
    self.isOneOfSeveral = isOneOfSeveral
    self.recipients = recipients
    self.readers = readers
    self.options = options
    keys = try store.keys()
    disclosures = try store.disclosures(by: store.settings.organisation)
    // One content has one note: the journals of a bundle stand in the order of their origins.
    heads = try places.sorted { $0.origin < $1.origin }.compactMap { [keys] place in
      try Self.head(of: place, store: store, keys: keys, options: options)
    }
  }

  // MARK: Heads

  /// Signs what the own journal holds; of others' journals the head is what was accepted.
  private static func head(
    of place: JournalPlace,
    store: Store,
    keys: OrganisationKeys,
    options: PackOptions,
  ) throws -> PackedHead? {
    let reader = place.reader(own: store.settings.origin, files: store.files)
    guard place.origin == store.settings.origin else {
      let frontier = try reader.head().frontier
      guard frontier.count > 0, let bytes = try reader.checkpoint() else { return nil }
      return PackedHead(
        place: place,
        reader: reader,
        base: Frontier(),
        frontier: frontier,
        note: try SignedNote(parsing: bytes.span.bytes),
      )
    }
    var writer = try store.journalWriter()
    let frontier = try writer.signable()
    let base = try base(options.since ?? 0, of: reader, size: frontier.count)
    var note: SignedNote?
    if !options.isRehearsal {
      note = try signed(frontier, of: place.origin, keys: keys, writer: &writer)
    }
    return PackedHead(place: place, reader: reader, base: base, frontier: frontier, note: note)
  }

  private static func signed(
    _ frontier: Frontier,
    of origin: Origin,
    keys: OrganisationKeys,
    writer: inout JournalWriter,
  ) throws -> SignedNote {
    let checkpoint = Checkpoint(origin: origin.text, size: frontier.count, root: frontier.root)
    if let bytes = try writer.reader.checkpoint() {
      let held = try SignedNote(parsing: bytes.span.bytes)
      if held.text == checkpoint.text { return held }
    }
    try writer.writeHead(frontier)
    let note = try SignedNote(text: checkpoint.text, signer: keys.journalSigner(for: origin))
    try writer.writeCheckpoint(note.bytes)
    return note
  }

  private static func base(
    _ since: UInt64,
    of reader: JournalReader,
    size: UInt64,
  ) throws -> Frontier {
    guard since <= size else { throw StoreError.beyondSize(since, size: size) }
    return try reader.frontier(at: since)
  }

  // MARK: Writing

  /// Writes the bundle, or counts what would go; `nil` when there is nothing new.
  func run(_ counts: inout PackCounts) throws -> PackedBundle? {
    guard
      let main = heads.first(where: { $0.place.origin == store.settings.origin }) ?? heads.first,
      heads.contains(where: { $0.base.count < $0.frontier.count })
    else { return nil }
    let name = BundleName.file(
      sender: store.settings.name,
      origin: main.place.origin,
      base: main.base.count,
      size: main.frontier.count,
      reader: isOneOfSeveral ? recipients.first : nil,
    )
    let path = try target(name)
    return options.isRehearsal ? try rehearse(&counts, path) : try write(&counts, path, main)
  }

  private func target(_ name: String) throws -> FilePath {
    guard let output = options.output else { return store.layout.outbox.appending(name) }
    let status = try store.files.status(output)
    return status?.kind == .folder ? output.appending(name) : output
  }

  private func rehearse(_ counts: inout PackCounts, _ path: FilePath) throws -> PackedBundle {
    var journals: [PackedBundle.PackedJournal] = []
    for head in heads {
      var filter = filter(for: head)
      var withheld: UInt64 = 0
      try head.reader.forEachLine(from: head.base.count, to: head.frontier.count) { _, line in
        if try filter.isWithheld(line, &counts) { withheld += 1 }
      }
      var disclosed: UInt64 = 0
      try forEachDisclosed(of: head, &filter, &counts) { _, _ in disclosed += 1 }
      journals.append(summary(of: head, withheld: withheld, disclosed: disclosed))
    }
    return bundle(path: path, id: "", bytes: 0, journals: journals)
  }

  private func write(
    _ counts: inout PackCounts,
    _ path: FilePath,
    _ main: PackedHead,
  ) throws -> PackedBundle {
    let files = store.files
    let card = try store.card()
    guard !card.isJoining else { throw StoreError.notAdmitted }
    let spool = store.layout.outbox.appending(Store.draftPrefix + String(Entry.newSalt().prefix(8)))
    try files.makeFolder(spool)
    defer { try? store.removeLeftover(spool, kind: .folder) }
    let plan = BundlePlan(
      name: BundleName(
        sender: store.settings.name,
        origin: main.place.origin,
        base: main.base.count,
        size: main.frontier.count,
      ),
      sender: store.settings.organisation,
      card: card,
      recipients: recipients,
    )
    var writer = try BundleWriter(plan, spoolingIn: spool, of: files)
    var journals: [PackedBundle.PackedJournal] = []
    for head in heads { journals.append(try add(head, to: &writer, &counts)) }
    let signer = try keys.journalSigner(for: store.settings.origin)
    let written = try writer.finish(at: path) { text in try SignedNote(text: text, signer: signer) }
    let bundle = bundle(
      path: path,
      id: written.note.id,
      bytes: written.bytes,
      journals: journals,
    )
    try store.log(logLine(bundle), to: store.layout.exports)
    return bundle
  }

  private func add(
    _ head: PackedHead,
    to writer: inout BundleWriter,
    _ counts: inout PackCounts,
  ) throws -> PackedBundle.PackedJournal {
    guard let note = head.note else { preconditionFailure("What is written was signed.") }
    let checkpoint = Checkpoint(
      origin: head.place.origin.text,
      size: head.frontier.count,
      root: head.frontier.root,
    )
    try writer.beginStretch(of: head.place.origin, from: head.base, to: checkpoint, signed: note)
    var filter = filter(for: head)
    var next = head.base.count
    var withheld: UInt64 = 0
    for range in try head.reader.sealedSegments() where range.first >= next {
      if range.first > next {
        withheld += try add(next..<range.first, of: head, &writer, &filter, &counts)
      }
      next = range.end
      withheld += try add(range, of: head, &writer, &filter, &counts)
    }
    withheld += try add(next..<head.frontier.count, of: head, &writer, &filter, &counts)
    var disclosed: UInt64 = 0
    try forEachDisclosed(of: head, &filter, &counts) { index, line in
      try writer.disclose(line, at: index)
      disclosed += 1
    }
    for digest in filter.attachments.sorted() {
      let file = store.layout.attachment(digest)
      if try store.files.exists(file) { try writer.addAttachment(store.files.open(file, .read)) }
    }
    try writer.endStretch()
    return summary(of: head, withheld: withheld, disclosed: disclosed)
  }

  private func filter(for head: PackedHead) -> AudienceFilter {
    AudienceFilter(
      store: store,
      readers: readers,
      organisation: head.organisation,
      disclosures: disclosures,
    )
  }

  /// Hands over what lies before the stretch and may be read by now.
  ///
  /// All of it goes every time, since nobody knows which of the bundles before arrived.
  private func forEachDisclosed(
    of head: PackedHead,
    _ filter: inout AudienceFilter,
    _ counts: inout PackCounts,
    _ body: (UInt64, RawSpan) throws -> Void,
  ) throws {
    let positions = try Self.disclosedPositions(
      before: head.base.count,
      of: head.place.origin,
      in: store,
      filter,
      disclosures,
    )
    guard let first = positions.first, let last = positions.last else { return }
    var next = positions[...]
    var bytes = 0
    try head.reader.forEachLine(from: first, to: last + 1) { index, line in
      guard index == next.first else { return }
      next.removeFirst()
      // A stub says nothing more to anybody than the one that was sent before.
      guard Stub(line: line) == nil, try !filter.isWithheld(line, &counts) else { return }
      bytes += "\(index)\t\n".utf8.count + line.byteCount
      guard bytes <= Limits.disclosedBytes else { throw StoreError.tooMuchDisclosed }
      try body(index, line)
    }
  }

  /// Adds a packed segment: as it is where nothing in it is withheld.
  private func add(
    _ range: SegmentRange,
    of head: PackedHead,
    _ writer: inout BundleWriter,
    _ filter: inout AudienceFilter,
    _ counts: inout PackCounts,
  ) throws -> UInt64 {
    var withheld: UInt64 = 0
    try head.reader.forEachLine(from: range.first, to: range.end) { _, line in
      if try filter.isWithheld(line, &counts) { withheld += 1 }
    }
    guard withheld == 0, let whole = BundleRange(first: range.first, last: range.last) else {
      var ignored = PackCounts()
      return try add(range.first..<range.end, of: head, &writer, &filter, &ignored)
    }
    let file = try store.files.open(head.place.folder.sealedSegment(range), .read)
    try writer.appendSegment(whole, file)
    return 0
  }

  private func add(
    _ positions: Range<UInt64>,
    of head: PackedHead,
    _ writer: inout BundleWriter,
    _ filter: inout AudienceFilter,
    _ counts: inout PackCounts,
  ) throws -> UInt64 {
    var withheld: UInt64 = 0
    guard !positions.isEmpty else { return 0 }
    try head.reader.forEachLine(from: positions.lowerBound, to: positions.upperBound) { _, line in
      if try filter.isWithheld(line, &counts) {
        withheld += 1
        let stub = Stub(EntryID(line: line), because: .audience).line
        try writer.append(stub.span.bytes)
      } else {
        try writer.append(line)
      }
    }
    return withheld
  }

  // MARK: Reporting

  private func summary(
    of head: PackedHead,
    withheld: UInt64,
    disclosed: UInt64,
  ) -> PackedBundle.PackedJournal {
    PackedBundle.PackedJournal(
      origin: head.place.origin.text,
      base: head.base.count,
      size: head.frontier.count,
      root: Base64.encode(head.frontier.root.bytes),
      entries: head.frontier.count - head.base.count,
      withheld: withheld,
      disclosed: disclosed,
    )
  }

  private func bundle(
    path: FilePath,
    id: String,
    bytes: Int64,
    journals: [PackedBundle.PackedJournal],
  ) -> PackedBundle {
    PackedBundle(
      file: path.string,
      id: id,
      recipients: recipients,
      isSealed: false,
      bytes: bytes,
      journals: journals,
    )
  }

  private func logLine(_ bundle: PackedBundle) -> JSON {
    [
      "time": .string(Timestamp.now().text),
      "id": .string(bundle.id),
      "file": .string(bundle.file),
      "recipients": .array(bundle.recipients.map { .string($0.text) }),
      "journals": .array(
        bundle.journals.map {
          [
            "origin": .string($0.origin), "base": .integer($0.base), "size": .integer($0.size),
          ]
        }
      ),
    ]
  }
}

extension JournalReader {
  /// The tree's right edge when the journal had `size` entries.
  func frontier(at size: UInt64) throws -> Frontier {
    let head = try head()
    if head.count == size { return head.frontier }
    var frontier = head.count < size ? head.frontier : Frontier()
    try forEachLine(from: frontier.count, to: size) { _, line in
      frontier.append(Stub(line: line)?.leaf.hash ?? NodeHash(leaf: line))
    }
    return frontier
  }
}
