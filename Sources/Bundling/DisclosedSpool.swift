import Journal
import SystemPackage

/// Collects the older entries that a recipient may read by now: index, tab, line.
final class DisclosedSpool {
  private let spool: BundleSpool
  private var deflater: GzipDeflater? = GzipDeflater()
  private var output: [UInt8] = []
  private var last: UInt64?

  /// An empty collection.
  init(in folder: FilePath, of files: any FileSystem) throws(BundleFault) {
    spool = try BundleSpool(in: folder, of: files)
  }

  /// Adds an entry.
  func append(_ line: RawSpan, at index: UInt64) throws(BundleFault) {
    precondition(last.map { $0 < index } ?? true, "Disclosed entries come in their order.")
    last = index
    var text = Array("\(index)\t".utf8)
    line.withUnsafeBytes { text.append(contentsOf: $0) }
    text.append(UInt8(ascii: "\n"))
    deflater?.append(text.span.bytes, to: &output)
    if output.count > 1 << 16 { try flush() }
  }

  /// The whole file.
  func finish() throws(BundleFault) -> FileRange {
    if let deflater = deflater.take() { deflater.finish(into: &output) }
    try flush()
    return spool.range(from: 0)
  }

  private func flush() throws(BundleFault) {
    try spool.append(output)
    output.removeAll(keepingCapacity: true)
  }
}
