import Journal

/// A BagIt manifest (RFC 8493, section 2.1.3): the SHA-256 and name of each file.
///
/// It is stricter than the standard, so that one bag has one manifest: two spaces
/// between digest and name, as `sha256sum` writes them, lower-case digits, the names in
/// the order of their bytes, a line feed after each.
struct BagManifest {
  /// One line.
  struct Line: Hashable {
    let digest: FileDigest
    let name: String
  }

  /// The lines, in the order of their names.
  let lines: [Line]

  /// The manifest of these files, which it puts in order.
  init(_ lines: [Line]) {
    self.lines = lines.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }

  /// Reads a manifest; `file` is what to call it in a fault.
  init(parsing bytes: [UInt8], file: String) throws(BundleFault) {
    guard bytes.isEmpty || bytes.last == UInt8(ascii: "\n") else {
      throw BundleFault(.bag, file: file, "a manifest does not end in a line feed")
    }
    var lines: [Line] = []
    for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .dropLast()
    {
      guard line.count > 66, line.dropFirst(64).prefix(2).elementsEqual("  ".utf8),
        let digest = FileDigest(hexadecimal: line.prefix(64))
      else {
        throw BundleFault(
          .bag,
          file: file,
          "line \(lines.count + 1) of a manifest is not a lower-case SHA-256, two spaces and a name",
        )
      }
      let name = line.dropFirst(66)
      if let fault = MemberName.fault(in: name) {
        throw BundleFault(.bag, file: file, "line \(lines.count + 1) of a manifest: \(fault)")
      }
      if let before = lines.last, !before.name.utf8.lexicographicallyPrecedes(name) {
        throw BundleFault(
          .bag,
          file: file,
          "line \(lines.count + 1) of a manifest is repeated or out of order",
        )
      }
      lines.append(Line(digest: digest, name: String(decoding: name, as: UTF8.self)))
    }
    self.lines = lines
  }

  /// The manifest as a file.
  var bytes: [UInt8] {
    Array(lines.map { "\($0.digest)  \($0.name)\n" }.joined().utf8)
  }

  /// Checks that exactly these files are listed, which are in the order of their names.
  func check(lists names: some Sequence<String>, file: String) throws(BundleFault) {
    var names = names.makeIterator()
    for line in lines {
      guard let name = names.next() else {
        throw BundleFault(.bag, file: file, "the manifest lists ‘\(line.name)’, which is missing")
      }
      guard name.utf8.elementsEqual(line.name.utf8) else {
        let isExtra = name.utf8.lexicographicallyPrecedes(line.name.utf8)
        throw isExtra
          ? BundleFault(.bag, file: name, "a file is in no manifest")
          : BundleFault(.bag, file: file, "the manifest lists ‘\(line.name)’, which is missing")
      }
    }
    if let name = names.next() { throw BundleFault(.bag, file: name, "a file is in no manifest") }
  }
}
