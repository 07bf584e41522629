import Bundling
import CentralView
import Journal
import Records
import Sealing
import SystemPackage

/// The journals of a store, as the view reads them.
struct HeldJournals: JournalSource {
  let journals: [HeldJournal]
  private let readers: [String: JournalReader]

  /// Describes these journals.
  ///
  /// `own`: The journal that is written here.
  /// `trust`: Says from which size on a revocation keeps a journal's entries out.
  init(
    _ places: [JournalPlace],
    own: Origin,
    trust: TrustBook,
    files: any FileSystem,
  ) throws {
    var journals: [HeldJournal] = []
    var readers: [String: JournalReader] = [:]
    for held in places {
      let reader = held.reader(own: own, files: files)
      let head = try reader.head()
      let count = try reader.count()
      // A folder that an interrupted import made and did not fill says nothing yet.
      guard count > held.first || held.origin == own else { continue }
      var journal = HeldJournal(
        origin: held.origin.text,
        organisation: held.origin.organisation,
        branch: held.branch,
        size: count,
        root: head.count == count ? head.frontier.root : nil,
        revokedFrom: trust.admittedSize(of: held.origin),
        completions: try reader.completedRanges().map { $0.first...($0.end - 1) },
      )
      journal.first = held.first
      journals.append(journal)
      readers[Self.key(journal)] = reader
    }
    for index in journals.indices {
      let forks = journals.filter { $0.origin == journals[index].origin && !$0.branch.isEmpty }
      journals[index].forkedFrom = forks.map(\.first).min()
    }
    self.journals = journals
    self.readers = readers
  }

  func forEachLine(
    of journal: HeldJournal,
    in positions: Range<UInt64>,
    _ body: (UInt64, RawSpan) throws -> Void,
  ) throws {
    guard let reader = readers[Self.key(journal)] else { return }
    try reader.forEachLine(from: positions.lowerBound, to: positions.upperBound, body)
  }

  private static func key(_ journal: HeldJournal) -> String {
    journal.origin + " " + journal.branch
  }
}

/// The folder of one journal, or of one branch of a journal that was forked.
struct JournalPlace {
  let origin: Origin
  /// Empty, or the name of the branch.
  let branch: String
  /// Where a branch leaves the journal that was held first.
  let first: UInt64
  let folder: JournalFolder

  private static let branchMark = "+fork-"

  /// The journal that was held first.
  init(_ origin: Origin, in layout: StoreLayout) {
    self.origin = origin
    branch = ""
    first = 0
    folder = layout.journal(origin)
  }

  /// A branch that leaves it at `first`, named after its root then.
  init(_ origin: Origin, branchFrom first: UInt64, root: NodeHash, in layout: StoreLayout) {
    self.init(origin, branch: "\(first)-\(Base32.encode(root.bytes.prefix(5)))", first, layout)
  }

  private init(_ origin: Origin, branch: String, _ first: UInt64, _ layout: StoreLayout) {
    self.origin = origin
    self.branch = branch
    self.first = first
    folder = JournalFolder(
      layout.journals.appending(origin.folderName + Self.branchMark + branch),
      lost: layout.lost,
    )
  }

  /// The same journal in another store's folder.
  func moved(to layout: StoreLayout) -> JournalPlace {
    JournalPlace(
      origin: origin,
      branch: branch,
      first: first,
      folder: JournalFolder(layout.journals.appending(folder.name), lost: layout.lost),
    )
  }

  private init(origin: Origin, branch: String, first: UInt64, folder: JournalFolder) {
    self.origin = origin
    self.branch = branch
    self.first = first
    self.folder = folder
  }

  private init?(folderName name: String, in layout: StoreLayout) {
    let bytes = Array(name.utf8)
    let mark = Array(Self.branchMark.utf8)
    guard let at = bytes.indices.first(where: { bytes[$0...].starts(with: mark) }) else {
      guard let origin = Origin(folderName: name) else { return nil }
      self.init(origin, in: layout)
      return
    }
    let branch = String(decoding: bytes[(at + mark.count)...], as: UTF8.self)
    guard let origin = Origin(folderName: String(decoding: bytes[..<at], as: UTF8.self)),
      let first = UInt64(branch.prefix { $0 != "-" })
    else { return nil }
    self.init(origin, branch: branch, first, layout)
  }

  /// Every journal and branch in the store, in the order of their folders' names.
  static func all(in layout: StoreLayout, files: any FileSystem) throws -> [JournalPlace] {
    try files.list(layout.journals).compactMap { item in
      item.kind == .folder ? JournalPlace(folderName: item.name, in: layout) : nil
    }
  }

  /// A reader of the journal; the store's own ends with its last whole line.
  func reader(own: Origin, files: any FileSystem) -> JournalReader {
    JournalReader(
      folder,
      kind: origin == own && branch.isEmpty ? .own : .held,
      files: files,
      codec: GzipCodec(),
    )
  }
}

extension Store {
  /// The journals held, as the view reads them.
  func heldJournals() throws -> HeldJournals {
    try HeldJournals(
      JournalPlace.all(in: layout, files: files),
      own: settings.origin,
      trust: try trust(),
      files: files,
    )
  }
}
