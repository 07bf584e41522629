import Journal
import Records

/// Cuts the text of a compressed member into lines, without a copy of any.
///
/// A line may be as long as the text: one that is too long for an entry is a fault of its
/// own, and its leaf counts like every other.
struct MemberLines {
  private let source: GzipSegment
  private let name: String
  private var buffer: [UInt8]
  private var start = 0
  private var end = 0

  /// Reads `source`, which faults call `name`, reusing the memory of `buffer`.
  init(_ source: GzipSegment, _ name: String, buffer: consuming [UInt8]) {
    self.source = source
    self.name = name
    self.buffer = buffer
    if self.buffer.isEmpty { self.buffer = [UInt8](repeating: 0, count: Self.bufferSize) }
  }

  /// Hands out the lines, without their line feeds, until `body` says `false`.
  ///
  /// - Returns: whether all were handed out.
  /// - Throws: ``BundleFault`` of the layers `gzip` and `tree`.
  mutating func forEach(_ body: (RawSpan) -> Bool) throws(BundleFault) -> Bool {
    repeat {
      guard handOut(body) else { return false }
    } while try fill() > 0
    guard end == start else {
      throw BundleFault(.tree, file: name, "its last line does not end in a line feed")
    }
    return true
  }

  /// Hands out the whole lines that are in the buffer.
  private mutating func handOut(_ body: (RawSpan) -> Bool) -> Bool {
    var start = start
    var isWanted = true
    do {
      let bytes = buffer.span.bytes.extracting(0..<end)
      while isWanted, let feed = Self.lineFeed(in: bytes, from: start) {
        let line = bytes.extracting(start..<feed)
        start = feed + 1
        isWanted = body(line)
      }
    }
    self.start = start
    return isWanted
  }

  /// Gives the buffer to the next reader.
  consuming func finish() -> [UInt8] { buffer }

  private mutating func fill() throws(BundleFault) -> Int {
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
    do throws(SegmentFault) {
      let count = try source.read(into: &buffer, in: end..<buffer.count)
      end += count
      return count
    } catch {
      switch error {
      case .damaged(let reason): throw BundleFault(.gzip, file: name, reason)
      case .unreadable(let fault): throw .machine(fault)
      }
    }
  }

  /// Eight bytes at once: a byte of the difference is zero where there is a line feed, and
  /// subtracting one borrows into its highest bit.
  private static func lineFeed(in bytes: RawSpan, from start: Int) -> Int? {
    let ones: UInt64 = 0x0101_0101_0101_0101
    return bytes.withUnsafeBytes { bytes in
      var offset = start
      while offset + 8 <= bytes.count {
        let word = bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
        let other = UInt64(littleEndian: word) ^ (ones &* 0x0A)
        let found = (other &- ones) & ~other & (ones << 7)
        if found != 0 { return offset + found.trailingZeroBitCount / 8 }
        offset += 8
      }
      while offset < bytes.count {
        if bytes[offset] == 0x0A { return offset }
        offset += 1
      }
      return nil
    }
  }

  private static let bufferSize = 256 * 1024
}
