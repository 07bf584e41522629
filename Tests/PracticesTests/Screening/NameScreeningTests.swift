import Practices
import Records
import TestSupport
import Testing

@Suite("Screening by name")
struct NameScreeningTests {
  private static let customers = [
    "Janssen Coatings Rotterdam B.V.", "Müller & Söhne Lackfabrik GmbH & Co. KG",
    "Bank of the East", "A-B-C Company", "Chemie 2000 GmbH", "Solvatek", "Łódź Farby Sp. z o.o.",
    "Anna Jansen", "The Chemical Company Ltd", "BMW AG", "Atelier Moreau S.A.R.L.",
    "Kärcher Übersee", "Société Générale de Peinture", "Øresund Maling A/S",
  ]

  private let world: ScreeningWorld

  init() throws { world = try ScreeningWorld(customers: Self.customers) }

  @Test(
    "A name is found whatever its capitals, accents, points, order and legal form",
    arguments: [
      ("JANSSEN COATINGS ROTTERDAM", "Janssen Coatings Rotterdam B.V.: name"),
      ("Janssen Coatings Rotterdam BV", "Janssen Coatings Rotterdam B.V.: name"),
      ("janssen-coatings (rotterdam) b. v.", "Janssen Coatings Rotterdam B.V.: name"),
      ("Muller und Sohne Lackfabrik", "Müller & Söhne Lackfabrik GmbH & Co. KG: name"),
      ("MÜLLER + SÖHNE LACKFABRIK KG", "Müller & Söhne Lackfabrik GmbH & Co. KG: name"),
      ("Lodz Farby", "Łódź Farby Sp. z o.o.: name"), ("Jansen, Anna", "Anna Jansen: name"),
      ("solvatek gmbh", "Solvatek: name"),
      ("SARL Atelier Moreau", "Atelier Moreau S.A.R.L.: name"),
      ("Karcher Ubersee", "Kärcher Übersee: name"), ("Chemie-2000", "Chemie 2000 GmbH: name"),
      ("A.B.C. Company", "A-B-C Company: name"), ("BMW", "BMW AG: name"),
      ("the CHEMICAL Company, Ltd.", "The Chemical Company Ltd: name"),
      ("Societe Generale de Peinture SA", "Société Générale de Peinture: name"),
      ("Oresund Maling", "Øresund Maling A/S: name"),
      ("Janssen Coatings Roterdam", "Janssen Coatings Rotterdam B.V.: similar-name"),
      ("Jannsen Coatings Rotterdam", "Janssen Coatings Rotterdam B.V.: similar-name"),
      ("Solvatec", "Solvatek: similar-name"), ("Sovlatek", "Solvatek: similar-name"),
      ("20 l for Solvatek GmbH, Graz", "Solvatek: name-in-text"),
      ("please ship to Anna Jansen at the dock", "Anna Jansen: name-in-text"),
      ("Janssen Coatings", "Janssen Coatings Rotterdam B.V.: part-of-name"),
    ],
  )
  func found(_ text: String, _ expected: String) {
    #expect(world.found(text) == [expected])
  }

  @Test(
    "A legal form, initials, a number, or one shared word is not enough",
    arguments: [
      "B.V.", "GmbH & Co. KG", "Company", "the company", "SARL", "Sp. z o.o.", "A B C", "abc",
      "A.B.", "J. K.", "Bank of the West", "West Bank", "Bank", "Rotterdam", "Coatings",
      "Janssen Pharmaceutica", "Chemie", "2000", "Chemie 3000", "Chemie GmbH", "Müller",
      "Anna", "Jansen", "Moreau", "Peinture", "Solvay", "Sol vatek", "Janssen Coatings Utrecht",
      "East", "Farby", "de la", "", " ", "-", "& Co.", "20 l for solvatek", "Søhne",
      "Industrial coatings and paints, wholesale", "KG", "A/S", "chemical company limited",
    ],
  )
  func notFound(_ text: String) {
    #expect(world.found(text) == [])
  }

  @Test("A person who types one rare word is shown who bears it, and a table is not")
  func typed() {
    #expect(world.found("Moreau", .typed) == ["Atelier Moreau S.A.R.L.: part-of-name"])
    #expect(world.found("Moreau", .cell) == [])
    #expect(world.found("Coatings", .typed) == [])
    #expect(world.found("BV", .typed) == [])
    #expect(world.found("20 l for solvatek", .typed) == ["Solvatek: name-in-text"])
  }

  @Test("A word that many names share is common, whatever it is")
  func commonWord() throws {
    let names = (0..<40).map { "Zorgvliet \(["Anker", "Baken", "Cirkel", "Distel"][$0 % 4]) \($0)" }
    let world = try ScreeningWorld(customers: names + ["Zorgvliet Uniek"])
    #expect(world.found("Zorgvliet", .typed) == [])
    #expect(world.found("Zorgvliet Uniek", .typed) == ["Zorgvliet Uniek: name"])
    #expect(world.found("Uniek", .typed) == ["Zorgvliet Uniek: part-of-name"])
  }

  @Test(
    "No legal form alone is anybody's name",
    .enabled(if: SharedFolder.isPresent, SharedFolder.absence),
  )
  func legalForms() throws {
    let text = try String(
      decoding: SharedFolder.bytes("data/legal-forms/org_types.yml"),
      as: UTF8.self,
    )
    var count = 0
    for line in text.split(separator: "\n") {
      let parts = line.split(separator: "- ", maxSplits: 1)
      guard parts.count == 2, parts[0].allSatisfy({ $0 == " " }) else { continue }
      let alias = parts[1].filter { $0 != "\"" }
      if alias.contains(":") { continue }
      count += 1
      #expect(world.found(String(alias)) == [], "\(alias)")
    }
    #expect(count > 1_500)
  }

  @Test(
    "Real firms find themselves by name, and hardly anybody else",
    .enabled(if: SharedFolder.isPresent, SharedFolder.absence),
  )
  func realFirms() throws {
    var names: [String] = []
    for city in ["amsterdam", "london", "madrid", "paris"] {
      names += try Self.companyNames(in: "data/companies/\(city).csv")
    }
    #expect(names.count > 3_500)
    let world = try ScreeningWorld(customers: names)
    let index = ScreeningIndex(world.records)
    var missed = 0
    var others = 0
    for name in names {
      let found = index.hits(in: name.uppercased(), manner: .cell)
      let isFound = found.contains { $0.subject.name == name }
      if !isFound { missed += 1 }
      others += found.count { $0.subject.kind == .customer && $0.subject.name != name }
    }
    // What is missed is a name of one ordinary word or of initials.
    #expect(missed * 100 < names.count, "\(missed) missed")
    // Others are found where sister companies share every telling word.
    #expect(others * 8 < names.count, "\(others) others")
  }

  private static func companyNames(in path: String) throws -> [String] {
    var names: [String] = []
    var column = 1
    var reader = CSVReader()
    let bytes = try SharedFolder.bytes(path)
    func note(_ event: CSVReader.Event) {
      switch event {
      case .header(let header): column = header.index(of: "Company Name") ?? 1
      case .row(let row): names.append(row.text(at: column))
      default: break
      }
    }
    reader.read(bytes.span.bytes) { note($0) }
    reader.finish { note($0) }
    return names
  }
}
