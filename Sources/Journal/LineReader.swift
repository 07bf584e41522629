import Records

/// Cuts a stream of bytes into lines, in a buffer that grows only for a line that needs it.
public struct LineReader {
  private let source: any InflatedSegment
  private var buffer: [UInt8]
  private var start = 0
  private var end = 0

  private let limit: Int

  /// The longest line that a writer appends, its line feed left off.
  public static let limit = Limits.entryBytes

  /// Reads `source`, whose lines have up to `limit` bytes, reusing the memory of `buffer`.
  public init(
    _ source: any InflatedSegment,
    limit: Int = Self.limit,
    buffer: consuming [UInt8],
  ) {
    self.source = source
    self.limit = limit
    self.buffer = buffer
    if self.buffer.count < Self.bufferSize {
      self.buffer = [UInt8](repeating: 0, count: Self.bufferSize)
    }
  }

  /// Hands out the lines, without their line feeds, until `body` says `false`.
  public mutating func forEach(_ body: (RawSpan) -> Bool) throws(SegmentFault) -> Ending {
    while true {
      let (next, isStopped) = try handOut(body)
      start = next
      if isStopped { return .stopped }
      guard end - start <= limit else { throw tooLong }
      if try fill() == 0 { return end == start ? .complete : .torn }
    }
  }

  /// How the lines came to an end.
  public enum Ending {
    /// The reader of the lines wanted no more.
    case stopped
    /// The source ended after a line feed, or is empty.
    case complete
    /// The source ended in the middle of a line.
    case torn
  }

  /// Gives the buffer to the next reader.
  public consuming func finish() -> [UInt8] { buffer }

  /// Hands out the whole lines of the buffer, and returns the offset after the last.
  private func handOut(
    _ body: (RawSpan) -> Bool
  ) throws(SegmentFault) -> (next: Int, isStopped: Bool) {
    let bytes = buffer.span.bytes.extracting(0..<end)
    var next = start
    while let feed = bytes.firstLineFeed(from: next) {
      let line = bytes.extracting(next..<feed)
      next = feed + 1
      guard line.byteCount <= limit else { throw tooLong }
      guard body(line) else { return (next, true) }
    }
    return (next, false)
  }

  private mutating func fill() throws(SegmentFault) -> Int {
    if start > 0 {
      buffer.withUnsafeMutableBytes { bytes in
        let rest = UnsafeRawBufferPointer(rebasing: bytes[start..<end])
        UnsafeMutableRawBufferPointer(rebasing: bytes[..<rest.count]).copyMemory(from: rest)
      }
      end -= start
      start = 0
    }
    if end == buffer.count {
      buffer.append(contentsOf: [UInt8](repeating: 0, count: buffer.count))
    }
    let count = try source.read(into: &buffer, in: end..<buffer.count)
    end += count
    return count
  }

  private static let bufferSize = 256 * 1024
  private var tooLong: SegmentFault { .damaged("a line is longer than \(limit) bytes") }
}

/// An open segment as a stream: what is not packed needs no unpacking.
final class PlainSegment: InflatedSegment {
  private let file: any OpenFile
  private var offset: Int64 = 0

  init(_ file: any OpenFile) { self.file = file }

  func read(into buffer: inout [UInt8], in range: Range<Int>) throws(SegmentFault) -> Int {
    do throws(FileSystemError) {
      let count = try file.read(into: &buffer, in: range, at: offset)
      offset += Int64(count)
      return count
    } catch {
      throw .unreadable(error)
    }
  }
}

extension RawSpan {
  /// The offset of the first line feed from `start` on, or `nil`.
  ///
  /// Eight bytes are looked at together: a byte of `word ^ feeds` is zero where there is
  /// a line feed, and subtracting one borrows into its top bit.
  func firstLineFeed(from start: Int) -> Int? {
    withUnsafeBytes { bytes in
      let ones: UInt64 = 0x0101_0101_0101_0101
      var offset = start
      while offset + 8 <= bytes.count {
        let word = UInt64(
          littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
        )
        let other = word ^ (ones &* UInt64(Line.feed))
        let found = (other &- ones) & ~other & (ones << 7)
        if found != 0 { return offset + found.trailingZeroBitCount / 8 }
        offset += 8
      }
      while offset < bytes.count {
        if bytes[offset] == Line.feed { return offset }
        offset += 1
      }
      return nil
    }
  }
}
