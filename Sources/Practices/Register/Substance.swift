/// A controlled or watched substance, with all that counts as it.
public struct Substance: Hashable, Sendable {
  /// Its name as a list of substances writes it: `1,4-Butanediol`.
  public let name: String
  /// What people call it for short, `BDO`.
  public let abbreviation: String?
  /// Other names: systematic, old, of the trade.
  public let synonyms: [String]
  /// Its CAS number; `nil` for a group of products that has none.
  public let cas: String?
  /// Salts, isomers, esters and natural products with a number of their own that count as it.
  public let others: [Other]
  /// The table of the 1988 Convention, `I` or `II`.
  public let table: String?
  /// Since when, or why not, it stands in a table.
  public let control: String
  /// The category of Regulations (EC) 273/2004 and 111/2005: `1`, `2A`, `2B`, `3` or `4`.
  public let euCategory: String?
  /// Whether it stands on the EU's voluntary monitoring list.
  public let isMonitoredInEU: Bool
  /// Its code, or codes with `/` between them, in the Harmonized System of 2022.
  public let hs6: String?
  /// Its code, or codes with `/` between them, in the EU's Combined Nomenclature.
  public let cn8: String?
  /// The list or schedule of the USA, `List I`.
  public let usList: String?
  /// The number that the DEA gives it.
  public let deaCode: String?
  /// Quantities that duties begin with.
  public let thresholds: [Threshold]
  /// What a litre of it weighs, where it is sold as a liquid.
  public let density: Density?
  /// What else a person should know.
  public let notes: [Note]
  /// Whether its salts count as it.
  public let coversSalts: Bool
  /// Whether its optical isomers count as it.
  public let coversIsomers: Bool
  /// The figures that were not read in their source; marked wherever they are shown.
  public let unconfirmed: Set<Figure>

  /// A figure that may be unconfirmed by itself; thresholds, densities, notes and other
  /// numbers carry a mark of their own.
  public enum Figure: String, CaseIterable, Hashable, Sendable {
    case cn8, deaCode
  }

  /// A number of something that counts as the substance.
  public struct Other: Hashable, Sendable {
    /// Its CAS number.
    public let cas: String
    /// What it is: `hydrochloride`, `methyl ester`.
    public let what: String
    /// Whether a source was read that says so.
    public let isConfirmed: Bool
  }

  /// A sentence about the substance.
  public struct Note: Hashable, Sendable {
    /// The sentence.
    public let text: String
    /// Whether a source was read that says so.
    public let isConfirmed: Bool
  }

  /// The numbers of ``others``.
  public var otherCAS: [String] { others.map(\.cas) }

  /// Whether `figure` was read in its source.
  public func isConfirmed(_ figure: Figure) -> Bool { !unconfirmed.contains(figure) }

  /// The name with its short form, as lists write it: `1,4-Butanediol (BDO)`.
  public var fullName: String { abbreviation.map { "\(name) (\($0))" } ?? name }

  /// The name inside a sentence, with its short form: `1,4-butanediol, BDO`.
  public var shownName: String {
    let shown = Self.lowered(name)
    return abbreviation.map { "\(shown), \($0)" } ?? shown
  }

  /// The register's density, where it may be used for a mixture of this concentration in
  /// percent by mass.
  public func density(at concentration: ExactDecimal?) -> Density? {
    guard let density, density.applies(to: concentration) else { return nil }
    return density
  }

  /// A name with its words small that are no single letters or abbreviations: `N-acetyl…`.
  private static func lowered(_ name: String) -> String {
    var lowered = ""
    var rest = name[...]
    while let start = rest.firstIndex(where: \.isLetter) {
      let word = rest[start...].prefix { $0.isLetter }
      let isWord = word.count > 2 && word.dropFirst().allSatisfy(\.isLowercase)
      lowered += rest[..<start] + (isWord ? word.lowercased() : String(word))
      rest = rest[word.endIndex...]
    }
    return lowered + rest
  }
}
