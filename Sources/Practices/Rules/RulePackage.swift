public import Records

/// The rules of one law or one code: a JSON document, so that a new country is one file.
///
///     {"package": "eu-2004-273", "version": "2026-1", "label": "…", "jurisdiction": "EU",
///      "countries": ["AT", …],            for firms of these countries; absent: of every country
///      "valid_from": "2005-08-18", "valid_until": null,
///      "inspection_years": 3,             how far back an inspector may ask
///      "audiences": {"declaration": ["authority"]},
///      "indicators": [{"code", "text", "source", "confirmed"}],
///      "rules": [{"rule", "label", "practice", "on": ["order"], "applies": {…}, "function",
///                 "with": {…}, "verdict", "basis", "source", "confirmed", "remedy",
///                 "valid_from", "valid_until", "examples": […]}]}
///
/// Whatever the program does not know in it is refused and never skipped: a rule that is
/// not understood would be a rule that is not kept.
public struct RulePackage: Sendable {
  /// The package's name, unique in a store: `eu-2004-273`.
  public let name: String
  /// Its version; of two with one name, the one that was added last counts.
  public let version: String
  /// What people are shown: the law or code by its usual name.
  public let label: String
  /// Where it holds, as people say it: `EU`, `US`, `international`.
  public let jurisdiction: String
  /// The countries whose firms it is for; empty for every country.
  public let countries: [String]
  /// The first day on which it is applied; `nil` for always.
  public let validFrom: CalendarDate?
  /// The last day on which it is applied; `nil` while nobody set one.
  public let validUntil: CalendarDate?
  /// How many years back an inspector may ask for records; `nil` where it says nothing.
  public let inspectionYears: Int?
  /// Narrower default audiences, by the form's name without its version.
  public let audiences: [String: [String]]
  /// The warning signs that people tick.
  public let indicators: [Indicator]
  /// The rules, in the order in which they are reported.
  public let rules: [Rule]
  /// The document, byte for byte.
  public let document: [UInt8]

  /// A warning sign that people tick on an order; none proves anything by itself.
  public struct Indicator: Hashable, Sendable {
    /// What records hold: `cash-payment`.
    public var code: String
    /// What people read.
    public var text: String
    /// Who says so.
    public var source: String
    /// Whether that source was read.
    public var isConfirmed: Bool
  }

  /// The largest document that is read.
  public static let maximumBytes = 1 << 20
  private static let maximumNesting = 32

  /// Reads a package document.
  ///
  /// - Throws: ``PackageFault``, which names rule and member, for anything that is broken
  ///   or not known here.
  public init(parsing source: RawSpan) throws(PackageFault) {
    let root = try Self.json(source)
    var reader = try MemberReader(root, at: MemberReader.Place())
    let name = try reader.requiredString("package")
    reader = try MemberReader(root, at: MemberReader.Place(package: name))
    _ = reader.has("package")
    guard Self.isName(name) else {
      throw reader.place.fault("package", "is not made of a-z, 0-9 and hyphens, at most 60")
    }
    self.name = name
    version = try reader.requiredString("version")
    label = try reader.string("label") ?? name
    jurisdiction = try reader.requiredString("jurisdiction")
    countries = try Self.countries(&reader)
    validFrom = try reader.date("valid_from")
    validUntil = try reader.date("valid_until")
    if let validFrom, let validUntil, validUntil < validFrom {
      throw reader.place.fault("valid_until", "lies before ‘valid_from’")
    }
    inspectionYears = try reader.count("inspection_years", from: 1)
    audiences = try Self.audiences(&reader)
    indicators = try Self.indicators(&reader)
    var rules: [Rule] = []
    for element in try reader.objects("rules") ?? [] {
      let rule = try Rule(element, in: name, countries: countries)
      if rules.contains(where: { $0.name == rule.name }) {
        throw element.place.fault("rule", "is ‘\(rule.name)’, which another rule is called")
      }
      rules.append(rule)
    }
    if rules.isEmpty { throw reader.place.fault("rules", "has no rule") }
    self.rules = rules
    try reader.finish()
    document = source.withUnsafeBytes { Array($0) }
  }

  /// Name and version.
  public var packageName: PackageName { PackageName(name: name, version: version) }

  /// Whether it is applied on a day.
  public func isInForce(on date: CalendarDate) -> Bool {
    validFrom.map { $0 <= date } ?? true && validUntil.map { date <= $0 } ?? true
  }

  /// The rule with this name.
  public func rule(_ name: String) -> Rule? { rules.first { $0.name == name } }
}

// MARK: - Reading

extension RulePackage {
  private static func json(_ source: RawSpan) throws(PackageFault) -> JSON {
    guard source.byteCount <= maximumBytes else {
      throw PackageFault(member: "", reason: "has more than \(maximumBytes >> 20) MiB")
    }
    var tape = JSONTape()
    do throws(JSONFault) {
      try tape.parse(source, maximumDepth: maximumNesting)
    } catch {
      throw PackageFault(member: "", reason: "is not JSON: \(error)")
    }
    do throws(EntryFault) {
      try tape.checkInterchange(in: source)
    } catch {
      throw PackageFault(member: "", reason: "is not JSON that everybody reads alike: \(error)")
    }
    return tape.value(in: source)
  }

  /// Whether a text can be the name of a package or of a rule.
  static func isName(_ text: String) -> Bool {
    1...60 ~= text.utf8.count
      && text.utf8.allSatisfy { byte in
        (UInt8(ascii: "a")...UInt8(ascii: "z")) ~= byte
          || (UInt8(ascii: "0")...UInt8(ascii: "9")) ~= byte || byte == UInt8(ascii: "-")
      }
  }

  private static func countries(_ reader: inout MemberReader) throws(PackageFault) -> [String] {
    let codes = try reader.strings("countries") ?? []
    for code in codes where Country(code)?.code != code {
      throw reader.place.fault("countries", "has ‘\(code)’, which is no country's code")
    }
    return codes
  }

  private static func audiences(
    _ reader: inout MemberReader
  ) throws(PackageFault) -> [String: [String]] {
    guard var object = try reader.object("audiences") else { return [:] }
    var audiences: [String: [String]] = [:]
    for member in object.members {
      guard let elements = object.value(member.name)?.elements else {
        throw object.place.fault(member.name, "is no list of audiences")
      }
      audiences[member.name] = elements.compactMap(\.string)
      let isKnown = elements.allSatisfy {
        ["association", "authority", "vetted", "public"].contains($0.string ?? "")
      }
      if !isKnown {
        throw object.place.fault(member.name, "has an audience that is not known here")
      }
    }
    return audiences
  }

  private static func indicators(
    _ reader: inout MemberReader
  ) throws(PackageFault) -> [Indicator] {
    var indicators: [Indicator] = []
    for var object in try reader.objects("indicators") ?? [] {
      let indicator = Indicator(
        code: try object.requiredString("code"),
        text: try object.requiredString("text"),
        source: try object.requiredString("source"),
        isConfirmed: try object.bool("confirmed") ?? false,
      )
      try object.finish()
      if !isName(indicator.code) {
        throw object.place.fault("code", "is not made of a-z, 0-9 and hyphens, at most 60")
      }
      if indicators.contains(where: { $0.code == indicator.code }) {
        throw object.place.fault("code", "is ‘\(indicator.code)’, which stands there twice")
      }
      indicators.append(indicator)
    }
    return indicators
  }
}
