import Bundling
import CentralView
import Journal
import Records
import Sealing
import SystemPackage

/// Where the journals are that an import reads and writes: the store's own folder, and in
/// a rehearsal copies of those that would change.
final class JournalShelf {
  private let layout: StoreLayout
  private let files: any FileSystem
  private let own: Origin
  /// The folder for copies; `nil` when the journals themselves are written.
  private let copies: StoreLayout?
  private var copied: Set<String> = []

  init(_ layout: StoreLayout, own: Origin, copies: FilePath?, files: any FileSystem) {
    self.layout = layout
    self.own = own
    self.copies = copies.map(StoreLayout.init)
    self.files = files
  }

  /// The journal that was held first.
  func place(of origin: Origin) -> JournalPlace { current(JournalPlace(origin, in: layout)) }

  /// Every branch of a journal; not what an interrupted import left of one.
  func branches(of origin: Origin) throws -> [JournalPlace] {
    try all().filter {
      try $0.origin == origin && !$0.branch.isEmpty && count(of: $0) > $0.first
    }
  }

  /// A reader of a journal that may not be there yet.
  func reader(of place: JournalPlace) -> JournalReader { place.reader(own: own, files: files) }

  /// How many entries of a journal are held.
  func count(of place: JournalPlace) throws -> UInt64 {
    guard try files.exists(place.folder.path) else { return 0 }
    return try reader(of: place).count()
  }

  /// The place to write a journal at; in a rehearsal its copy, which is made when first asked for.
  func writable(_ place: JournalPlace) throws -> JournalPlace {
    guard let copies else { return place }
    let copy = place.moved(to: copies)
    guard copied.insert(copy.folder.name).inserted else { return copy }
    try files.makeFolders(copies.journals)
    if try files.exists(place.folder.path) {
      try copyFolder(place.folder.path, to: copy.folder.path)
    }
    return copy
  }

  /// The place of a new branch.
  func branch(_ origin: Origin, from first: UInt64, root: NodeHash) throws -> JournalPlace {
    try writable(JournalPlace(origin, branchFrom: first, root: root, in: layout))
  }

  private func current(_ place: JournalPlace) -> JournalPlace {
    guard let copies, copied.contains(place.folder.name) else { return place }
    return place.moved(to: copies)
  }

  private func copyFolder(_ source: FilePath, to target: FilePath) throws {
    try files.makeFolder(target)
    for item in try files.list(source) {
      let (from, to) = (source.appending(item.component), target.appending(item.component))
      switch item.kind {
      case .folder: try copyFolder(from, to: to)
      case .file: try files.copy(files.open(from, .read), to: to)
      case .link, .other: continue
      }
    }
  }

  /// Every journal and branch.
  func all() throws -> [JournalPlace] {
    var places = try JournalPlace.all(in: layout, files: files)
    if let copies, try files.exists(copies.journals) {
      let moved = try JournalPlace.all(in: copies, files: files)
      places.removeAll { place in moved.contains { $0.folder.name == place.folder.name } }
      places += moved
    }
    return places.sorted { $0.folder.name.utf8.lexicographicallyPrecedes($1.folder.name.utf8) }
  }

  /// The journals as the view reads them.
  func heldJournals(_ book: TrustBook) throws -> HeldJournals {
    try HeldJournals(try all(), own: own, trust: book, files: files)
  }
}
