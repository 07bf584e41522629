public import Journal
public import Practices
public import SystemPackage

/// A table on disk, read in blocks.
public struct TableFile {
  private let path: FilePath
  private let files: any FileSystem

  /// The table in the file at `path`.
  public init(path: FilePath, files: any FileSystem = PosixFileSystem()) {
    self.path = path
    self.files = files
  }

  /// Hands out the header, the rows and the faults, in their order.
  public func forEachEvent(_ body: (CSVReader.Event) throws -> Void) throws {
    let file = try files.open(path, .read)
    var reader = CSVReader()
    var block = [UInt8](repeating: 0, count: 1 << 18)
    var offset: Int64 = 0
    while true {
      let count = try file.read(into: &block, in: block.indices, at: offset)
      if count == 0 { break }
      offset += Int64(count)
      try reader.read(block.span.bytes.extracting(0..<count), body)
    }
    try reader.finish(body)
  }
}
