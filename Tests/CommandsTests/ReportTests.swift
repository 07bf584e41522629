import Foundation
import Records
import SystemPackage
import TestSupport
import Testing

@testable import Commands

@Suite("Reports")
struct ReportTests {
  // MARK: Annual

  @Test("A year's movements are summed up as worked out by hand", .temporaryFolder)
  func annual() throws {
    let firm = try SmallFirm()
    let year = try firm.shell.json("report", "annual", "--year", "2025")
    let lines = (year["lines"]?.elements ?? []).map { line in
      ["kind", "substance", "third_party", "quantity", "unit", "movements"].map { name in
        line[name]?.string ?? line[name]?.integer.map { String($0) } ?? "-"
      }.joined(separator: " | ")
    }
    #expect(
      lines == [
        // 100 l × 1.017 kg/l; 1,200 kg + 0.3 t
        "used | 110-63-4 | - | 101.7 | kg | 1",
        "supplied | 110-63-4 | Janssen Coatings B.V., Amsterdam, NL | 1500 | kg | 2",
        // 500 kg × 70 %
        "supplied | 96-48-0 | \(SmallFirm.hostileName) | 350 | kg | 1",
      ]
    )
    #expect(year["nil"]?.bool == false)
    #expect(year["left_out"]?.elements?.isEmpty == true)
  }

  @Test("The return as text", .temporaryFolder)
  func annualText() throws {
    let firm = try SmallFirm()
    let outcome = firm.shell.run("report", "annual", "--year", "2025")
    #expect(outcome.status == 0)
    let text = try Self.masking(outcome.results, in: firm)
    #expect(try text == Golden.text("annual-2025.report"), "\(text)")
  }

  @Test("The return as a page", .temporaryFolder)
  func annualPage() throws {
    let firm = try SmallFirm()
    let outcome = firm.shell.run("report", "annual", "--year", "2025", "--as", "html")
    let page = try Self.masking(outcome.results, in: firm)
    #expect(try page == Golden.text("annual-2025.html"), "\(page)")
  }

  @Test("The return as a table runs no formula", .temporaryFolder)
  func annualTable() throws {
    let firm = try SmallFirm()
    let outcome = firm.shell.run("report", "annual", "--year", "2025", "--as", "csv")
    let lines = outcome.results.split(separator: "\r\n").map(String.init)
    #expect(lines.count == 4)
    #expect(lines[0].hasPrefix("year,substance,name,eu_category,kind,third_party,quantity,unit"))
    #expect(lines[3].contains(",\"'=cmd|' /C calc'!A0 <b>, "))
    #expect(outcome.notes.contains("note: Quantities are summed exactly."))
  }

  @Test(
    "A return that is saved twice is revised, and the same again changes nothing",
    .temporaryFolder,
  )
  func saving() throws {
    let firm = try SmallFirm()
    let first = try firm.shell.json("report", "annual", "--year", "2025", "--save")
    let again = firm.shell.run("report", "annual", "--year", "2025", "--save")
    #expect(again.status == 0)
    #expect(again.notes.contains("says this already"))
    try firm.add(
      "movement",
      "kind=used",
      "substance=110-63-4",
      "quantity=1",
      "unit=kg",
      "date=2025-12-01",
    )
    let second = try firm.shell.json("report", "annual", "--year", "2025", "--save")
    #expect(first["saved"]?.string != nil)
    #expect(first["saved"] == second["saved"])
    let saved = try firm.shell.json("list", "annual_return").elements ?? []
    #expect(saved.count == 1)
    #expect(saved.first?["revisions"]?.integer == 2)
    let lines = saved.first?["body"]?["lines"]?.elements ?? []
    #expect(lines.map { $0["quantity"]?.string } == ["102.7", "1500", "350"])
  }

  @Test("A return of more lines than a record holds is saved in parts", .temporaryFolder)
  func parts() throws {
    let shell = Shell().company()
    var table = "kind;supplier;substance;quantity;unit;date\n"
    for number in 1...450 {
      table += "received;Supplier number \(number);110-63-4;\(number);kg;2025-03-01\n"
    }
    try Data(table.utf8).write(to: URL(filePath: shell.folder.appending("movements.csv").string))
    try shell.json("load", "movement", "movements.csv")
    func saved() throws -> [[Int64?]] {
      let records = try shell.json("list", "annual_return").elements ?? []
      return records.filter { $0["void"]?.bool != true }.map(\.["body"]).map { body in
        [
          body?["part"]?.integer, body?["parts"]?.integer,
          body?["lines"]?.elements.map { Int64($0.count) },
        ]
      }.sorted { ($0[0] ?? 0) < ($1[0] ?? 0) }
    }
    let first = try shell.json("report", "annual", "--year", "2025", "--save")
    #expect(first["saved_parts"]?.elements?.count == 2)
    #expect(try saved() == [[1, 2, 400], [2, 2, 50]])
    let second = try shell.json("report", "annual", "--year", "2025", "--save")
    #expect(second["saved_parts"] == first["saved_parts"])
    #expect(try saved() == [[1, 2, 400], [2, 2, 50]])
  }

  @Test("A nil return is saved without lines", .temporaryFolder)
  func nilReturn() throws {
    let firm = try SmallFirm()
    let outcome = firm.shell.run("report", "annual", "--year", "2019", "--save")
    #expect(outcome.status == 0)
    #expect(outcome.results.contains("No movement of any substance is recorded for 2019"))
    #expect(outcome.notes.contains("It is a nil return."))
    let saved = try #require(try firm.shell.json("list", "annual_return").elements?.first)
    #expect(saved["body"]?["lines"] == nil)
    #expect(saved["body"]?["year"]?.integer == 2019)
  }

  @Test(
    "What is in conflict is listed and in no sum, and saving says that a person is needed",
    .temporaryFolder,
  )
  func conflicts() throws {
    let offices = try Offices()
    let first = offices.first
    for (number, quantity) in [("1", "100"), ("2", "7")] {
      _ = first.run(
        ["add", "movement"]
          + SmallFirm.fields(
            "reference=M-\(number)",
            "kind=supplied",
            "counterparty=C-1",
            "substance=110-63-4",
            "quantity=\(quantity)",
            "unit=kg",
            "date=2025-03-01",
          )
      )
    }
    first.run("pack", "--to", "self", "-o", "../c.tar")
    offices.second.run("import", "../c.tar")
    first.run("revise", "M-1", "--field", "quantity=200", "-m", "mended")
    offices.second.run("revise", "M-1", "--field", "quantity=300", "-m", "mended")
    offices.second.run("pack", "--to", "self", "-o", "../d.tar")
    first.run("import", "../d.tar")

    let outcome = first.run("report", "annual", "--year", "2025", "--save", "--format", "json")
    #expect(outcome.status == 5)
    let report = try outcome.json
    #expect(report["lines"]?.elements?.map { $0["quantity"]?.string } == ["7"])
    #expect(report["left_out"]?.elements?.map { $0["reason"]?.string } == ["in conflict: quantity"])
    #expect(first.run("report", "annual", "--year", "2025").status == 0)
  }

  @Test(
    "The format is that of --as, else of the file's name",
    .temporaryFolder,
    arguments: [
      (["-o", "a.html"], "a.html", "<!DOCTYPE html>"),
      (["-o", "a.csv"], "a.csv", "\u{FEFF}year,"),
      (["-o", "a.json"], "a.json", "{\n"), (["-o", "a.txt"], "a.txt", "Annual return"),
      (["-o", "a"], "a", "Annual return"), (["--as", "html", "-o", "a"], "a", "<!DOCTYPE html>"),
      (["--as", "html", "-o", "."], "annual-2025.html", "<!DOCTYPE html>"),
    ],
  )
  func files(options: [String], name: String, start: String) throws {
    let shell = Shell().company()
    let outcome = shell.run(["report", "annual", "--year", "2025"] + options)
    #expect(outcome.status == 0, "\(outcome.notes)")
    #expect(outcome.results.contains("Wrote ‘Annual return for 2025’ to"))
    let file = URL(filePath: shell.folder.appending(name).string)
    let text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
    #expect(text.unicodeScalars.starts(with: start.unicodeScalars), "\(text.prefix(40))")
    // With JSON on standard output, the file is what was asked for all the same.
    let json = shell.run(["report", "annual", "--year", "2025", "--format", "json"] + options)
    #expect(try json.json["file"]?.string?.hasSuffix(name) == true)
  }

  @Test("Two formats for one output are refused", .temporaryFolder)
  func twoFormats() {
    let shell = Shell().company()
    #expect(shell.run("report", "annual", "--as", "csv", "--format", "json").status == 64)
    #expect(shell.run("report", "annual", "--year", "20").status == 64)
    #expect(shell.run("report", "annual", "--as", "pdf").status == 64)
  }

  // MARK: Declaration

  @Test("For category 1 a declaration covers one order, and its copy travels", .temporaryFolder)
  func categoryOne() throws {
    let firm = try SmallFirm()
    let asked = ["report", "declaration", "--customer", "C-1", "--substance", "piperonal"]
    let report = firm.shell.run(asked + ["--quantity", "25", "--unit", "kg", "--as", "html"])
    #expect(report.status == 0, "\(report.notes)")
    for text in [
      "End-use declaration for one order", "Janssen Coatings B.V.", "Radarweg 36",
      "Chemie Noord B.V.",
      "25 kg", "120-57-0", "Certified copy", "Supplier’s stamp", "true copy", "Signature",
      "LIC-77", "Annex III, point 1",
    ] {
      #expect(report.results.contains(text), "\(text)")
    }
    #expect(report.notes.contains("not compared with Annex III"))
    let several = firm.shell.run(asked + ["--kind", "multiple"])
    #expect(several.status == 2)
    #expect(several.notes.contains("category 1"))
  }

  @Test(
    "For category 2 it may cover a year, and says how many supplies there were",
    .temporaryFolder,
  )
  func categoryTwo() throws {
    let firm = try SmallFirm()
    let asked = [
      "report", "declaration", "--customer", "C-1", "--substance", "108-24-7", "--kind", "multiple",
      "--from", "2026-01-01",
    ]
    let report = firm.shell.run(asked)
    #expect(report.status == 0, "\(report.notes)")
    #expect(report.results.contains("2026-01-01 to 2026-12-31"))
    #expect(report.results.contains("Number of orders expected"))
    #expect(!report.results.contains("Certified copy"))
    #expect(report.notes.contains("none is recorded"))
    #expect(firm.shell.run(asked + ["--until", "2027-01-01"]).status == 2)
    #expect(firm.shell.run(asked + ["--until", "2025-12-31"]).status == 2)
  }

  @Test("For GBL it is the code's letter, filled in from the last one", .temporaryFolder)
  func code() throws {
    let firm = try SmallFirm()
    try firm.add(
      "declaration",
      "customer=C-1",
      "substance=96-48-0",
      "kind=code",
      "quantity=900",
      "unit=kg",
      "end_use=stripping of <old> floor paint",
      "valid_from=2025-01-01",
      "valid_until=2025-12-31",
    )
    let report = firm.shell.run(
      ["report", "declaration", "--customer", "C-1", "--substance", "GBL", "--as", "html"]
    )
    for text in [
      "BDO and GBL product stewardship code", "stripping of &lt;old&gt; floor paint", "900 kg",
      "not for consumption",
    ] {
      #expect(report.results.contains(text), "\(text)")
    }
    #expect(!report.results.contains("Certified copy"))
    let json = try firm.shell.json(
      "report",
      "declaration",
      "--customer",
      "C-1",
      "--substance",
      "GBL",
    )
    #expect(json["kind"]?.string == "code")
    #expect(json["certified_copy"]?.bool == false)
  }

  @Test("What does not fit is refused with the reason", .temporaryFolder)
  func refusals() throws {
    let firm = try SmallFirm()
    try firm.add("site", "customer=C-2", "reference=S-2", "name=Depot")
    for (options, reason) in [
      (["--customer", "C-1", "--substance", "nonsense"], "neither a substance"),
      (["--customer", "C-1", "--substance", "110-63-5"], "110-63-5"),
      (["--customer", "C-9", "--substance", "GBL"], "C-9"),
      (["--customer", "C-1", "--substance", "GBL", "--site", "S-2"], "no site of"),
      (
        ["--customer", "C-1", "--substance", "GBL", "--quantity", "1", "--unit", "barrel"],
        "1 barrel",
      ),
      (["--customer", "C-1", "--substance", "108-24-7", "--kind", "code"], "category 2A"),
    ] {
      let outcome = firm.shell.run(["report", "declaration"] + options)
      #expect(outcome.status == 2, "\(options): \(outcome.notes)")
      #expect(outcome.notes.contains(reason), "\(outcome.notes)")
    }
  }

  // MARK: Suspicion

  @Test("A suspicion is written down in order, and says that nobody may be told", .temporaryFolder)
  func suspicion() throws {
    let firm = try SmallFirm()
    let outcome = firm.shell.run("report", "suspicious", "S-1")
    #expect(outcome.status == 0, "\(outcome.notes)")
    let order = [
      "CONFIDENTIAL", "Do not tell the customer", "Report of a suspicious enquiry",
      "Single point of contact", "M. Bakker", "1. Parties", "P. Nemo", "2. What was asked for",
      "GHB cleaner", "3. Warning signs", "insisted", "4. What happened", "Wanted it on the spot.",
      "5. What was done", "refused", "6. Times", "2025-04-01",
    ]
    var rest = outcome.results[...]
    for text in order {
      let place = rest.range(of: text)
      #expect(place != nil, "\(text) does not come where it should")
      if let place { rest = rest[place.upperBound...] }
    }
    #expect(outcome.notes.contains("not marked as sent"))
    let other = firm.shell.run("report", "suspicious", "C-1")
    #expect(other.status == 2)
    #expect(other.notes.contains("suspicious_transaction"))
  }

  /// The text without what changes from run to run.
  private static func masking(_ text: String, in firm: SmallFirm) throws -> String {
    let organisation = try #require(
      try firm.shell.json("journals").elements?.first?["organisation"]?.string
    )
    return text.replacingOccurrences(of: organisation, with: "ORGANISATION")
      .replacingOccurrences(of: Timestamp.now().date.text, with: "TODAY")
  }
}
