import Bundling
import Journal
import Records
import Sealing

/// What a packing takes its entries from: the same for each of its bundles.
struct PackedJournals {
  /// The heads, in the order of their origins.
  let heads: [Head]
  /// The keys that sign.
  let keys: OrganisationKeys
  /// Whom the own organisation showed records to later.
  let disclosures: [EntryID: [String]]

  /// A journal with the head that is packed.
  struct Head {
    let place: JournalPlace
    let reader: JournalReader
    let base: Frontier
    let frontier: Frontier
    let note: SignedNote?

    var organisation: OrganisationID { place.origin.organisation }
  }

  /// Signs the head of the own journal, unless it is a rehearsal, and reads those of others.
  init(_ places: [JournalPlace], of store: Store, options: PackOptions) throws {
    let keys = try store.keys()
    self.keys = keys
    disclosures = try store.disclosures(by: store.settings.organisation)
    // One content has one note: the journals of a bundle stand in the order of their origins.
    heads = try places.sorted { $0.origin < $1.origin }.compactMap { place in
      try Self.head(of: place, store: store, keys: keys, options: options)
    }
  }

  /// Signs what the own journal holds; of others' journals the head is what was accepted.
  private static func head(
    of place: JournalPlace,
    store: Store,
    keys: OrganisationKeys,
    options: PackOptions,
  ) throws -> Head? {
    let reader = place.reader(own: store.settings.origin, files: store.files)
    guard place.origin == store.settings.origin else {
      let frontier = try reader.head().frontier
      guard frontier.count > 0, let bytes = try reader.checkpoint() else { return nil }
      return Head(
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
    return Head(place: place, reader: reader, base: base, frontier: frontier, note: note)
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
