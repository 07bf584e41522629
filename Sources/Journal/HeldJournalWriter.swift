import Records
import SystemPackage

/// Files what another organisation sent, once it is verified.
///
/// Stretches become durable as files first, and part of the journal when the head moves
/// over them. A crash in between leaves files beyond the head, which readers pass over
/// and the next writer removes.
public struct HeldJournalWriter: ~Copyable {
  /// Reads the same journal, as far as the head.
  public let reader: JournalReader
  /// What was accepted so far.
  public private(set) var head: JournalHead
  /// The index that the next stretch must begin with.
  public private(set) var end: UInt64
  private let store: SegmentStore
  private let lock: any FileLock
  private var isStopped = false

  /// Opens the journal held in this folder, or makes it; its parent must exist.
  ///
  /// - Throws: ``JournalError/busy(journal:holder:)`` at once while another writes to it.
  public static func open(
    _ folder: JournalFolder,
    files: any FileSystem,
    codec: any SegmentCodec,
    saying message: String,
  ) throws(JournalError) -> HeldJournalWriter {
    let reader = JournalReader(folder, kind: .held, files: files, codec: codec)
    do throws(FileSystemError) {
      if try !files.exists(folder.path) { try files.makeFolder(folder.path) }
      try files.openFolder(folder.path.parent).sync()
    } catch {
      throw .files(error)
    }
    let lock = try reader.lock(saying: message)
    do throws(FileSystemError) {
      let parent = try files.openFolder(folder.path)
      if try !files.exists(folder.entries) { try files.makeFolder(folder.entries) }
      try parent.sync()
    } catch {
      throw .files(error)
    }
    let head = try reader.head()
    try packUnpacked(reader, head)
    try removeLeftovers(reader, head)
    return HeldJournalWriter(reader: reader, head: head, lock: lock)
  }

  private init(reader: JournalReader, head: JournalHead, lock: any FileLock) {
    self.reader = reader
    self.head = head
    end = head.count
    store = SegmentStore(reader: reader)
    self.lock = lock
  }

  /// Files a stretch as it was received: `file` is its packed segment.
  public mutating func add(_ file: any OpenFile, as range: SegmentRange) throws(JournalError) {
    try add(range) { (store) throws(JournalError) in try store.copy(file, as: range) }
  }

  /// Files a stretch of lines, each with its line feed, and packs them.
  public mutating func add(lines: [UInt8], as range: SegmentRange) throws(JournalError) {
    try add(range) { (store) throws(JournalError) in try store.write(lines, as: range) }
  }

  /// Makes the stretches part of the journal; returns once that is on the disk.
  ///
  /// `frontier` is the tree's after the last of them, `checkpoint` the signed note that
  /// says so.
  /// Without new stretches it keeps a checkpoint that has gained signatures.
  public mutating func advance(
    to frontier: Frontier,
    checkpoint: [UInt8],
  ) throws(JournalError) {
    precondition(frontier.count == end, "The head moves to the end of what was added.")
    let reader = reader
    let old = head
    try whileUsable { () throws(JournalError) in
      let new = JournalHead(frontier)
      try reader.check(checkpoint, isOf: new)
      if new != old {
        guard new.count > old.count else {
          let detail = "the same entries have another root"
          throw .contradictsSigned(journal: reader.folder.name, detail: detail)
        }
        try reader.write(new.text, to: reader.folder.head)
      }
      try reader.write(checkpoint, to: reader.folder.checkpoint)
    }
    head = JournalHead(frontier)
  }

  /// Puts lines in place of entries that stand for the same leaves.
  ///
  /// Entries take the places of stubs when they become readable, stubs those of entries
  /// that are erased. Returns once the old lines are gone from the journal.
  /// The ranges concerned are noted before: ``JournalReader/completedRanges()``.
  ///
  /// - Throws: ``JournalError/otherEntry(journal:index:)``.
  public mutating func replace(_ lines: [UInt64: [UInt8]]) throws(JournalError) {
    for index in lines.keys {
      precondition(index < head.count, "Only entries of the journal can be replaced.")
    }
    let reader = reader
    let store = store
    try whileUsable { () throws(JournalError) in
      for range in try reader.sealedSegments() where lines.keys.contains(where: range.contains) {
        let bytes = try store.replacing(lines, in: range)
        try store.noteCompletion(of: range)
        try store.write(bytes, as: range)
      }
    }
  }

  private mutating func add(
    _ range: SegmentRange,
    _ body: (SegmentStore) throws(JournalError) -> Void,
  ) throws(JournalError) {
    precondition(range.first == end, "A stretch begins where the one before ends.")
    let store = store
    try whileUsable { () throws(JournalError) in try body(store) }
    end = range.end
  }

  /// Runs `body`, and takes nothing more after a failed sync in it.
  private mutating func whileUsable(
    _ body: () throws(JournalError) -> Void
  ) throws(JournalError) {
    guard !isStopped else { throw .stopped(journal: reader.folder.name) }
    do throws(JournalError) {
      try body()
    } catch {
      if error.isFatal { isStopped = true }
      throw error
    }
  }

  /// Packs what a journal of one's own, written no longer, has not packed of what it signed.
  ///
  /// Its unpacked file then goes to the store's `lost` folder, with the lines beyond the head
  /// that nobody signed.
  private static func packUnpacked(
    _ reader: JournalReader,
    _ head: JournalHead,
  ) throws(JournalError) {
    let list = try reader.list()
    guard !list.open.isEmpty else { return }
    let folder = reader.folder
    let store = SegmentStore(reader: reader)
    let ends = list.open.dropFirst() + [UInt64.max]
    for (first, end) in zip(list.open, ends) {
      let end = min(end, head.count)
      if first < end, !list.sealed.contains(where: { $0.first == first && $0.end == end }) {
        var lines: [UInt8] = []
        try reader.scan(from: first, to: end) { _, line in
          line.withUnsafeBytes { lines += $0 }
          lines.append(Line.feed)
          return true
        }
        try store.write(lines, as: SegmentRange(first: first, last: end - 1))
      }
    }
    do throws(FileSystemError) {
      try reader.files.makeFolders(folder.lost)
      let (entries, lost) = (
        try reader.files.openFolder(folder.entries), try reader.files.openFolder(folder.lost),
      )
      for first in list.open {
        let name = "\(folder.name)-\(SegmentName.digits(first)).ndjson"
        try reader.files.rename(folder.openSegment(first), to: folder.lost.appending(name))
      }
      try lost.sync()
      try entries.sync()
    } catch {
      throw .files(error)
    }
  }

  /// Removes what an interrupted import left beyond the head.
  ///
  /// Their names are gone from the disk before new files come: two stretches that begin
  /// with the same index are never there together.
  private static func removeLeftovers(
    _ reader: JournalReader,
    _ head: JournalHead,
  ) throws(JournalError) {
    let list = try reader.list()
    let folder = reader.folder
    do throws(FileSystemError) {
      let entries = try reader.files.openFolder(folder.entries)
      for range in list.sealed where range.first >= head.count {
        try reader.files.remove(folder.sealedSegment(range))
      }
      for name in list.temporary { try reader.files.remove(folder.entries.appending(name)) }
      for item in try reader.files.list(folder.path)
      where item.kind == .file && TemporaryName.matches(item.name) {
        try reader.files.remove(folder.path.appending(item.component))
      }
      try entries.sync()
    } catch {
      throw .files(error)
    }
  }
}
