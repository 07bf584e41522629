public import Journal
public import Records

/// What a bundle is called: the folder inside its archive.
///
/// It is 1 to 60 of `a-z`, `0-9` and `-`, and means nothing: who sent what stands in
/// `bundle.note`.
public struct BundleName: Hashable, Sendable {
  /// The name.
  public let text: String

  /// How many characters a name may have.
  public static let maximumLength = 60

  /// The ending of a bundle's file name.
  public static let fileEnding = ".steward.tar"

  /// The name that is this text, or `nil` for what cannot be one.
  public init?(_ text: some StringProtocol) {
    let length = text.utf8.count
    guard (1...Self.maximumLength).contains(length), text.utf8.allSatisfy(Self.isPlain) else {
      return nil
    }
    self.text = String(text)
  }

  /// The name of a bundle that carries a stretch of this journal: the sender, the random
  /// characters of the journal's name, and the two sizes.
  public init(sender: String, origin: Origin, base: UInt64, size: UInt64) {
    precondition(size <= 1_000_000_000_000, "An index has twelve digits.")
    text = "\(Self.slug(sender, origin))-\(origin.journal.suffix(8))-\(base)-\(size)"
  }

  /// The file name of such a bundle, with the whole journal name; `part` is left out where
  /// there is only one.
  ///
  /// `reader`: Whom it is for, where one packing makes a bundle for each of several.
  public static func file(
    sender: String,
    origin: Origin,
    base: UInt64,
    size: UInt64,
    part: BundlePart = BundlePart(),
    reader: OrganisationID? = nil,
  ) -> String {
    let parts = part.count > 1 ? ".p\(part.number)of\(part.count)" : ""
    let stem = "\(slug(sender, origin))-\(origin.journal)-\(base)-\(size)"
    let name = reader.map { ".to-\($0.text.prefix(8))" } ?? ""
    return "\(stem)\(name)\(parts)\(fileEnding)"
  }

  /// The first 20 letters and digits of the sender's name; of the id where a name has none.
  private static func slug(_ name: String, _ origin: Origin) -> String {
    var slug = ""
    for scalar in name.unicodeScalars {
      if let plain = plainLetters(of: scalar) { slug += plain }
    }
    let text = slug.isEmpty ? origin.organisation.text : slug
    return String(text.prefix(20))
  }

  /// What stands for a character in a file name: a letter loses its accent.
  private static func plainLetters(of scalar: Unicode.Scalar) -> String? {
    let lower = scalar.properties.lowercaseMapping
    if let byte = lower.utf8.first, lower.utf8.count == 1 {
      return isPlain(byte) && byte != UInt8(ascii: "-") ? lower : nil
    }
    return accented.first { $0.letters.contains(lower) }?.plain
  }

  private static let accented: [(letters: String, plain: String)] = [
    ("àáâãåāăą", "a"), ("ä", "ae"), ("æ", "ae"), ("çćĉċč", "c"), ("ďđð", "d"), ("èéêëēĕėęě", "e"),
    ("ĝğġģ", "g"), ("ĥħ", "h"), ("ìíîïĩīĭįı", "i"), ("ĵ", "j"), ("ķ", "k"), ("ĺļľŀł", "l"),
    ("ñńņň", "n"), ("òóôõōŏő", "o"), ("ö", "oe"), ("ø", "o"), ("œ", "oe"), ("ŕŗř", "r"),
    ("śŝşšș", "s"), ("ß", "ss"), ("ţťŧț", "t"), ("þ", "th"), ("ùúûũūŭůűų", "u"), ("ü", "ue"),
    ("ŵ", "w"), ("ýÿŷ", "y"), ("źżž", "z"),
  ]

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
      UInt8(ascii: "-"):
      true
    default: false
    }
  }
}

extension BundleName: CustomStringConvertible {
  public var description: String { text }
}
