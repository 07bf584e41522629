public import Journal
import Records

/// Packs a journal's finished segments the way that bundles carry them.
///
/// So a segment is compressed once, and copied into every bundle.
public struct GzipCodec: SegmentCodec {
  /// The codec; it has no settings.
  public init() {}

  public func compress(_ lines: RawSpan) throws(SegmentFault) -> [UInt8] {
    GzipDeflater.gzip(lines)
  }

  public func inflate(_ file: any OpenFile) throws(SegmentFault) -> any InflatedSegment {
    do throws(FileSystemError) {
      return GzipSegment(FileRange(file, offset: 0, size: try file.size()))
    } catch {
      throw .unreadable(error)
    }
  }
}
