import Journal
import Records

/// The files of a bundle, by the names that they have inside its folder.
enum BundlePath {
  static let bagit = "bagit.txt"
  static let note = "bundle.note"
  static let card = "card.note"
  static let bagInfo = "bag-info.txt"
  static let tagManifest = "tagmanifest-sha256.txt"
  static let manifest = "manifest-sha256.txt"
  static let readme = "README.txt"

  /// The files outside `data/`, in their order: each is required, and there is no other.
  static let tagFiles = [bagit, note, card, bagInfo, tagManifest, manifest, readme]

  /// Those that the tag manifest lists, in the order of their bytes.
  static let listedTagFiles = [readme, bagInfo, bagit, card, manifest]

  /// Where a file stands in the order of a bundle's files: the number of a file outside `data/`,
  /// for all files under it the number after those, and a larger one for what no bundle has.
  static func rank(of path: String) -> Int {
    if path.utf8.starts(with: "data/".utf8) { return tagFiles.count }
    return tagFiles.firstIndex { $0.utf8.elementsEqual(path.utf8) } ?? tagFiles.count + 1
  }

  static let sealed = "data/sealed.tar.age"

  static func checkpoint(_ journal: Int) -> String { "\(folder(journal))/checkpoint" }
  static func base(_ journal: Int) -> String { "\(folder(journal))/base" }
  static func disclosed(_ journal: Int) -> String { "\(folder(journal))/disclosed.ndjson.gz" }
  static func entries(_ journal: Int, _ range: BundleRange) -> String {
    "\(folder(journal))/entries/\(range.text)\(entriesEnding)"
  }
  static func attachment(_ digest: FileDigest) -> String { "data/attachments/\(digest)" }
  static func keyLink(_ number: UInt64) -> String { "data/keys/\(number).note" }
  static func receipt(_ origin: Origin) -> String { "data/receipts/\(origin.folderName).note" }
  static func relayed(_ file: String) -> String { "data/members/\(file)" }

  private static func folder(_ journal: Int) -> String { "data/journals/\(digits(journal))" }

  /// Four digits, so that names sort as numbers do.
  private static func digits(_ number: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, 4 - text.utf8.count)) + text
  }

  static let entriesEnding = ".ndjson.gz"
}

/// What a file under `data/` is.
enum BundlePayload: Hashable {
  case checkpoint(journal: Int)
  case base(journal: Int)
  /// The entries from `first` to `last`, as the name says; whether there can be such a file is
  /// for the tree to find out.
  case entries(journal: Int, first: UInt64, last: UInt64)
  case disclosed(journal: Int)
  case attachment(FileDigest)
  case keyLink(UInt64)
  case receipt(Origin)
  case relayed(String)
  case sealed

  /// What the file at `path` is, or `nil` when no bundle has a file of that name.
  init?(_ path: String) {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard parts.count >= 2, parts[0] == "data" else { return nil }
    switch (parts[1], parts.count) {
    case ("sealed.tar.age", 2): self = .sealed
    case ("journals", 4...5):
      guard let payload = Self.journalFile(parts) else { return nil }
      self = payload
    case ("attachments", 3):
      guard let digest = FileDigest(hexadecimal: Array(parts[2].utf8)) else { return nil }
      self = .attachment(digest)
    case ("keys", 3):
      guard parts[2].hasSuffix(".note"), parts[2].utf8.count <= 18 + 5,
        let number = DecimalNumber.parse(parts[2].utf8.dropLast(5))
      else { return nil }
      self = .keyLink(number)
    case ("receipts", 3):
      guard parts[2].hasSuffix(".note"), let origin = Origin(folderName: parts[2].dropLast(5))
      else { return nil }
      self = .receipt(origin)
    case ("members", 3):
      guard parts[2].hasSuffix(BundleName.fileEnding),
        Self.isRelayedName(parts[2].utf8.dropLast(BundleName.fileEnding.utf8.count))
      else { return nil }
      self = .relayed(parts[2])
    default: return nil
    }
  }

  private static func isRelayedName(_ name: some Collection<UInt8>) -> Bool {
    (1...120).contains(name.count)
      && name.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
          UInt8(ascii: "-"), UInt8(ascii: "."):
          true
        default: false
        }
      }
  }

  private static func journalFile(_ parts: [String]) -> Self? {
    guard let journal = number(parts[2]) else { return nil }
    if parts.count == 4 {
      switch parts[3] {
      case "checkpoint": return .checkpoint(journal: journal)
      case "base": return .base(journal: journal)
      case "disclosed.ndjson.gz": return .disclosed(journal: journal)
      default: return nil
      }
    }
    guard parts[3] == "entries", parts[4].hasSuffix(BundlePath.entriesEnding),
      let (first, last) = BundleRange.bounds(
        in: parts[4].dropLast(BundlePath.entriesEnding.utf8.count)
      )
    else { return nil }
    return .entries(journal: journal, first: first, last: last)
  }

  /// The number that exactly four digits are.
  private static func number(_ text: String) -> Int? {
    let digits = text.utf8
    guard digits.count == 4, digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }
}
