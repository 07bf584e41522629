import Foundation
import Records
import SystemPackage
import TestSupport
import Testing

@Suite("Licences of one’s own")
struct OwnLicenceTests {
  private func firm() throws -> Shell {
    let shell = Shell().company()
    try shell.addCustomer("C-1", "Janssen")
    return shell
  }

  private func load(_ table: String, in shell: Shell) throws -> Shell.Outcome {
    let path = shell.folder.appending("licences.csv").string
    try table.write(toFile: path, atomically: true, encoding: .utf8)
    return shell.run("load", "licence", "licences.csv", "--format", "json")
  }

  private func holders(_ shell: Shell) throws -> [String: String?] {
    let rows = try shell.json("list", "licence").elements ?? []
    return Dictionary(
      uniqueKeysWithValues: rows.compactMap { row in
        row["body"]?["number"]?.string.map { ($0, row["body"]?["holder"]?.string) }
      }
    )
  }

  @Test("A table says self, or selbst, and such a licence names no holder", .temporaryFolder)
  func table() throws {
    let shell = try firm()
    let table = """
      number;holder;kind
      A;self;licence
      B;Selbst;licence
      C;C-1;licence
      D;;licence
      E;nobody;licence
      """
    let outcome = try load(table, in: shell)
    #expect(outcome.status == 5)
    #expect(try outcome.json["created"] == 4)
    #expect(try outcome.json["refused"]?.elements?.map { $0["value"]?.string } == ["nobody"])
    let holders = try holders(shell)
    for number in ["A", "B", "D"] { #expect(holders[number] == .some(nil), "\(number)") }
    #expect(holders["C"].flatMap(\.self) != nil)
    let again = try load(table, in: shell)
    #expect(try again.json["unchanged"] == 4)
  }

  @Test(
    "A table that says self takes the holder away; an empty cell says nothing",
    .temporaryFolder,
  )
  func revised() throws {
    let shell = try firm()
    _ = try load("number;holder\nA;C-1\nB;C-1\n", in: shell)
    let outcome = try load("number;holder;kind\nA;self;\nB;;licence\n", in: shell)
    #expect(outcome.status == 0, "\(outcome.notes)")
    #expect(try outcome.json["revised"] == 2)
    let holders = try holders(shell)
    #expect(holders["A"] == .some(nil))
    #expect(holders["B"].flatMap(\.self) != nil)
  }

  @Test("At a terminal self is an answer, in German selbst", .temporaryFolder)
  func terminal() throws {
    for (language, word) in [("en", "self"), ("de", "selbst")] {
      var shell = try firm()
      shell.environment["STEWARD_LANGUAGE"] = language
      let outcome = shell.run(
        ["add", "licence", "--field", "number=L-\(language)"],
        answers: [word] + Array(repeating: "", count: 40),
      )
      #expect(outcome.status == 0, "\(outcome.everything)")
      #expect(!outcome.notes.contains("no customer of yours"), "\(outcome.notes)")
      #expect(try holders(shell)["L-\(language)"] == .some(nil))
      try FileManager.default.removeItem(atPath: shell.folder.string)
    }
  }
}
