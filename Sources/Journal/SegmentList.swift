import SystemPackage

/// The segment files of a journal, as its folder lists them.
struct SegmentList: Hashable, Sendable {
  /// The packed segments, in order.
  private(set) var sealed: [SegmentRange] = []
  /// The first indexes of the segments that are not packed, in order.
  private(set) var open: [UInt64] = []
  /// The names of what a crash left half written.
  private(set) var temporary: [FilePath.Component] = []

  /// Reads the folder; a missing one has no segments.
  ///
  /// Files with other names are none of the journal's business.
  init(_ folder: JournalFolder, _ files: any FileSystem) throws(FileSystemError) {
    let items: [FolderItem]
    do throws(FileSystemError) {
      items = try files.list(folder.entries)
    } catch {
      guard error.code == .noSuchFileOrDirectory else { throw error }
      return
    }
    for item in items where item.kind == .file {
      if let range = SegmentName.sealed(item.name) {
        sealed.append(range)
      } else if let first = SegmentName.open(item.name) {
        open.append(first)
      } else if TemporaryName.matches(item.name) {
        temporary.append(item.component)
      }
    }
    sealed.sort()
    open.sort()
  }

  /// The file that holds the entry at `index`, of those that end before `limit`.
  ///
  /// A packed segment is preferred to the same lines in an open one, which a crash can
  /// leave beside it.
  func segment(at index: UInt64, limit: UInt64) -> SegmentFile? {
    if let range = sealed.last(where: { $0.contains(index) && $0.end <= limit }) {
      return .sealed(range)
    }
    return open.last { $0 <= index }.map { .open($0) }
  }
}

/// One segment file.
enum SegmentFile: Hashable, Sendable {
  case sealed(SegmentRange)
  case open(UInt64)

  /// The index of its first entry.
  var first: UInt64 {
    switch self {
    case .sealed(let range): range.first
    case .open(let first): first
    }
  }

  /// Where it lies.
  func path(in folder: JournalFolder) -> FilePath {
    switch self {
    case .sealed(let range): folder.sealedSegment(range)
    case .open(let first): folder.openSegment(first)
    }
  }
}
