import CentralView
import Foundation
import Journal
import Practices
import Records
import SystemPackage
import TestSupport
import Testing

@testable import Store

@Suite("Loading tables")
struct LoadTests {
  let fixture = Fixture()

  private func table(_ name: String, _ lines: [String]) throws -> FilePath {
    let path = fixture.folder.appending(name)
    try Data((lines.joined(separator: "\r\n") + "\r\n").utf8).write(
      to: URL(filePath: path.string)
    )
    return path
  }

  private func load(
    _ path: FilePath,
    into store: Store,
    mapping: ColumnMapping = ColumnMapping(),
    isRehearsal: Bool = false,
  ) throws -> LoadReport {
    try store.load(
      path,
      form: store.form(named: "customer"),
      options: LoadOptions(
        mapping: mapping,
        isRehearsal: isRehearsal,
        because: "the monthly table",
      ),
    )
  }

  private let header = "reference;name;street;city;country;phone"
  private let rows = [
    "K-1;Van Dijk;Dorpsstraat 1;Delft;Holland;1", "K-2;\"De \"\"Wit\"\"\";;Leiden;NL;2",
    "K-3;Jansen;;;;",
  ]

  @Test("The same table again changes nothing", .temporaryFolder)
  func again() throws {
    let firm = try fixture.store("firm")
    let path = try table("customers.csv", [header] + rows)
    let report = try load(path, into: firm)
    #expect(report.counts == [3, 3, 0, 0])
    #expect(report.refused.isEmpty)
    #expect(try firm.customer("K-2").body["name"]?.string == "De \"Wit\"")
    #expect(try firm.customer("K-1").body["country"]?.string == "NL")
    let before = try firm.snapshot().filter { $0.key.hasPrefix("journals") }
    let again = try load(path, into: firm)
    #expect(again.counts == [3, 0, 0, 3])
    #expect(try firm.snapshot().filter { $0.key.hasPrefix("journals") } == before)
  }

  @Test("A changed row is a revision that writes what changed", .temporaryFolder)
  func changed() throws {
    let firm = try fixture.store("firm")
    _ = try load(table("one.csv", [header] + rows), into: firm)
    // A column that the table lacks, and an empty cell, say nothing.
    let report = try load(
      table("two.csv", ["reference;name;city;phone", "K-1;Van Dijk;Leiden;", rows[1]]),
      into: firm,
    )
    #expect(report.revised == 1)
    let record = try firm.customer("K-1")
    let entry = try #require(try record.heads.first.flatMap { try firm.entry($0) })
    #expect(entry.writes == ["address"])
    #expect(entry.because == "the monthly table")
    #expect(record.body["street"]?.string == "Dorpsstraat 1")
    #expect(record.body["phone"]?.string == "1")
    #expect(record.body["city"]?.string == "Leiden")
  }

  @Test("Rows without any identity are loaded, once each", .temporaryFolder)
  func anonymous() throws {
    let firm = try fixture.store("firm")
    let path = try table("names.csv", ["name;city", "Jansen;Delft", "Jansen;Leiden", "De Wit;"])
    #expect(try load(path, into: firm).created == 3)
    let again = try load(path, into: firm)
    #expect(again.created == 0)
    #expect(again.unchanged == 3)
  }

  @Test("A rehearsal reports the same and writes nothing", .temporaryFolder)
  func rehearsal() throws {
    let firm = try fixture.store("firm")
    let path = try table("customers.csv", [header] + rows + ["K-4;;;;;", "K-1;Other;;;;"])
    let before = try firm.snapshot()
    let rehearsal = try load(path, into: firm, isRehearsal: true)
    #expect(try firm.snapshot() == before)
    let report = try load(path, into: firm)
    #expect(rehearsal == report)
    #expect(report.refused.count == 2)
  }

  @Test("A refused row is reported with line, column, value and reason", .temporaryFolder)
  func refused() throws {
    let firm = try fixture.store("firm")
    let path = try table(
      "bad.csv",
      [
        "reference;name;country;vat;registration_number",
        "K-1;Fine;NL;;", "K-2;Bad;Atlantis;;", "K-3;Two;NL;NL1;", "K-4;Fine too;FR;;1",
        "K-5;Paris;FR;;3,31355E+13",
      ],
    )
    let report = try load(path, into: firm)
    #expect(report.counts == [5, 1, 0, 0])
    #expect(report.refused.map(\.line) == [3, 4, 5, 6])
    #expect(
      report.refused.map(\.column) == [
        "country", "vat", "registration_number", "registration_number",
      ]
    )
    #expect(report.refused.map(\.value) == ["Atlantis", "NL1", "1", "3,31355E+13"])
    #expect(report.refused.allSatisfy { !$0.reason.isEmpty })
    #expect(report.refused[3].reason.contains("a spreadsheet turned this number"))
    // Without the columns that are broken all of it loads.
    let ignoring = ColumnMapping(ignoring: ["vat", "registration_number", "country"])
    let rest = try load(path, into: firm, mapping: ignoring)
    #expect(rest.refused.isEmpty)
    #expect(rest.counts == [5, 4, 0, 1])
    #expect(rest.ignored == ["country", "vat", "registration_number"])
  }

  @Test("How a table was mapped is remembered", .temporaryFolder)
  func mapping() throws {
    let firm = try fixture.store("firm")
    let path = try table("odd.csv", ["Nr;Firma;Misc", "K-1;Van Dijk;x"])
    #expect(throws: (any Error).self) { try load(path, into: firm) }
    let pairs = ["Nr=reference", "Firma=name"].compactMap(ColumnMapping.Pair.init)
    let report = try load(path, into: firm, mapping: ColumnMapping(pairs, ignoring: ["Misc"]))
    #expect(report.ignored == ["Misc"])
    let next = try table("odd2.csv", ["Firma;Nr;Misc", "De Wit;K-2;x"])
    let reopened = try Store.open(at: firm.path)
    #expect(try load(next, into: reopened).created == 1)
    #expect(try reopened.customer("K-2").body["name"]?.string == "De Wit")
    // A mapping that was damaged by hand is as good as none.
    try Data("{".utf8).write(
      to: URL(filePath: firm.layout.mappings.appending("customer.json").string)
    )
    #expect(throws: (any Error).self) { try load(next, into: reopened) }
  }

  @Test("A load that was interrupted is completed by the next", .temporaryFolder)
  func interrupted() throws {
    let firm = try fixture.store("firm")
    let lines = (0..<3_000).map { "K-\($0);Customer \($0);Street;City;NL;\($0)" }
    _ = try load(table("part.csv", [header] + lines.prefix(1_100)), into: firm)
    let report = try load(table("whole.csv", [header] + lines), into: firm)
    #expect(report.counts == [3_000, 1_900, 0, 1_100])
    #expect(report.refused.isEmpty)
    #expect(try firm.view.records(ofForm: "customer").count == 3_000)
    #expect(try firm.verify().allSatisfy { $0.problem == nil })
  }

  @Test("Rows of one record far apart are about one record, rehearsed or not", .temporaryFolder)
  func farApart() throws {
    let firm = try fixture.store("firm")
    let middle = (0..<1_500).map { "M-\($0);Customer \($0);;;" }
    // The last row names the first one's record by its VAT number alone.
    let lines = ["K-1;Van Dijk;;NL004495445B01;"] + middle + [";Van Dijk;Delft;NL004495445B01;"]
    let path = try table("long.csv", ["reference;name;city;vat;phone"] + lines)
    let rehearsal = try load(path, into: firm, isRehearsal: true)
    let report = try load(path, into: firm)
    #expect(rehearsal == report)
    #expect(report.counts == [1_502, 1_501, 1, 0])
    #expect(try firm.customer("K-1").body["city"]?.string == "Delft")
  }

  @Test("A table without a header, and one that is not there, are errors", .temporaryFolder)
  func noTable() throws {
    let firm = try fixture.store("firm")
    let empty = fixture.folder.appending("empty.csv")
    try Data().write(to: URL(filePath: empty.string))
    #expect(throws: StoreError.emptyTable(empty.string)) { try load(empty, into: firm) }
    #expect(throws: FileSystemError.self) {
      try load(fixture.folder.appending("missing.csv"), into: firm)
    }
  }

  @Test("A row that leaves a conflict open is refused, not the table", .temporaryFolder)
  func conflict() throws {
    let first = try fixture.store("firm")
    try first.addCustomer(["name": "One", "reference": "K-1", "phone": "0"])
    let second = try fixture.office("office", of: first)
    _ = try second.importBundles([fixture.pack(first, "there", to: ["self"])])
    try first.change("K-1", "name", to: "Two")
    try second.change("K-1", "name", to: "Three")
    _ = try first.importBundles([fixture.pack(second, "back", to: ["self"])])
    let path = try table("t.csv", ["reference;name;phone", "K-1;;9", "K-2;New;1"])
    let report = try load(path, into: first)
    #expect(report.counts == [2, 1, 0, 0])
    #expect(report.refused.count == 1)
  }
}

extension LoadReport {
  /// Rows, records that began, that changed, and that did not.
  fileprivate var counts: [Int] { [rows, created, revised, unchanged] }
}
