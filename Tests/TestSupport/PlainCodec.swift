public import Journal

/// A codec that packs nothing: a heading, the bytes, and their sum to tell damage by.
public struct PlainCodec: SegmentCodec {
  /// A codec.
  public init() {}

  public func compress(_ lines: RawSpan) throws(SegmentFault) -> [UInt8] {
    let bytes = lines.withUnsafeBytes { Array($0) }
    return Array("packed \(Self.sum(bytes))\n".utf8) + bytes
  }

  public func inflate(_ file: any OpenFile) throws(SegmentFault) -> any InflatedSegment {
    let all: [UInt8]
    do throws(FileSystemError) { all = try file.contents(in: 0..<file.size()) } catch {
      throw .unreadable(error)
    }
    guard let feed = all.firstIndex(of: UInt8(ascii: "\n")) else { throw .damaged("no heading") }
    let bytes = Array(all[(feed + 1)...])
    guard all[..<feed].elementsEqual("packed \(Self.sum(bytes))".utf8) else {
      throw .damaged("another sum")
    }
    return Segment(bytes)
  }

  private static func sum(_ bytes: [UInt8]) -> UInt64 {
    bytes.reduce(14_695_981_039_346_656_037) { ($0 ^ UInt64($1)) &* 1_099_511_628_211 }
  }

  private final class Segment: InflatedSegment {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: [UInt8]) { rest = bytes[...] }

    func read(into buffer: inout [UInt8], in range: Range<Int>) throws(SegmentFault) -> Int {
      // Small pieces, so that lines are cut anywhere.
      let piece = rest.prefix(min(range.count, 1_000))
      buffer.replaceSubrange(range.lowerBound..<(range.lowerBound + piece.count), with: piece)
      rest = rest.dropFirst(piece.count)
      return piece.count
    }
  }
}
