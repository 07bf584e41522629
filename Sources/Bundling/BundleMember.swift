import Journal

/// A file that goes into a bundle.
struct BundleMember {
  /// Its name inside the bundle's folder.
  let path: String
  /// Where its bytes are.
  let content: Content
  /// The SHA-256 of its bytes.
  let digest: FileDigest

  /// A file with this content.
  init(_ path: String, _ content: Content, _ digest: FileDigest) {
    self.path = path
    self.content = content
    self.digest = digest
  }

  /// A small file.
  init(_ path: String, _ bytes: [UInt8]) {
    self.init(path, .bytes(bytes), FileDigest(of: bytes))
  }

  /// How many bytes it has.
  var size: Int64 {
    switch content {
    case .bytes(let bytes): Int64(bytes.count)
    case .range(let range): range.size
    }
  }

  /// Its line in a manifest.
  var line: BagManifest.Line { BagManifest.Line(digest: digest, name: path) }

  /// Writes it into the archive.
  func write(to archive: inout ArchiveWriter, in folder: BundleName) throws(BundleFault) {
    let name = "\(folder)/\(path)"
    switch content {
    case .bytes(let bytes): try archive.add(name, bytes)
    case .range(let range):
      try archive.begin(name, size: range.size)
      // A noncopyable value cannot be lent to a closure that may escape with it.
      var block = [UInt8](repeating: 0, count: 1 << 18)
      var done: Int64 = 0
      while done < range.size {
        let count = try range.fill(&block, 0..<block.count, from: done)
        guard count > 0 else { throw BundleFault(.machine, "‘\(name)’ became shorter meanwhile") }
        try archive.write(block.span.bytes.extracting(first: count))
        done += Int64(count)
      }
    }
  }

  /// Where a file's bytes are.
  enum Content {
    case bytes([UInt8])
    case range(FileRange)
  }
}
