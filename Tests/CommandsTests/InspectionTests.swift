import Foundation
import Records
import SystemPackage
import TestSupport
import Testing

@testable import Commands

@Suite("Inspection folder")
struct InspectionTests {
  private static func bytes(_ path: FilePath) throws -> [UInt8] {
    try Array(Data(contentsOf: URL(filePath: path.string)))
  }

  private static func text(_ path: FilePath) throws -> String {
    String(decoding: try bytes(path), as: UTF8.self)
  }

  /// Every file of a folder, by its path in it.
  private static func files(_ folder: FilePath) -> [String] {
    let found = FileManager.default.enumerator(atPath: folder.string)?.allObjects ?? []
    return found.compactMap { $0 as? String }.filter { name in
      var isFolder: ObjCBool = false
      let path = folder.appending(name).string
      return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
        && !isFolder.boolValue
    }.sorted()
  }

  /// A firm whose first customer has a declaration with a copy, and was revised.
  private static func firm() throws -> SmallFirm {
    let firm = try SmallFirm()
    try Data("%PDF-1.7 signed".utf8).write(
      to: URL(filePath: firm.shell.folder.appending("scan.pdf").string)
    )
    try firm.add(
      "declaration",
      "reference=D-1",
      "customer=C-1",
      "substance=110-63-4",
      "valid_from=2025-01-01",
      "valid_until=2025-12-31",
      "copy=@scan.pdf",
    )
    firm.shell.run(
      "revise",
      "C-1",
      "--field",
      "phone=+31 20 555 01 23",
      "-m",
      "they have a new switchboard",
    )
    return firm
  }

  @Test("It holds the customer's records with history, and the original entries", .temporaryFolder)
  func customer() throws {
    let firm = try Self.firm()
    let outcome = firm.shell.run(
      "report",
      "inspection",
      "--customer",
      "C-1",
      "--from",
      "2025-01-01",
      "--until",
      "2025-12-31",
      "-o",
      "out",
    )
    #expect(outcome.status == 0, "\(outcome.notes)")
    let folder = firm.shell.folder.appending("out")
    let files = Self.files(folder)
    #expect(files.count == 5)
    #expect(files.suffix(4) == ["entries.ndjson", "index.html", "records.csv", "records.json"])

    let page = try Self.text(folder.appending("index.html"))
    for text in [
      "Janssen Coatings B.V.", "they have a new switchboard", "A. Jansen", "D-1", "LIC-77",
      "1200 kg",
      "steward/",
    ] {
      #expect(page.contains(text), "\(text)")
    }
    for text in ["calc", "999", "Nemo", "S-1", "onfidential", "http:"] {
      #expect(!page.contains(text), "\(text)")
    }
    let json = try JSON(parsing: Self.text(folder.appending("records.json")))
    // Customer, licence, declaration and the two movements of the year.
    #expect(json["records"]?.elements?.count == 5)
    let history = json["records"]?.elements?.first?["history"]?.elements ?? []
    #expect(history.map { $0["because"]?.string } == [nil, "they have a new switchboard"])
    #expect(history.allSatisfy { $0["position"]?.integer != nil && $0["origin"]?.string != nil })
  }

  @Test(
    "Each original entry is the journal's line, byte for byte, and its id follows",
    .temporaryFolder,
  )
  func originals() throws {
    let firm = try Self.firm()
    firm.shell.run("report", "inspection", "--customer", "C-1", "-o", "out")
    let folder = firm.shell.folder.appending("out")
    let lines = try Self.text(folder.appending("entries.ndjson")).split(separator: "\n")
    let journal = Self.files(firm.shell.folder.appending("journals")).filter {
      $0.hasSuffix(".ndjson")
    }
    let held = try Self.text(
      firm.shell.folder.appending("journals").appending(try #require(journal.first))
    ).split(separator: "\n")
    #expect(lines.count == 7)
    #expect(lines.allSatisfy { held.contains($0) })
    let json = try JSON(parsing: Self.text(folder.appending("records.json")))
    let ids = (json["records"]?.elements ?? []).flatMap { $0["history"]?.elements ?? [] }
      .compactMap { $0["entry"]?.string }
    #expect(Set(lines.map { EntryID(line: Array($0.utf8).span.bytes).text }) == Set(ids))
  }

  @Test(
    "An attached file is copied under its digest, and a missing one is named",
    .temporaryFolder,
  )
  func attachments() throws {
    let firm = try Self.firm()
    firm.shell.run("report", "inspection", "--customer", "C-1", "-o", "out")
    let folder = firm.shell.folder.appending("out").appending("attachments")
    let name = try #require(Self.files(folder).first)
    #expect(name.hasSuffix(".pdf"))
    #expect(try Self.text(folder.appending(name)) == "%PDF-1.7 signed")

    let digest = String(name.dropLast(4))
    let kept = firm.shell.folder.appending("attachments").appending(String(digest.prefix(2)))
      .appending(digest)
    try Data("%PDF-1.7 forged".utf8).write(to: URL(filePath: kept.string))
    let altered = firm.shell.run("report", "inspection", "--customer", "C-1", "-o", "out2")
    #expect(altered.status == 5)
    let page = try Self.text(firm.shell.folder.appending("out2").appending("index.html"))
    #expect(page.contains("ALTERED"))
    #expect(Self.files(firm.shell.folder.appending("out2").appending("attachments")).isEmpty)

    try FileManager.default.removeItem(atPath: kept.string)
    #expect(firm.shell.run("report", "inspection", "--customer", "C-1", "-o", "out3").status == 5)
  }

  @Test("Confidential records are in it only where they are asked for", .temporaryFolder)
  func confidential() throws {
    let firm = try Self.firm()
    firm.shell.run("report", "inspection", "--customer", "C-1", "-o", "out")
    let folder = firm.shell.folder.appending("out")
    for file in Self.files(folder) {
      let text = try Self.text(folder.appending(file)).lowercased()
      for word in ["nemo", "suspici", "confidential", "on the spot"] {
        #expect(!text.contains(word), "\(file) has ‘\(word)’")
      }
    }
    firm.shell.run("report", "inspection", "--customer", "C-1", "--confidential", "-o", "all")
    let page = try Self.text(firm.shell.folder.appending("all").appending("index.html"))
    #expect(page.contains("Nemo"))
    #expect(page.contains("Confidential records are included"))
  }

  @Test(
    "A substance's records are those of all that counts as it, and whom they name",
    .temporaryFolder,
  )
  func substance() throws {
    let firm = try Self.firm()
    firm.shell.run(
      "report",
      "inspection",
      "--substance",
      "GBL",
      "--from",
      "2024-01-01",
      "-o",
      "out",
    )
    let folder = firm.shell.folder.appending("out")
    let json = try JSON(parsing: Self.text(folder.appending("records.json")))
    let forms = (json["records"]?.elements ?? []).compactMap { $0["form"]?.string }
    #expect(forms == ["customer/1", "movement/1"])
    let table = try Self.text(folder.appending("records.csv"))
    #expect(table.contains("'=cmd|' /C calc'!A0 <b>"))
    #expect(!table.contains(",=cmd"))
    let page = try Self.text(folder.appending("index.html"))
    #expect(page.contains("=cmd|&#39; /C calc&#39;!A0 &lt;b&gt;"))
    #expect(!page.contains("<b>"))
  }

  @Test("A folder that holds something is left alone, and a scope is needed", .temporaryFolder)
  func refusals() throws {
    let firm = try SmallFirm()
    #expect(firm.shell.run("report", "inspection", "--customer", "C-1", "-o", ".").status == 2)
    #expect(firm.shell.run("report", "inspection", "-o", "x").status == 64)
    let both = ["--customer", "C-1", "--substance", "GBL", "-o", "x"]
    #expect(firm.shell.run(["report", "inspection"] + both).status == 64)
    #expect(firm.shell.run("report", "inspection", "--customer", "LIC-77", "-o", "x").status == 2)
    let period = ["--from", "2026-01-01", "--until", "2025-01-01", "-o", "x"]
    #expect(firm.shell.run(["report", "inspection", "--customer", "C-1"] + period).status == 2)
    #expect(Self.files(firm.shell.folder.appending("x")).isEmpty)
  }

  @Test("The law counts years from the end of a transaction's year")
  func period() {
    let day = CalendarDate(dayNumber: 20_781)
    #expect(InspectionScope.firstDay(years: 3, today: day).text == "\(day.year - 3)-01-01")
  }
}
