import Journal
import Records

/// The text of a gzip file, inflated as it is asked for.
final class GzipSegment: InflatedSegment {
  private let source: FileRange
  private var inflater: GzipInflater
  private var input: [UInt8]
  private var inputStart = 0
  private var inputEnd = 0
  private var done: Int64 = 0

  /// Reads `source`, whose text may have up to `limit` bytes.
  init(_ source: FileRange, limit: Int = Limits.segmentBytes) {
    self.source = source
    inflater = GzipInflater(size: source.size, limit: limit)
    input = [UInt8](repeating: 0, count: 64 * 1024)
  }

  func read(into buffer: inout [UInt8], in range: Range<Int>) throws(SegmentFault) -> Int {
    precondition(!range.isEmpty, "There is room for a byte at least.")
    do throws(GzipFault) {
      while true {
        if inputStart == inputEnd { try refill() }
        let step = try inflate(into: &buffer, range)
        inputStart += step.taken
        if step.filled > 0 { return step.filled }
        guard inputStart == inputEnd && done == source.size else { continue }
        try inflater.finish()
        return 0
      }
    } catch {
      if let failure { throw failure }
      throw .damaged(error.reason)
    }
  }

  private func inflate(
    into buffer: inout [UInt8],
    _ range: Range<Int>,
  ) throws(GzipFault) -> (taken: Int, filled: Int) {
    // A span of a property of an object would hold the object up.
    let input = input
    var bytes = buffer.mutableSpan
    var whole = bytes.mutableBytes
    var room = whole._mutatingExtracting(range)
    return try inflater.inflate(
      input.span.bytes.extracting(inputStart..<inputEnd),
      into: &room,
    )
  }

  /// Why the file could not be read; it ends the text early, which is noticed at once.
  private var failure: SegmentFault?

  private func refill() throws(GzipFault) {
    let wanted = Int(min(Int64(input.count), source.size - done))
    do throws(FileSystemError) {
      inputEnd = try source.file.read(into: &input, in: 0..<wanted, at: source.offset + done)
    } catch {
      failure = .unreadable(error)
      throw .truncated
    }
    inputStart = 0
    done += Int64(inputEnd)
    if inputEnd == 0 && done < source.size { throw .truncated }
  }
}
