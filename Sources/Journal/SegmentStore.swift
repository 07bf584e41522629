import Records
import SystemPackage

/// Writes packed segments: the part that journals of one's own and journals held share.
struct SegmentStore: Sendable {
  let reader: JournalReader

  private var folder: JournalFolder { reader.folder }
  private var files: any FileSystem { reader.files }

  /// Packs these lines, each with its line feed, and puts them in place of whatever had
  /// the segment's name; returns once they are on the disk.
  ///
  /// The file is read back before it takes its name, since nothing else may hold the
  /// lines afterwards.
  func write(_ lines: [UInt8], as range: SegmentRange) throws(JournalError) {
    let target = folder.sealedSegment(range)
    let packed: [UInt8]
    do throws(SegmentFault) {
      packed = try reader.codec.compress(lines.span.bytes)
    } catch {
      throw JournalReader.error(error, target, index: range.first)
    }
    try place(range) { (temporary) throws(JournalError) in
      do throws(FileSystemError) { try files.create(temporary, packed) } catch {
        throw .files(error)
      }
      guard try holds(lines, at: temporary) else {
        throw .damaged(Damage(target, index: range.first, "it cannot be read as it was written"))
      }
    }
  }

  /// Copies a segment file into place; returns once it is on the disk.
  func copy(_ file: any OpenFile, as range: SegmentRange) throws(JournalError) {
    try place(range) { (temporary) throws(JournalError) in
      do throws(FileSystemError) { try files.copy(file, to: temporary) } catch {
        throw .files(error)
      }
    }
  }

  /// Lets `make` write a temporary file, and gives it the segment's name.
  private func place(
    _ range: SegmentRange,
    make: (FilePath) throws(JournalError) -> Void,
  ) throws(JournalError) {
    let target = folder.sealedSegment(range)
    let temporary = TemporaryName.make(for: target)
    do throws(JournalError) {
      try make(temporary)
    } catch {
      files.discard(temporary)
      throw error
    }
    do throws(FileSystemError) {
      let entries = try files.openFolder(folder.entries)
      try files.rename(temporary, to: target)
      try entries.sync()
    } catch {
      if !error.isFatal { files.discard(temporary) }
      throw .files(error)
    }
  }

  /// Whether the packed segment with this range holds exactly these lines.
  func holds(_ lines: [UInt8], as range: SegmentRange) throws(JournalError) -> Bool {
    try holds(lines, at: folder.sealedSegment(range))
  }

  private func holds(_ lines: [UInt8], at path: FilePath) throws(JournalError) -> Bool {
    let file: any OpenFile
    do throws(FileSystemError) { file = try files.open(path, .read) } catch { throw .files(error) }
    do throws(SegmentFault) {
      let source = try reader.codec.inflate(file)
      var buffer = [UInt8](repeating: 0, count: 256 * 1024)
      var offset = 0
      while true {
        let count = try source.read(into: &buffer, in: buffer.indices)
        if count == 0 { return offset == lines.count }
        guard lines[offset...].starts(with: buffer[..<count]) else { return false }
        offset += count
      }
    } catch {
      if case .damaged = error { return false }
      throw JournalReader.error(error, path, index: nil)
    }
  }

  /// Notes that lines of this range are about to be replaced.
  ///
  /// Returns once the note is on the disk: ``JournalReader/completedRanges()``.
  func noteCompletion(of range: SegmentRange) throws(JournalError) {
    do throws(FileSystemError) {
      let parent = try files.openFolder(folder.path)
      let isNew = try !files.exists(folder.completed)
      let file = try files.open(folder.completed, isNew ? .create() : .write)
      let size = try file.size()
      let last = try file.contents(in: max(0, size - 1)..<size)
      // A line that a crash tore must not become part of this one.
      let start = last.isEmpty || last == [Line.feed] ? "" : "\n"
      try file.write(Array("\(start)\(range.text)\n".utf8).span.bytes, at: size)
      try file.sync(.contents)
      // An earlier crash may have left the file without its name on the disk.
      try parent.sync()
    } catch {
      throw .files(error)
    }
  }

  /// The lines of a segment file after those in `lines` have taken their places.
  ///
  /// - Throws: ``JournalError/otherEntry(journal:index:)`` unless each stands for the same
  ///   leaf as the line that it replaces: the tree never changes.
  func replacing(
    _ lines: [UInt64: [UInt8]],
    in range: SegmentRange,
  ) throws(JournalError) -> [UInt8] {
    var result: [UInt8] = []
    var wrong: UInt64?
    try reader.scan(from: range.first, to: range.end) { index, line in
      if let replacement = lines[index] {
        let new = replacement.span.bytes
        guard new.firstLineFeed(from: 0) == nil, NodeHash(line: new) == NodeHash(line: line) else {
          wrong = index
          return false
        }
        result += replacement
      } else {
        line.withUnsafeBytes { result += $0 }
      }
      result.append(Line.feed)
      return true
    }
    if let wrong { throw .otherEntry(journal: folder.name, index: wrong) }
    return result
  }
}
