import Records
import Testing

@testable import Practices

@Suite("Annual return")
struct AnnualReturnTests {
  /// A year whose sums are worked out by hand beside each movement.
  private static let year = [
    // BDO to C1: 200 + 500 = 700 kg
    "supplied 110-63-4 200 kg 2025-03-01 to=C1", "supplied 110-63-4 0.5 t 2025-12-31 to=C1",
    // BDO to C2: 100 l × 1.017 kg/l = 101.7 kg
    "supplied 110-63-4 100 l 2025-01-01 to=C2",
    // GBL to C1: 250.5 l × 1.13 kg/l = 283.065 kg
    "supplied 96-48-0 250.5 l 2025-06-30 to=C1",
    // GBL to C2: 1,000 g × 20 % = 0.2 kg, and 10 l × 1.05 kg/l × 40 % = 4.2 kg: 4.4 kg
    "supplied 96-48-0 1000 g 2025-02-02 to=C2 percent=20",
    "supplied 96-48-0 10 l 2025-02-03 to=C2 percent=40",
    // GBL to C2, 20 % in litres: no density of such a mixture is known
    "supplied 96-48-0 10 l 2025-02-04 to=C2 percent=20",
    "supplied 96-48-0 5 l 2025-02-05 to=C2 percent=20",
    // GBL used: 12.345678 + 0.000001 kg, and 1 ml × 1.13 = 0.00113 kg: 12.346809 kg
    "used 96-48-0 12.345678 kg 2025-05-01", "used 96-48-0 0.000001 kg 2025-05-02",
    "used 96-48-0 1 ml 2025-05-03",
    // BDO destroyed, by the piece
    "destroyed 110-63-4 3 pcs 2025-07-01",
    // Acetic anhydride from somebody who is only named: 0.1 m3 × 1.08 kg/l = 108 kg
    "received 108-24-7 0.1 m3 2025-08-01 from=Brenntag",
    // Another CAS number in mg, and the same in kg
    "produced 7647-01-0 500 mg 2025-09-01", "produced 7647-01-0 1 kg 2025-09-01",
    // Other years
    "supplied 110-63-4 1000 kg 2024-12-31 to=C1", "supplied 110-63-4 1000 kg 2026-01-01 to=C1",
  ]

  private static func annual(_ words: [String], products: [String] = []) -> AnnualReturn {
    AnnualReturn(
      year: 2025,
      movements: words.enumerated().map { Movements.record("m\($0)", $1) },
      products: products.map(Movements.product),
    )
  }

  private static func line(_ line: AnnualReturn.Line) -> String {
    let party: String =
      switch line.thirdParty {
      case .record(let id): id == Movements.id("C1") ? "C1" : id == Movements.id("C2") ? "C2" : "?"
      case .named(let name): name.string
      case nil: "-"
      }
    let reason = line.whyNotKilograms.map { " (\($0))" } ?? ""
    return
      "\(line.kind) \(line.cas) \(party) \(line.quantity.text) \(line.unit) of \(line.movements)\(reason)"
  }

  @Test("Litres, mixtures and other units become kilograms as worked out by hand")
  func sums() {
    let annual = Self.annual(Self.year, products: ["Remover 96-48-0 40 1.05"])
    #expect(
      Set(annual.lines.map(Self.line)) == [
        "supplied 110-63-4 C1 700 kg of 2", "supplied 110-63-4 C2 101.7 kg of 1",
        "supplied 96-48-0 C1 283.065 kg of 1", "supplied 96-48-0 C2 4.4 kg of 2",
        "supplied 96-48-0 C2 15 l of 2 (the density of 20 % is not known; record it as a product)",
        "used 96-48-0 - 12.346809 kg of 3",
        "destroyed 110-63-4 - 3 pcs of 1 (pieces weigh nothing that is known)",
        "received 108-24-7 Brenntag 108 kg of 1", "produced 7647-01-0 - 1.0005 kg of 2",
      ]
    )
    #expect(annual.leftOut.isEmpty)
    #expect(!annual.isNil)
  }

  @Test("Every density that was used is named with its source")
  func densities() {
    let annual = Self.annual(Self.year, products: ["Remover 96-48-0 40 1.05"])
    #expect(annual.densities.count == 4)
    #expect(
      annual.densities.contains(
        "Litres of gamma-Butyrolactone (GBL) of 40 % were weighed with 1.05 kg/l, from your product ‘Remover’."
      )
    )
    #expect(annual.densities.contains { $0.contains("1.017 kg/l") && $0.contains("not confirmed") })
  }

  @Test("Products of one mixture with different densities decide nothing")
  func ambiguousDensity() {
    let words = ["used 96-48-0 10 l 2025-02-03 percent=40"]
    let annual = Self.annual(words, products: ["A 96-48-0 40 1.05", "B 96-48-0 40 1.06"])
    #expect(
      annual.lines.map(Self.line) == [
        "used 96-48-0 - 10 l of 1 (several products of 40 % have different densities)"
      ]
    )
    let same = Self.annual(words, products: ["A 96-48-0 40 1.05", "B 96-48-0 40 1.050"])
    #expect(same.lines.map(Self.line) == ["used 96-48-0 - 4.2 kg of 1"])
  }

  @Test("Movements in any order give the same lines in the same order")
  func order() {
    let forth = Self.annual(Self.year).lines
    let back = AnnualReturn(
      year: 2025,
      movements: Self.year.enumerated().reversed().map { Movements.record("m\($0)", $1) },
    ).lines
    #expect(forth == back)
  }

  @Test("A year without movements is a nil return, and says what did not move")
  func nilReturn() {
    let annual = Self.annual(
      ["supplied 110-63-4 1000 kg 2024-12-31 to=C1"],
      products: ["Remover 96-48-0 40 1.05"],
    )
    #expect(annual.isNil)
    #expect(annual.unmoved == ["110-63-4", "96-48-0"])
    let report = AnnualReport(annual, firm: .example, titles: [:]).report
    #expect(report.sections.map(\.heading) == ["Nil return", "Nil"])
    #expect(report.json["nil"]?.bool == true)
    #expect(
      AnnualReport(annual, firm: .example, titles: [:]).savedParts[0].elements?.isEmpty == true
    )
  }

  @Test(
    "What is not certain is in no sum, and says why",
    arguments: [
      ("- 110-63-4 1 kg 2025-01-01", "it does not say what happened to which substance"),
      ("used - 1 kg 2025-01-01", "it does not say what happened to which substance"),
      ("used 110-63-4 - kg 2025-01-01", "it has no quantity"),
      ("used 110-63-4 1 - 2025-01-01", "it has no quantity"),
      ("used 110-63-4 1 kg -", "it has no date"),
    ],
  )
  func uncertain(words: String, reason: String) {
    let annual = Self.annual([words])
    #expect(annual.lines.isEmpty)
    #expect(annual.leftOut.map(\.reason) == [reason])
    #expect(!annual.isNil, "A movement that is not understood is no nil return.")
  }

  @Test("A conflict in what decides a sum keeps the movement out; another does not")
  func conflicts() {
    let shown = Movements.body("supplied 110-63-4 200 kg 2025-03-01 to=C1")
    func annual(_ other: JSON, isVoid: Bool = false, isIncomplete: Bool = false) -> AnnualReturn {
      var record = Movements.record("m", "used 110-63-4 1 kg 2025-01-01")
      record.bodies = [shown, other]
      record.isVoid = isVoid
      record.isIncomplete = isIncomplete
      return AnnualReturn(year: 2025, movements: [record])
    }
    let amount = annual(Movements.body("supplied 110-63-4 300 kg 2025-03-01 to=C1"))
    #expect(amount.lines.isEmpty)
    #expect(amount.leftOut.map(\.reason) == ["in conflict: quantity"])

    let several = annual(Movements.body("used 110-63-4 200 l 2025-03-01 to=C2"))
    #expect(several.leftOut.map(\.reason) == ["in conflict: kind, unit, counterparty"])

    // The year is one of those that stand, so it may belong here.
    let date = annual(Movements.body("supplied 110-63-4 200 kg 2024-03-01 to=C1"))
    #expect(date.leftOut.map(\.reason) == ["in conflict: date"])

    let carrier = annual(.object((shown.members ?? []) + [.init("carrier", "Post")]))
    #expect(carrier.lines.count == 1)
    #expect(carrier.leftOut.isEmpty)

    #expect(annual(shown, isVoid: true).isNil)
    #expect(
      annual(shown, isIncomplete: true).leftOut.map(\.reason)
        == ["an entry of it is missing or cannot be read here"]
    )
  }

  @Test("A movement that may be withdrawn is left out with that reason")
  func doubtful() {
    let annual = AnnualReturn(
      year: 2025,
      movements: [Movements.record("m", "used 110-63-4 1 kg 2025-01-01")],
      doubtful: [Movements.id("m"): "in conflict: whether it was withdrawn"],
    )
    #expect(annual.leftOut.map(\.reason) == ["in conflict: whether it was withdrawn"])
  }

  @Test("A sum that gets too long is not cut short")
  func overflow() {
    let nines = "999999999999999.999999"
    let annual = Self.annual(
      (0..<3).map { _ in "used 110-63-4 \(nines) t 2025-01-01" }
    )
    #expect(annual.lines.map(\.quantity.text) == ["2999999999999999999.997"])
  }

  @Test("What is saved fits the form's amounts")
  func saved() throws {
    // 0.000001 l × 1.017 kg/l = 0.000001017 kg, which a record cannot hold.
    let annual = Self.annual(["used 110-63-4 1.000001 l 2025-01-01"])
    #expect(annual.lines.map(\.quantity.text) == ["1.017001017"])
    let report = AnnualReport(annual, firm: .example, titles: [:])
    let line = try #require(report.savedParts[0].elements?.first)
    #expect(line["quantity"]?.string == "1.017001")
    #expect(report.report.notes.contains { $0.contains("rounded") })
  }
}

extension ReportingFirm {
  /// A firm in the Netherlands.
  static let example = ReportingFirm(
    organisation: Movements.organisation.text,
    name: "Chemie Noord B.V.",
    country: "NL",
    contact: "info@chemie-noord.example",
    officer: "M. Bakker, +31 20 555 01 00",
    date: CalendarDate(dayNumber: 20_454),
  )
}
