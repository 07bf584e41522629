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
  private let journals: PackedJournals
  /// Whether one packing makes bundles for several, whose file names have to differ.
  private let isOneOfSeveral: Bool

  init(
    store: Store,
    journals: PackedJournals,
    recipients: [OrganisationID],
    readers: Readers,
    options: PackOptions,
    isOneOfSeveral: Bool = false,
  ) {
    self.store = store
    self.journals = journals
    self.recipients = recipients
    self.readers = readers
    self.options = options
    self.isOneOfSeveral = isOneOfSeveral
  }

  // MARK: Writing

  /// Writes the bundle, or counts what would go; `nil` when there is nothing new.
  func run(_ counts: inout PackCounts) throws -> PackedBundle? {
    guard
      let main = journals.heads.first(where: { $0.place.origin == store.settings.origin })
        ?? journals.heads.first,
      journals.heads.contains(where: { $0.base.count < $0.frontier.count })
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
    for head in self.journals.heads {
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
    _ main: PackedJournals.Head,
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
    for head in self.journals.heads { journals.append(try add(head, to: &writer, &counts)) }
    let signer = try self.journals.keys.journalSigner(for: store.settings.origin)
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
    _ head: PackedJournals.Head,
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

  private func filter(for head: PackedJournals.Head) -> AudienceFilter {
    AudienceFilter(
      store: store,
      readers: readers,
      organisation: head.organisation,
      disclosures: journals.disclosures,
    )
  }

  /// Hands over what lies before the stretch and may be read by now.
  ///
  /// All of it goes every time, since nobody knows which of the bundles before arrived.
  private func forEachDisclosed(
    of head: PackedJournals.Head,
    _ filter: inout AudienceFilter,
    _ counts: inout PackCounts,
    _ body: (UInt64, RawSpan) throws -> Void,
  ) throws {
    let positions = try Self.disclosedPositions(
      before: head.base.count,
      of: head.place.origin,
      in: store,
      filter,
      journals.disclosures,
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
    of head: PackedJournals.Head,
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
    of head: PackedJournals.Head,
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
    of head: PackedJournals.Head,
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
