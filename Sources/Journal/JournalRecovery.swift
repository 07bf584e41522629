import Records
import SystemPackage

/// Finds a journal's files as they are, and settles what a crash left.
///
/// Only three things are ever changed: temporary files go; unpacked lines go where the
/// packed segment beside them holds the same; and the remains of a write that never
/// returned are cut off the end, beyond what was signed, once they are copied to the
/// store's `lost` folder. Whatever else does not fit is damage, and is only reported.
struct JournalRecovery {
  let reader: JournalReader
  let entries: any OpenFolder
  let intent: AppendIntent?

  private var folder: JournalFolder { reader.folder }
  private var files: any FileSystem { reader.files }

  /// The segments that are full but not packed, and the one to append to.
  typealias Result = (finished: [FinishedSegment], open: OpenSegment)

  /// Settles the journal.
  func run() throws(JournalError) -> Result {
    let signed = try reader.head().count
    let list = try reader.list()
    try removeTemporaryFiles(list)
    let sealedEnd = try chainEnd(list.sealed)
    let open = try settleUnpacked(list, sealedEnd)
    guard let last = open.last else {
      // Nothing but a restored journal, or a new one, has no open segment.
      guard signed == sealedEnd else {
        throw .damaged(
          Damage(folder.openSegment(sealedEnd), index: sealedEnd, "the open segment is missing")
        )
      }
      return ([], try begin(sealedEnd))
    }
    guard open.first == sealedEnd else {
      throw .damaged(
        Damage(folder.openSegment(sealedEnd), index: sealedEnd, "the segment is missing")
      )
    }
    var finished: [FinishedSegment] = []
    for (first, next) in zip(open, open.dropFirst()) {
      finished.append(try finishedSegment(first, before: next))
    }
    let segment = try openSegment(last, signed: signed)
    guard segment.end >= signed else {
      throw .shorterThanSigned(journal: folder.name, count: segment.end, signed: signed)
    }
    return (finished, segment)
  }

  /// Makes the empty segment that begins at `first`, and syncs its name.
  func begin(_ first: UInt64) throws(JournalError) -> OpenSegment {
    do throws(FileSystemError) {
      let file = try files.open(folder.openSegment(first), .create())
      try entries.sync()
      return OpenSegment(first: first, count: 0, size: 0, file: file)
    } catch {
      throw .files(error)
    }
  }

  private func removeTemporaryFiles(_ list: SegmentList) throws(JournalError) {
    do throws(FileSystemError) {
      for name in list.temporary { try files.remove(folder.entries.appending(name)) }
      for item in try files.list(folder.path)
      where item.kind == .file && TemporaryName.matches(item.name) {
        try files.remove(folder.path.appending(item.component))
      }
    } catch {
      throw .files(error)
    }
  }

  /// Where the packed segments end, which follow each other from 0 on.
  private func chainEnd(_ sealed: [SegmentRange]) throws(JournalError) -> UInt64 {
    var end: UInt64 = 0
    for range in sealed {
      guard range.first == end else {
        let detail = "it does not follow the segment before, which ends before entry \(end)"
        throw .damaged(Damage(folder.sealedSegment(range), index: min(end, range.first), detail))
      }
      end = range.end
    }
    return end
  }

  /// Removes unpacked lines whose packed segment is in place, and returns the first
  /// indexes of the other unpacked segments.
  private func settleUnpacked(
    _ list: SegmentList,
    _ sealedEnd: UInt64,
  ) throws(JournalError) -> [UInt64] {
    for first in list.open where first < sealedEnd {
      let path = folder.openSegment(first)
      guard let range = list.sealed.first(where: { $0.first == first }),
        try SegmentStore(reader: reader).holds(contents(of: path), as: range)
      else {
        throw .damaged(Damage(path, index: first, "it is not what the packed segment holds"))
      }
      do throws(FileSystemError) { try files.remove(path) } catch { throw .files(error) }
    }
    return list.open.filter { $0 >= sealedEnd }
  }

  private func contents(of path: FilePath) throws(JournalError) -> [UInt8] {
    do throws(FileSystemError) {
      return try files.contents(of: path, limit: Self.readLimit)
    } catch {
      throw .files(error)
    }
  }

  /// A segment that another follows: the other was begun once this one was on the disk.
  private func finishedSegment(
    _ first: UInt64,
    before next: UInt64,
  ) throws(JournalError) -> FinishedSegment {
    let path = folder.openSegment(first)
    let tail: OpenTail
    do throws(FileSystemError) {
      tail = try OpenTail(files.open(path, .read))
    } catch {
      throw .files(error)
    }
    guard tail.validSize == tail.size, first + tail.validCount == next, first < next else {
      let detail = "it does not hold the \(next - first) lines before the next segment"
      throw .damaged(Damage(path, index: min(first + tail.validCount, next), detail))
    }
    return FinishedSegment(range: SegmentRange(first: first, last: next - 1), reader: reader)
  }

  /// The last segment, without the remains of a write that never returned.
  private func openSegment(_ first: UInt64, signed: UInt64) throws(JournalError) -> OpenSegment {
    let path = folder.openSegment(first)
    let file: any OpenFile
    let tail: OpenTail
    do throws(FileSystemError) {
      file = try files.open(path, .write)
      tail = try OpenTail(file)
    } catch {
      throw .files(error)
    }
    if tail.validSize < tail.size {
      let end = first + tail.validCount
      if let detail = reasonToKeep(tail, segment: first, isSigned: end < signed) {
        throw .damaged(Damage(path, index: end, detail))
      }
      do throws(FileSystemError) { try cut(file, tail, segment: first) } catch {
        throw .files(error)
      }
    }
    return OpenSegment(first: first, count: tail.validCount, size: tail.validSize, file: file)
  }

  /// Why what follows the whole lines cannot be the remains of a write, or `nil`.
  private func reasonToKeep(_ tail: OpenTail, segment: UInt64, isSigned: Bool) -> String? {
    if isSigned { return "it is not a whole line, though it was signed" }
    if tail.size - tail.validSize > Int64(Self.readLimit) {
      return "far more follows it than was ever written at once"
    }
    guard tail.hasValidLineBeyond else { return nil }
    // Whole lines beyond a hole are the remains of one group, or the hole is damage.
    if let intent, intent.segment == segment, intent.range.lowerBound <= tail.validSize,
      tail.size <= intent.range.upperBound
    {
      return nil
    }
    return "it is not a whole line, but whole lines follow it"
  }

  /// Copies what follows the whole lines to the store's `lost` folder, and cuts it off.
  private func cut(
    _ file: any OpenFile,
    _ tail: OpenTail,
    segment: UInt64,
  ) throws(FileSystemError) {
    let bytes = try file.contents(in: tail.validSize..<tail.size)
    try files.makeFolders(folder.lost)
    let name = "\(folder.name)-\(SegmentName.digits(segment))-\(tail.validSize)"
    var path = folder.lost.appending("\(name).cut")
    var number = 1
    while try files.exists(path) {
      number += 1
      path = folder.lost.appending("\(name)-\(number).cut")
    }
    try files.writeAtomically(bytes.span.bytes, to: path)
    try file.truncate(to: tail.validSize)
    try file.sync(.everything)
  }

  private static let readLimit = 64 << 20
}
