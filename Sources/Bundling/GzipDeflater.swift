import CZlib

/// Compresses a text into one gzip member (RFC 1952) whose bytes depend on the text alone.
///
/// The header carries no name, no time and no operating system. The compressor never
/// writes what ``GzipInflater`` refuses: text that shrinks by more than the permitted
/// ratio is, from there on, no longer searched for repetitions.
public struct GzipDeflater: ~Copyable {
  /// zlib keeps a pointer back to its stream and checks it on every call, so the
  /// stream needs one fixed address: it lives on the heap, not in this value.
  ///
  /// The header is read later than it is set, so it does too.
  private let stream: UnsafeMutablePointer<z_stream>
  private let header: UnsafeMutablePointer<gz_header>
  private let block: UnsafeMutableBufferPointer<UInt8>

  /// How much text is left before the ratio is looked at again.
  private var untilCheck = GzipDeflater.checkInterval
  private var isTame = false

  /// Starts a member at level 6.
  public init() {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    header = .allocate(capacity: 1)
    header.initialize(to: gz_header())
    block = .allocate(capacity: 64 * 1024)
    header.pointee.os = 255
    // 16 more than the window's bits asks zlib for a gzip wrapper.
    let size = Int32(MemoryLayout<z_stream>.size)
    let status = deflateInit2_(
      stream,
      Self.level,
      Z_DEFLATED,
      16 + MAX_WBITS,
      8,
      Z_DEFAULT_STRATEGY,
      ZLIB_VERSION,
      size,
    )
    precondition(status == Z_OK, "zlib cannot start: out of memory, or of another version.")
    deflateSetHeader(stream, header)
  }

  deinit {
    deflateEnd(stream)
    stream.deinitialize(count: 1)
    stream.deallocate()
    header.deinitialize(count: 1)
    header.deallocate()
    block.deallocate()
  }

  /// Compresses `text`, appending what is ready to `output`.
  ///
  /// However the same text is cut into calls, the member is the same.
  public mutating func append(_ text: RawSpan, to output: inout [UInt8]) {
    var rest = text
    while rest.byteCount > 0 {
      let count = min(rest.byteCount, untilCheck)
      run(rest.extracting(first: count), flush: Z_NO_FLUSH, into: &output)
      rest = rest.extracting(droppingFirst: count)
      untilCheck -= count
      if untilCheck == 0 { checkRatio(&output) }
    }
  }

  /// Writes what is left and the trailer, and gives the stream up.
  public consuming func finish(into output: inout [UInt8]) {
    run(RawSpan(), flush: Z_FINISH, into: &output)
  }

  /// The gzip member of a whole text.
  public static func gzip(_ text: RawSpan) -> [UInt8] {
    var output: [UInt8] = []
    var deflater = Self()
    deflater.append(text, to: &output)
    deflater.finish(into: &output)
    return output
  }

  /// Ends the block, so that the compressor's count is exact, and stops looking for
  /// repetitions if too many were found.
  ///
  /// Without them a byte takes a bit at least. Stored blocks would do as well, but
  /// zlib cuts those by the size of each call.
  private mutating func checkRatio(_ output: inout [UInt8]) {
    untilCheck = Self.checkInterval
    guard !isTame else { return }
    run(RawSpan(), flush: Z_BLOCK, into: &output)
    guard stream.pointee.total_in / stream.pointee.total_out >= Self.safeRatio else { return }
    isTame = true
    stream.pointee.next_out = block.baseAddress
    stream.pointee.avail_out = UInt32(block.count)
    let status = deflateParams(stream, Self.level, Z_HUFFMAN_ONLY)
    precondition(status == Z_OK, "zlib had room to change its strategy and did not.")
    keepBlock(&output)
  }

  private borrowing func run(_ input: RawSpan, flush: Int32, into output: inout [UInt8]) {
    input.withUnsafeBytes { bytes in
      stream.pointee.next_in = UnsafeMutablePointer(
        mutating: bytes.baseAddress?.assumingMemoryBound(to: UInt8.self)
      )
      stream.pointee.avail_in = UInt32(bytes.count)
      repeat {
        stream.pointee.next_out = block.baseAddress
        stream.pointee.avail_out = UInt32(block.count)
        let status = deflate(stream, flush)
        precondition(status != Z_STREAM_ERROR, "zlib's stream was damaged in memory.")
        keepBlock(&output)
      } while stream.pointee.avail_out == 0
      stream.pointee.next_in = nil
    }
  }

  private borrowing func keepBlock(_ output: inout [UInt8]) {
    let count = block.count - Int(stream.pointee.avail_out)
    output.append(contentsOf: UnsafeBufferPointer(rebasing: block[..<count]))
  }

  private static let level: Int32 = 6

  /// The inflater grants as much text as this before it counts, so a check at every
  /// such step keeps clear of its limit.
  private static let checkInterval = GzipInflater.grantedBytes

  /// Three quarters of what the inflater permits: one step of text that shrinks to
  /// nothing does not reach the limit.
  private static let safeRatio = UInt(GzipInflater.maximumRatio * 3 / 4)
}
