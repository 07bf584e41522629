import Records
import SystemPackage

extension JournalReader {
  /// Hands the lines of the entries `from..<to` to `body`, in order, until it says `false`.
  ///
  /// A segment that is read to its end is checked to hold what its name says, and its own
  /// checksum with it.
  func scan(
    from: UInt64,
    to: UInt64,
    _ body: (UInt64, RawSpan) -> Bool,
  ) throws(JournalError) {
    guard from < to else { return }
    let limit = try limit()
    var list = try list()
    var buffer: [UInt8] = []
    var index = from
    var attempts = 0
    while index < to {
      let start = index
      if let segment = list.segment(at: index, limit: limit), let file = try open(segment) {
        guard try read(segment, file, &index, to: to, &buffer, body) else { return }
      }
      guard index == start else {
        attempts = 0
        continue
      }
      // The writer may have packed or begun a segment since the folder was listed.
      attempts += 1
      guard attempts < Self.attempts else {
        throw .damaged(Damage(folder.entries, index: index, "there is no file that holds it"))
      }
      list = try self.list()
    }
  }

  /// Reads one segment from `index` on, and moves `index` past what it handed out; `false`
  /// once `body` wants no more.
  private func read(
    _ segment: SegmentFile,
    _ file: any OpenFile,
    _ index: inout UInt64,
    to: UInt64,
    _ buffer: inout [UInt8],
    _ body: (UInt64, RawSpan) -> Bool,
  ) throws(JournalError) -> Bool {
    let path = segment.path(in: folder)
    var position = segment.first
    var next = index
    var wantsMore = true
    let ending: LineReader.Ending
    let end: UInt64 =
      switch segment {
      case .sealed(let range): range.end
      case .open: .max
      }
    do throws(SegmentFault) {
      let source: any InflatedSegment
      let longest: Int
      switch segment {
      case .sealed:
        source = try codec.inflate(file)
        // Others may have signed a line that is too long for an entry; it is kept, as
        // malformed, and its leaf is part of their tree.
        longest = Limits.segmentBytes
      case .open:
        source = PlainSegment(file)
        longest = LineReader.limit
      }
      // The buffer moves to the lines and back, so that nothing copies it.
      var memory: [UInt8] = []
      swap(&memory, &buffer)
      var lines = LineReader(source, limit: longest, buffer: consume memory)
      ending = try lines.forEach { line in
        defer { position += 1 }
        guard position < end else { return false }
        if position < next { return true }
        wantsMore = body(next, line)
        next += 1
        // Reading on to the end of a segment checks it; a part of one is not worth that.
        return wantsMore && (next < to || end == to)
      }
      buffer = lines.finish()
    } catch {
      throw Self.error(error, path, index: position)
    }
    index = next
    if case .sealed(let range) = segment, wantsMore, next == range.end || ending != .stopped {
      guard ending == .complete, position == range.end else {
        let detail = "it does not hold the \(range.count) lines that its name promises"
        throw .damaged(Damage(path, index: min(position, range.last), detail))
      }
    }
    return wantsMore
  }

  private func open(_ segment: SegmentFile) throws(JournalError) -> (any OpenFile)? {
    do throws(FileSystemError) {
      return try files.open(segment.path(in: folder), .read)
    } catch {
      if error.code == .noSuchFileOrDirectory { return nil }
      throw .files(error)
    }
  }

  static func error(_ fault: SegmentFault, _ path: FilePath, index: UInt64?) -> JournalError {
    switch fault {
    case .damaged(let detail): .damaged(Damage(path, index: index, detail))
    case .unreadable(let error): .files(error)
    }
  }
}
