import CZlib
import Records

/// Inflates exactly one gzip member (RFC 1952), within limits.
///
/// zlib checks the member's own checksum and length. A second member, any byte after the
/// first, and every flag in the header are refused, though `gunzip` would take them:
/// bytes nobody reads are a place to hide something.
public struct GzipInflater: ~Copyable {
  /// On the heap, because zlib insists that it never moves.
  private let stream: UnsafeMutablePointer<z_stream>
  private let limit: Int
  private let permitted: Int
  private var isFinished = false

  /// How many times longer than its gzip a text may be.
  public static let maximumRatio = Limits.compressionRatio

  /// How much text is granted before the ratio counts, so that one entry of spaces
  /// is no bomb: 1 MiB.
  public static let grantedBytes = 1 << 20

  /// Starts reading a member of `size` bytes that may hold at most `limit` bytes of text.
  ///
  /// The ratio is held against the whole member, so that it makes no difference how its
  /// bytes are fed in.
  public init(size: Int64, limit: Int) {
    self.limit = limit
    let (product, overflows) = Int(size).multipliedReportingOverflow(by: Self.maximumRatio)
    permitted = overflows || product > .max - Self.grantedBytes ? .max : product + Self.grantedBytes
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    let size = Int32(MemoryLayout<z_stream>.size)
    let status = inflateInit2_(stream, 16 + MAX_WBITS, ZLIB_VERSION, size)
    precondition(status == Z_OK, "zlib cannot start: out of memory, or of another version.")
  }

  deinit {
    inflateEnd(stream)
    stream.deinitialize(count: 1)
    stream.deallocate()
  }

  /// Inflates as much of `input` as `output` has room for.
  ///
  /// Call it again with what is left of the input until all is consumed and less than
  /// the whole output was filled.
  ///
  /// - Returns: how many bytes were taken from `input` and how many put into `output`.
  /// - Throws: ``GzipFault`` for damage, for a byte after the end, and over a limit.
  public mutating func inflate(
    _ input: RawSpan,
    into output: inout MutableRawSpan,
  ) throws(GzipFault) -> (taken: Int, filled: Int) {
    if isFinished {
      if input.byteCount > 0 { throw .trailingBytes }
      return (0, 0)
    }
    try checkHeader(input)
    let status = run(input, into: &output)
    let taken = input.byteCount - Int(stream.pointee.avail_in)
    let filled = output.byteCount - Int(stream.pointee.avail_out)
    switch status {
    case Z_OK, Z_BUF_ERROR: break
    case Z_STREAM_END: isFinished = true
    case Z_MEM_ERROR: throw .damaged("not enough memory")
    default: throw .damaged(message)
    }
    try checkLimits()
    if isFinished && taken < input.byteCount { throw .trailingBytes }
    return (taken, filled)
  }

  /// Inflates all of `input`, handing the text to `body` a block at a time.
  public mutating func inflate(
    _ input: RawSpan,
    _ body: (RawSpan) -> Void,
  ) throws(GzipFault) {
    var block = [UInt8](repeating: 0, count: 64 * 1024)
    var rest = input
    while true {
      var span = block.mutableSpan
      var room = span.mutableBytes
      let step = try inflate(rest, into: &room)
      if step.filled > 0 { body(block.span.bytes.extracting(first: step.filled)) }
      rest = rest.extracting(droppingFirst: step.taken)
      if rest.byteCount == 0 && step.filled < block.count { return }
    }
  }

  /// Says that no more input will come.
  ///
  /// - Throws: ``GzipFault/truncated`` unless the member has ended.
  public func finish() throws(GzipFault) {
    guard isFinished else { throw .truncated }
  }

  /// The whole text of a whole member.
  public static func text(of gzip: RawSpan, limit: Int) throws(GzipFault) -> [UInt8] {
    var inflater = Self(size: Int64(gzip.byteCount), limit: limit)
    var text: [UInt8] = []
    try inflater.inflate(gzip) { block in
      block.withUnsafeBytes { text.append(contentsOf: $0) }
    }
    try inflater.finish()
    return text
  }

  private func checkLimits() throws(GzipFault) {
    let text = Int(stream.pointee.total_out)
    if text > limit { throw .tooLong(limit: limit) }
    if text > permitted { throw .ratio }
  }

  /// Checks what of the member's first four bytes comes with this input: it is deflate, and
  /// its header has no parts beyond the fixed one.
  private func checkHeader(_ input: RawSpan) throws(GzipFault) {
    let done = Int(stream.pointee.total_in)
    guard done < Self.header.count else { return }
    for (index, expected) in Self.header.enumerated().dropFirst(done)
    where index - done < input.byteCount {
      let byte = input.unsafeLoad(fromByteOffset: index - done, as: UInt8.self)
      guard byte == expected else {
        throw .damaged(index < 3 ? "no gzip" : "its header says more than that it is gzip")
      }
    }
  }

  private static let header: [UInt8] = [0x1F, 0x8B, 8, 0]

  private func run(_ input: RawSpan, into output: inout MutableRawSpan) -> Int32 {
    let stream = stream
    return input.withUnsafeBytes { bytes in
      output.withUnsafeMutableBytes { room in
        stream.pointee.next_in = UnsafeMutablePointer(
          mutating: bytes.baseAddress?.assumingMemoryBound(to: UInt8.self)
        )
        stream.pointee.avail_in = UInt32(bytes.count)
        stream.pointee.next_out = room.baseAddress?.assumingMemoryBound(to: UInt8.self)
        stream.pointee.avail_out = UInt32(room.count)
        let status = CZlib.inflate(stream, Z_NO_FLUSH)
        stream.pointee.next_in = nil
        stream.pointee.next_out = nil
        return status
      }
    }
  }

  private var message: String {
    stream.pointee.msg.map { String(cString: $0) } ?? "no gzip"
  }
}
