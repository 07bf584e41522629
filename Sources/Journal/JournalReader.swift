import Records
import SystemPackage

/// Reads one journal's entries, in bounded memory and without holding anybody up.
///
/// A reader takes no lock. Of the writer's own journal it can see lines whose append has
/// not returned yet; what it reads of a journal held ends at the head.
public struct JournalReader: Sendable {
  /// The journal's files.
  public let folder: JournalFolder
  /// Whose journal it is.
  public let kind: Kind
  let files: any FileSystem
  let codec: any SegmentCodec

  /// Whose journal it is, and so what says where it ends.
  public enum Kind: Hashable, Sendable {
    /// The store's own: it ends with the last whole line.
    case own
    /// Another's, as received: it ends where ``JournalHead`` says; files beyond that
    /// are what an interrupted import left.
    case held
  }

  /// A reader of the journal in this folder; nothing is opened yet.
  public init(
    _ folder: JournalFolder,
    kind: Kind,
    files: any FileSystem,
    codec: any SegmentCodec,
  ) {
    self.folder = folder
    self.kind = kind
    self.files = files
    self.codec = codec
  }

  /// What was last signed or accepted: an empty head where nothing was.
  public func head() throws(JournalError) -> JournalHead {
    guard let bytes = try contents(of: folder.head, limit: JournalHead.limit) else {
      return JournalHead()
    }
    guard let head = JournalHead(parsing: bytes.span.bytes) else {
      throw .damaged(Damage(folder.head, "it is not the head of a journal"))
    }
    return head
  }

  /// The newest signed checkpoint's bytes, or `nil` where there is none.
  public func checkpoint() throws(JournalError) -> [UInt8]? {
    try contents(of: folder.checkpoint, limit: Limits.noteBytes)
  }

  /// The ranges in which lines were replaced since they were first stored, oldest first.
  ///
  /// Each is on the disk before its lines are, so that whoever derives something from the
  /// entries and remembers how many ranges it has seen never misses a replacement.
  public func completedRanges() throws(JournalError) -> [SegmentRange] {
    guard let bytes = try contents(of: folder.completed, limit: .max) else { return [] }
    // A line that a crash tore belongs to a replacement that never happened.
    return bytes.split(separator: Line.feed).compactMap {
      SegmentRange(String(decoding: $0, as: UTF8.self))
    }
  }

  /// The packed segments, in order: files that can be copied as they are.
  ///
  /// Their ranges follow each other from 0 on, and need not reach the journal's end.
  public func sealedSegments() throws(JournalError) -> [SegmentRange] {
    let limit = try limit()
    let list = try list()
    var chain: [SegmentRange] = []
    var end: UInt64 = 0
    while let next = list.sealed.last(where: { $0.first == end && $0.end <= limit }) {
      chain.append(next)
      end = next.end
    }
    return chain
  }

  /// How many entries the journal has.
  ///
  /// - Throws: ``JournalError/damaged(_:)`` when whole lines do not reach as far as the head.
  public func count() throws(JournalError) -> UInt64 {
    let head = try head()
    if kind == .held { return head.count }
    let count = try storedCount()
    guard count >= head.count else {
      throw .shorterThanSigned(journal: folder.name, count: count, signed: head.count)
    }
    return count
  }

  /// Hands the lines of the entries `from..<to` to `body`, in order, without line feeds.
  ///
  /// - Throws: ``JournalError``, and whatever `body` throws.
  public func forEachLine(
    from: UInt64,
    to: UInt64,
    _ body: (UInt64, RawSpan) throws -> Void,
  ) throws {
    var failure: (any Error)?
    try scan(from: from, to: to) { index, line in
      do {
        try body(index, line)
        return true
      } catch {
        failure = error
        return false
      }
    }
    if let failure { throw failure }
  }

  /// The line of one entry, without its line feed.
  public func line(at index: UInt64) throws(JournalError) -> [UInt8] {
    var result: [UInt8] = []
    try scan(from: index, to: index + 1) { _, line in
      result = [UInt8](copying: line)
      return true
    }
    return result
  }

  // MARK: - For the writers beside it

  func list() throws(JournalError) -> SegmentList {
    do throws(FileSystemError) { return try SegmentList(folder, files) } catch {
      throw .files(error)
    }
  }

  func limit() throws(JournalError) -> UInt64 {
    kind == .own ? .max : try head().count
  }

  /// The bytes of a small file, or `nil` where it is absent.
  private func contents(
    of path: FilePath,
    limit: Int,
  ) throws(JournalError) -> [UInt8]? {
    do throws(FileSystemError) {
      return try files.contents(of: path, limit: limit)
    } catch {
      if error.code == .noSuchFileOrDirectory { return nil }
      guard case .tooLarge = error else { throw .files(error) }
      throw .damaged(Damage(path, "it is longer than such a file can be"))
    }
  }

  /// Counts what is packed, and the whole lines of what is not.
  private func storedCount() throws(JournalError) -> UInt64 {
    for _ in 0..<Self.attempts {
      let list = try list()
      guard let last = list.open.last, last >= list.sealed.last?.end ?? 0 else {
        return list.sealed.last?.end ?? 0
      }
      do throws(FileSystemError) {
        let file = try files.open(folder.openSegment(last), .read)
        let tail = try OpenTail(file)
        return last + tail.validCount
      } catch {
        // It was packed after it was listed.
        guard error.code == .noSuchFileOrDirectory else { throw .files(error) }
      }
    }
    throw .damaged(Damage(folder.entries, "its files change all the time"))
  }

  /// How often the folder is listed again when a file has gone that was just listed.
  static let attempts = 4
}
