import Journal
import Records

/// Cuts the text of a compressed member into lines, without a copy of any.
///
/// A line may be as long as the text: one that is too long for an entry is a fault of its
/// own, and its leaf counts like every other.
struct MemberLines {
  private var lines: LineReader
  private let name: String

  /// Reads `source`, which faults call `name`, reusing the memory of `buffer`.
  init(_ source: GzipSegment, _ name: String, buffer: consuming [UInt8]) {
    lines = LineReader(source, limit: .max, buffer: buffer)
    self.name = name
  }

  /// Hands out the lines, without their line feeds, until `body` says `false`.
  ///
  /// - Returns: whether all were handed out.
  /// - Throws: ``BundleFault`` of the layers `gzip` and `tree`.
  mutating func forEach(_ body: (RawSpan) -> Bool) throws(BundleFault) -> Bool {
    let ending: LineReader.Ending
    do throws(SegmentFault) { ending = try lines.forEach(body) } catch {
      switch error {
      case .damaged(let reason): throw BundleFault(.gzip, file: name, reason)
      case .unreadable(let fault): throw .machine(fault)
      }
    }
    guard ending != .torn else {
      throw BundleFault(.tree, file: name, "its last line does not end in a line feed")
    }
    return ending == .complete
  }

  /// Gives the buffer to the next reader.
  consuming func finish() -> [UInt8] { lines.finish() }
}
