import Records
import SystemPackage

/// Appends to one of the store's own journals, and keeps what was signed of it.
///
/// There is one writer at a time: it holds the journal's lock while it lives. After a
/// failed sync it takes nothing more, since the system may have dropped what it still
/// shows; opening the journal again reads what the disk holds.
public struct JournalWriter: ~Copyable {
  /// Reads the same journal.
  public let reader: JournalReader
  let limits: SegmentLimits
  private let lock: any FileLock
  private let recovery: JournalRecovery
  private let intents: any OpenFile
  private(set) var segment: OpenSegment
  private(set) var finished: [FinishedSegment]
  private(set) var isStopped = false
  /// What ``signable()`` last found to continue what was signed.
  var continued: Frontier?

  /// When full segments are packed.
  public enum Sealing: Hashable, Sendable {
    /// Before the append returns.
    case atOnce
    /// By whoever calls ``takeFinished()``; a bulk load packs on another thread.
    case later
  }

  /// Makes the folder of a new journal, and opens it.
  ///
  /// - Throws: ``JournalError/exists(_:)`` when there is anything in its place.
  public static func create(
    _ folder: JournalFolder,
    files: any FileSystem,
    codec: any SegmentCodec,
    limits: SegmentLimits = .standard,
    saying message: String,
  ) throws(JournalError) -> JournalWriter {
    do throws(FileSystemError) {
      let parent = try files.openFolder(folder.path.parent)
      guard try !files.exists(folder.path) else {
        throw .failed(.created, folder.path, .fileExists)
      }
      try files.makeFolder(folder.path)
      try parent.sync()
    } catch {
      if error.code == .fileExists { throw .exists(folder.path) }
      throw .files(error)
    }
    return try open(folder, files: files, codec: codec, limits: limits, saying: message)
  }

  /// Opens the journal, and settles what a crash left.
  ///
  /// `message` is what another process is told meanwhile: which command, since when.
  ///
  /// - Throws: ``JournalError/busy(journal:holder:)`` at once while another writes, and
  ///   ``JournalError/damaged(_:)`` for what no crash can have left.
  public static func open(
    _ folder: JournalFolder,
    files: any FileSystem,
    codec: any SegmentCodec,
    limits: SegmentLimits = .standard,
    saying message: String,
  ) throws(JournalError) -> JournalWriter {
    let reader = JournalReader(folder, kind: .own, files: files, codec: codec)
    let lock = try reader.lock(saying: message)
    let intents: any OpenFile
    let recovery: JournalRecovery
    do throws(FileSystemError) {
      let parent = try files.openFolder(folder.path)
      if try !files.exists(folder.entries) { try files.makeFolder(folder.entries) }
      let isNew = try !files.exists(folder.appending)
      intents = try files.open(folder.appending, isNew ? .create() : .write)
      // An earlier run may have made both without syncing their names.
      try parent.sync()
      let size = try intents.size()
      recovery = JournalRecovery(
        reader: reader,
        entries: try files.openFolder(folder.entries),
        intent: AppendIntent(parsing: try intents.contents(in: 0..<min(size, 64))),
      )
    } catch {
      throw .files(error)
    }
    let (finished, segment) = try recovery.run()
    return JournalWriter(
      reader: reader,
      limits: limits,
      lock: lock,
      recovery: recovery,
      intents: intents,
      segment: segment,
      finished: finished,
    )
  }

  private init(
    reader: JournalReader,
    limits: SegmentLimits,
    lock: any FileLock,
    recovery: JournalRecovery,
    intents: any OpenFile,
    segment: OpenSegment,
    finished: [FinishedSegment],
  ) {
    self.reader = reader
    self.limits = limits
    self.lock = lock
    self.recovery = recovery
    self.intents = intents
    self.segment = segment
    self.finished = finished
  }

  /// How many entries the journal has, all of them on the disk.
  public var count: UInt64 { segment.end }

  /// Appends these lines, which have no line feeds, and returns their indexes once all of
  /// them are on the disk: one write and one sync for as many as a segment takes.
  ///
  /// The caller answers for what the lines say.
  ///
  /// - Throws: ``JournalError``. None of the lines is in the journal then, unless a sync
  ///   failed or the machine stopped; in that case opening it again finds whole lines
  ///   only, and maybe some of these.
  public mutating func append(
    _ lines: [[UInt8]],
    sealing: Sealing = .atOnce,
  ) throws(JournalError) -> Range<UInt64> {
    for (number, line) in lines.enumerated() {
      if let fault = LineFault(line.span.bytes) { throw .unfitLine(number, fault.rawValue) }
    }
    // What is left from before fails here, where nothing of this group is written yet.
    try settle(sealing)
    let start = count
    let before = (segment, finished.count)
    do throws(JournalError) {
      try write(lines)
    } catch {
      undo(error, segment: before.0, finishedCount: before.1)
      throw error
    }
    do throws(JournalError) {
      try settle(sealing)
    } catch {
      // The lines are in the journal. What could not be packed is tried again next time.
    }
    return start..<count
  }

  /// The full segments that are still to be packed, to be packed by the caller.
  ///
  /// What the caller leaves unpacked the next writer finds again.
  public mutating func takeFinished() -> [FinishedSegment] {
    defer { finished = [] }
    return finished
  }

  // MARK: - For the writer's extensions

  /// Runs `body`, and takes nothing more after a failed sync in it.
  mutating func whileUsable<Result>(
    _ body: (inout JournalWriter) throws(JournalError) -> Result
  ) throws(JournalError) -> Result {
    guard !isStopped else { throw .stopped(journal: reader.folder.name) }
    do throws(JournalError) {
      return try body(&self)
    } catch {
      if error.isFatal { isStopped = true }
      throw error
    }
  }

  /// Begins a new segment where the open one is full, and packs those that were.
  mutating func settle(_ sealing: Sealing) throws(JournalError) {
    try whileUsable { (writer) throws(JournalError) in
      if writer.limits.end(
        before: writer.count,
        segmentBytes: Int(writer.segment.size),
        lineBytes: 0,
      ) {
        try writer.roll()
      }
      guard sealing == .atOnce else { return }
      while let segment = writer.finished.first {
        try segment.seal()
        writer.finished.removeFirst()
      }
    }
  }

  /// Puts `bytes` in place of the open segment's lines, of which there are as many.
  mutating func rewriteOpenSegment(_ bytes: [UInt8]) throws(JournalError) {
    let path = reader.folder.openSegment(segment.first)
    do throws(FileSystemError) {
      // The place of the last group means nothing in the new file.
      let intent = AppendIntent(segment: segment.first, range: 0..<0)
      try intents.write(intent.text.span.bytes, at: 0)
      try intents.sync(.contents)
      try reader.files.writeAtomically(bytes.span.bytes, to: path)
      segment = OpenSegment(
        first: segment.first,
        count: segment.count,
        size: Int64(bytes.count),
        file: try reader.files.open(path, .write),
      )
    } catch {
      // The old file may have lost its name already: appending to it would be lost.
      isStopped = true
      throw .files(error)
    }
  }

  /// Returns once every name in the segments' folder is on the disk.
  func syncNames() throws(JournalError) {
    do throws(FileSystemError) { try recovery.entries.sync() } catch { throw .files(error) }
  }

  // MARK: - Appending

  private mutating func write(_ lines: [[UInt8]]) throws(JournalError) {
    var next = 0
    while next < lines.count {
      var group: [UInt8] = []
      var count: UInt64 = 0
      while next < lines.count {
        let line = lines[next]
        let isFull = limits.end(
          before: segment.end + count,
          segmentBytes: Int(segment.size) + group.count,
          lineBytes: line.count + 1,
        )
        if isFull { break }
        group += line
        group.append(Line.feed)
        count += 1
        next += 1
      }
      if count > 0 { try write(group, count) } else { try roll() }
    }
  }

  private mutating func write(_ group: [UInt8], _ count: UInt64) throws(JournalError) {
    let end = segment.size + Int64(group.count)
    do throws(FileSystemError) {
      if count > 1 {
        let intent = AppendIntent(segment: segment.first, range: segment.size..<end)
        try intents.write(intent.text.span.bytes, at: 0)
        try intents.sync(.contents)
      }
      try segment.file.write(group.span.bytes, at: segment.size)
      try segment.file.sync(.contents)
    } catch {
      throw .files(error)
    }
    segment.size = end
    segment.count += count
  }

  private mutating func roll() throws(JournalError) {
    let next = try recovery.begin(segment.end)
    finished.append(FinishedSegment(range: segment.range, reader: reader))
    segment = next
  }

  /// Takes back what a failed append has written, or stops the writer.
  private mutating func undo(_ error: JournalError, segment old: OpenSegment, finishedCount: Int) {
    guard !error.isFatal else {
      isStopped = true
      return
    }
    do throws(FileSystemError) {
      let opened = finished[finishedCount...].map(\.range.first) + [segment.first]
      for first in opened.reversed() where first != old.first {
        try reader.files.remove(reader.folder.openSegment(first))
        try recovery.entries.sync()
      }
      try old.file.truncate(to: old.size)
      try old.file.sync(.contents)
      finished.removeLast(finished.count - finishedCount)
      segment = old
    } catch {
      isStopped = true
    }
  }
}
