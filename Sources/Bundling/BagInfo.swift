/// The file `bag-info.txt` (RFC 8493, section 2.2.2): what software that knows bags, but not
/// this program, can show.
struct BagInfo: Hashable {
  /// Who sent it: the name on the card.
  let sender: String
  /// The bundle's name; its id cannot stand here, since it covers this file.
  let name: String
  /// How many bytes the files under `data/` have together, a dot, and how many there are.
  let payload: String
  /// Which of how many bags this is.
  let count: String

  private static let labels = [
    "Source-Organization", "External-Identifier", "Payload-Oxum", "Bag-Count",
  ]

  /// Describes a bag.
  init(sender: String, name: BundleName, payload: String, part: BundlePart) {
    self.sender = sender
    self.name = name.text
    self.payload = payload
    count = Self.count(of: part)
  }

  /// Reads the four lines, or gives `nil` for anything else.
  init?(parsing bytes: [UInt8]) {
    guard bytes.last == UInt8(ascii: "\n"), !bytes.contains(UInt8(ascii: "\r")) else { return nil }
    let lines = bytes.dropLast().split(
      separator: UInt8(ascii: "\n"),
      omittingEmptySubsequences: false,
    )
    guard lines.count == Self.labels.count else { return nil }
    var values: [String] = []
    for (line, label) in zip(lines, Self.labels) {
      guard line.starts(with: "\(label): ".utf8),
        let value = String(validating: line.dropFirst(label.utf8.count + 2), as: UTF8.self),
        !value.isEmpty
      else { return nil }
      values.append(value)
    }
    (sender, name, payload, count) = (values[0], values[1], values[2], values[3])
  }

  /// The file.
  var bytes: [UInt8] {
    let lines = zip(Self.labels, [sender, name, payload, count]).map { "\($0): \($1)\n" }
    return Array(lines.joined().utf8)
  }

  /// What the file says of files with these sizes.
  static func payload(_ sizes: some Collection<Int64>) -> String {
    "\(sizes.reduce(0, +)).\(sizes.count)"
  }

  /// How the file counts bags.
  static func count(of part: BundlePart) -> String { "\(part.number) of \(part.count)" }

  /// The file `bagit.txt`: RFC 8493, section 2.1.1.
  static let declaration = Array("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n".utf8)
}
