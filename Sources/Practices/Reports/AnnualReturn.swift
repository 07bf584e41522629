public import Records

/// What went in and out in one calendar year, by substance, kind and third party.
///
/// Quantities are summed exactly: in kilograms where a movement can be converted, with a
/// mixture counting by the substance in it, and else in the unit that was recorded. What is
/// not certain is in no sum: it is listed with the reason, for a person to settle.
public struct AnnualReturn: Sendable {
  /// The calendar year.
  public let year: Int
  /// The sums, by substance, kind and third party.
  public private(set) var lines: [Line] = []
  /// The movements of the year that are in no sum.
  public private(set) var leftOut: [LeftOut] = []
  /// What was weighed by which density, a sentence each.
  public private(set) var densities: [String] = []
  /// The substances that the firm deals in and that did not move, by CAS number.
  public private(set) var unmoved: [String] = []

  /// Who goods came from or went to.
  public enum ThirdParty: Hashable, Sendable {
    /// A customer, by record.
    case record(EntryID)
    /// Somebody who is only named.
    case named(Text)
  }

  /// The sum of some movements.
  public struct Line: Hashable, Sendable {
    /// The CAS number as it was recorded: a salt's own, where one was.
    public var cas: String
    /// What happened: `supplied`.
    public var kind: String
    /// With whom; `nil` for nobody, or nobody known.
    public var thirdParty: ThirdParty?
    /// How much.
    public var quantity: ExactDecimal
    /// Of what: `kg`, or the unit that could not be converted.
    public var unit: String
    /// Why it is not in kilograms; `nil` where it is.
    public var whyNotKilograms: String?
    /// How many movements it sums up.
    public var movements: Int
  }

  /// A movement that is in no sum.
  public struct LeftOut: Hashable, Sendable {
    /// The record.
    public var record: EntryID
    /// What it shows.
    public var body: JSON
    /// Why, as a clause.
    public var reason: String
  }

  /// The kinds of movement in the order of a return.
  public static let kinds = ["produced", "received", "used", "supplied", "returned", "destroyed"]

  /// The members that decide where a movement is counted, and how much.
  private static let decisive = [
    "kind", "substance", "concentration", "quantity", "unit", "date", "counterparty", "supplier",
  ]

  private let register: SubstanceRegister
  private var products: [KnownProduct] = []

  /// Sums up a year.
  ///
  /// `movements`: Every movement of the firm; those of other years only say what it deals in.
  /// `products`: The firm's products, for their densities.
  /// `licences`: The firm's own licences, for what it deals in.
  /// `doubtful`: Movements that nobody knows whether to count, with the reason.
  public init(
    year: Int,
    movements: [KnownRecord],
    products: [KnownRecord] = [],
    licences: [KnownRecord] = [],
    doubtful: [EntryID: String] = [:],
    register: SubstanceRegister = .standard,
  ) {
    self.year = year
    self.register = register
    self.products = products.filter { !$0.isVoid }.compactMap { KnownProduct($0.body) }
    var sums: [Key: Line] = [:]
    var used: Set<String> = []
    for movement in movements where !movement.isVoid && isOfYear(movement) {
      if let reason = doubtful[movement.id] ?? Self.doubt(about: movement) {
        leave(movement, because: reason)
        continue
      }
      switch counted(movement.body, using: &used) {
      case .refused(let reason): leave(movement, because: reason)
      case .line(let line):
        let key = Key(line)
        guard let sum = sums[key] else {
          sums[key] = line
          continue
        }
        guard let total = sum.quantity + line.quantity else {
          leave(movement, because: "with it the sum has more digits than can be computed")
          continue
        }
        sums[key]?.quantity = total
        sums[key]?.movements += 1
      }
    }
    lines = sums.values.sorted { Self.rank($0) < Self.rank($1) }
    densities = used.sorted { Text($0) < Text($1) }
    unmoved = Self.dealtIn(movements, products, licences)
      .filter { cas in !moved.contains { isSame($0, cas) } }
  }

  /// Whether nothing at all moved: what the law calls a nil return.
  public var isNil: Bool { lines.isEmpty && leftOut.isEmpty }

  /// The substance that a CAS number counts as.
  public func substance(_ cas: String) -> Substance? { register.substance(cas: cas) }
}

// MARK: - Counting

extension AnnualReturn {
  private enum Count {
    case line(Line)
    case refused(String)
  }

  /// What must be equal for movements to be summed.
  private struct Key: Hashable {
    let texts: [Text]
    let thirdParty: ThirdParty?

    init(_ line: Line) {
      texts = [line.cas, line.kind, line.unit, line.whyNotKilograms ?? ""].map { Text($0) }
      thirdParty = line.thirdParty
    }
  }

  /// A product's density, and what of.
  private struct KnownProduct {
    let cas: String
    let concentration: ExactDecimal?
    let density: ExactDecimal
    let name: String

    init?(_ body: JSON) {
      guard let cas = body["substance"]?.string,
        let density = body["density"]?.string.flatMap({ ExactDecimal($0) })
      else { return nil }
      self.cas = cas
      self.density = density
      concentration = body["concentration"]?.string.flatMap { ExactDecimal($0) }
      name = body["name"]?.string ?? cas
    }
  }

  private mutating func leave(_ movement: KnownRecord, because reason: String) {
    leftOut.append(LeftOut(record: movement.id, body: movement.body, reason: reason))
  }

  /// Whether any of the states that stand lies in the year; what has no date may.
  private func isOfYear(_ movement: KnownRecord) -> Bool {
    movement.isIncomplete && movement.body["date"] == nil
      || movement.bodies.contains { body in
        guard let text = body["date"]?.string else { return true }
        return CalendarDate(text).map { $0.year == year } ?? true
      }
  }

  /// Why nobody can say what a movement says, or `nil`.
  private static func doubt(about movement: KnownRecord) -> String? {
    if movement.isIncomplete { return "an entry of it is missing or cannot be read here" }
    let disputed = decisive.filter { member in
      Set(movement.bodies.map { $0[member]?.canonicalBytes ?? [] }).count > 1
    }
    return disputed.isEmpty ? nil : "in conflict: \(disputed.joined(separator: ", "))"
  }

  private func counted(_ body: JSON, using densities: inout Set<String>) -> Count {
    guard let date = body["date"]?.string, CalendarDate(date) != nil else {
      return .refused("it has no date")
    }
    guard let kind = body["kind"]?.string, let cas = body["substance"]?.string else {
      return .refused("it does not say what happened to which substance")
    }
    guard let text = body["quantity"]?.string, let unit = body["unit"]?.string,
      let quantity = ExactDecimal(text)
    else { return .refused("it has no quantity") }
    var line = Line(
      cas: cas,
      kind: kind,
      thirdParty: Self.thirdParty(of: body),
      quantity: quantity,
      unit: unit,
      whyNotKilograms: nil,
      movements: 1,
    )
    switch weight(of: quantity, unit, cas, body["concentration"]?.string, using: &densities) {
    case .kilograms(let kilograms): (line.quantity, line.unit) = (kilograms, "kg")
    case .unknown(let reason): line.whyNotKilograms = reason
    }
    return .line(line)
  }

  private enum Weight {
    case kilograms(ExactDecimal)
    case unknown(String)
  }

  private func weight(
    of quantity: ExactDecimal,
    _ unit: String,
    _ cas: String,
    _ concentrationText: String?,
    using densities: inout Set<String>,
  ) -> Weight {
    guard let amount = Amount(quantity: quantity.text, unit: unit) else {
      return .unknown("the unit \(unit) is not known")
    }
    let concentration = concentrationText.flatMap { ExactDecimal($0) }
    if concentrationText != nil, concentration == nil {
      return .unknown("its concentration is no number")
    }
    let mixture = concentrationText.map { " of \($0) %" } ?? ""
    if amount.unit.dimension == .count { return .unknown("pieces weigh nothing that is known") }
    var density: Density?
    if amount.unit.dimension == .volume {
      let own = products.filter { isSame($0.cas, cas) && $0.concentration == concentration }
      let values = Set(own.map(\.density))
      if values.count > 1 {
        return .unknown("several products\(mixture) have different densities")
      }
      if let product = own.first {
        density = Density(
          kilogramsPerLitre: product.density,
          percent: concentration,
          source: "your product ‘\(product.name)’",
          isConfirmed: true,
        )
      } else {
        density = register.substance(cas: cas)?.density(at: concentration)
      }
      guard density != nil else {
        return .unknown("the density\(mixture) is not known; record it as a product")
      }
    }
    let kilograms = amount.kilograms(
      of: register.substance(cas: cas),
      concentration: concentration,
      density: density,
    )
    guard let kilograms else { return .unknown("it cannot be computed") }
    if let density {
      let mark = density.isConfirmed ? "" : " (not confirmed)"
      let name = register.substance(cas: cas)?.fullName ?? cas
      densities.insert(
        "Litres of \(name)\(mixture) were weighed with \(density.kilogramsPerLitre.text) kg/l, from \(density.source)\(mark)."
      )
    }
    return .kilograms(kilograms)
  }

  private static func thirdParty(of body: JSON) -> ThirdParty? {
    if let id = body["counterparty"]?.string.flatMap({ EntryID($0) }) { return .record(id) }
    return body["supplier"]?.string.map { .named(Text($0)) }
  }

  // MARK: Ordering

  private var moved: [String] {
    lines.map(\.cas) + leftOut.compactMap { $0.body["substance"]?.string }
  }

  private func isSame(_ first: String, _ second: String) -> Bool {
    if first.utf8.elementsEqual(second.utf8) { return true }
    guard let substance = register.substance(cas: first) else { return false }
    return substance == register.substance(cas: second)
  }

  private static func dealtIn(_ records: [KnownRecord]...) -> [String] {
    var numbers: [String] = []
    for record in records.joined() where !record.isVoid {
      let named = [record.body["substance"]] + (record.body["substances"]?.elements ?? [])
      for cas in named.compactMap({ $0?.string }) where !numbers.contains(cas) {
        numbers.append(cas)
      }
    }
    return numbers.sorted { Text($0) < Text($1) }
  }

  private static func rank(_ line: Line) -> LineRank {
    let party: Text? =
      switch line.thirdParty {
      case .record(let id): Text("1" + id.text)
      case .named(let name): Text("2" + name.string)
      case nil: nil
      }
    return LineRank(
      texts: [
        Text(line.cas), Text(String(kinds.firstIndex(of: line.kind) ?? kinds.count) + line.kind),
        party ?? "", Text(line.unit), Text(line.whyNotKilograms ?? ""),
      ]
    )
  }

  private struct LineRank: Comparable {
    let texts: [Text]

    static func < (left: Self, right: Self) -> Bool {
      left.texts.lexicographicallyPrecedes(right.texts)
    }
  }
}
