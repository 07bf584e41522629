import Journal

/// A stretch of bytes in an open file: a member of an archive, or a whole file.
struct FileRange: Sendable {
  /// The file.
  let file: any OpenFile
  /// Where the stretch begins.
  let offset: Int64
  /// How many bytes it has.
  let size: Int64

  /// A stretch of a file.
  init(_ file: any OpenFile, offset: Int64, size: Int64) {
    self.file = file
    self.offset = offset
    self.size = size
  }

  /// The whole file.
  init(_ file: any OpenFile) throws(BundleFault) {
    do throws(FileSystemError) {
      self.init(file, offset: 0, size: try file.size())
    } catch {
      throw .machine(error)
    }
  }

  /// All of its bytes; for what was found to be small.
  func bytes() throws(BundleFault) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: Int(size))
    guard try fill(&bytes, 0..<bytes.count, from: 0) == bytes.count else { throw shortened }
    return bytes
  }

  /// Hands the bytes to `body`, a block at a time.
  func forEachBlock(_ body: (RawSpan) throws(BundleFault) -> Void) throws(BundleFault) {
    var block = [UInt8](repeating: 0, count: min(Self.blockSize, Int(size)))
    var done: Int64 = 0
    while done < size {
      let count = try fill(&block, 0..<block.count, from: done)
      guard count > 0 else { throw shortened }
      try body(block.span.bytes.extracting(first: count))
      done += Int64(count)
    }
  }

  /// Reads what lies `done` bytes into the stretch into a range of `block`, and returns
  /// how much that was: 0 only at the end.
  func fill(
    _ block: inout [UInt8],
    _ range: Range<Int>,
    from done: Int64,
  ) throws(BundleFault) -> Int {
    let wanted = Int(min(Int64(range.count), size - done))
    let room = range.lowerBound..<range.lowerBound + wanted
    do throws(FileSystemError) {
      return try file.read(into: &block, in: room, at: offset + done)
    } catch {
      throw .machine(error)
    }
  }

  /// The SHA-256 of the bytes.
  func digest() throws(BundleFault) -> FileDigest {
    var hasher = FileDigest.Hasher()
    try forEachBlock { (block) throws(BundleFault) in hasher.update(block) }
    return hasher.finish()
  }

  private var shortened: BundleFault {
    BundleFault(.machine, "‘\(file.path)’ became shorter while it was read")
  }

  private static let blockSize = 256 * 1024
}
