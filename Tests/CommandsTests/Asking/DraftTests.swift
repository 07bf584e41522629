import Foundation
import Records
import SystemPackage
import TestSupport
import Testing

@testable import Commands

@Suite("Drafts")
struct DraftTests {
  private func files(_ shell: Shell) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: shell.folder.appending("drafts").string)
  }

  private func entries(_ shell: Shell) throws -> Int64? {
    try shell.json("journals").elements?.first?["size"]?.integer
  }

  @Test("Who stops finds their answers again", .temporaryFolder, arguments: [true, false])
  func stopping(withInterrupt: Bool) throws {
    let shell = Shell().company()
    let before = try entries(shell)
    let stop = withInterrupt ? [ScriptedTerminal.interrupt] : []
    let outcome = shell.run(["add", "customer"], answers: ["C-1", "Janssen"] + stop)
    #expect(outcome.status == 5)
    #expect(outcome.notes.contains("your answers are kept as a draft"))
    #expect(try entries(shell) == before)
    #expect(try files(shell).count == 1)

    let next = shell.run(["add", "customer"], answers: ["", "", "33273785", "", "", "no"])
    #expect(next.status == 0, "\(next.everything)")
    #expect(next.notes.contains("There is a draft of ‘C-1, Janssen’"))
    #expect(try shell.json("show", "C-1")["body"]?["registration_number"]?.string == "33273785")
    #expect(try files(shell) == [])
  }

  @Test("A draft is for its owner alone, of confidential forms too", .temporaryFolder)
  func permissions() throws {
    let shell = Shell().company()
    let outcome = shell.run(["add", "suspicious_transaction"], answers: ["GBL", "Tom", "^C"])
    #expect(outcome.status == 5)
    let folder = shell.folder.appending("drafts")
    let file = try #require(try files(shell).first)
    let attributes = try FileManager.default.attributesOfItem(
      atPath: folder.appending(file).string
    )
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    let around = try FileManager.default.attributesOfItem(atPath: folder.string)
    #expect(around[.posixPermissions] as? Int == 0o700)
    #expect(shell.run("search", "Tom").results.contains("Tom") == false)
  }

  @Test("Nothing is kept where nothing was answered", .temporaryFolder)
  func nothing() throws {
    let shell = Shell().company()
    let outcome = shell.run(["add", "customer"], answers: ["^C"])
    #expect(outcome.status == 2)
    #expect(try files(shell) == [])
  }

  @Test("A draft can wait, and it can be dropped", .temporaryFolder)
  func waiting() throws {
    let shell = Shell().company()
    shell.run(["add", "customer"], answers: ["C-1", "Janssen", "^C"])
    let later = shell.run(
      ["add", "customer"],
      answers: ["no", "C-2", "Smit", "", "", "", "", "no"],
    )
    #expect(later.status == 0, "\(later.everything)")
    #expect(try files(shell).count == 1)
    let dropped = shell.run(["add", "customer"], answers: ["drop", "C-3", "Vos", "^C"])
    #expect(dropped.status == 5)
    #expect(try files(shell).count == 1)
    let offered = shell.run(["add", "customer"], answers: ["^C"])
    #expect(offered.notes.contains("‘C-3, Vos’"))
    #expect(!offered.notes.contains("‘C-1, Janssen’"))
    #expect(try files(shell).count == 1)
  }

  @Test("What belongs together is recorded as far as it was answered", .temporaryFolder)
  func partway() throws {
    let shell = Shell().company()
    let answers = Array(BudgetTests.customer.prefix(9)) + ["^C"]
    #expect(shell.run(["add", "customer"], answers: answers).status == 5)
    #expect(try shell.json("list", "customer").elements?.count == 1)
    #expect(try shell.json("list", "assessment").elements?.count == 0)
    let next = shell.run(["add", "assessment"], answers: ["", ""])
    #expect(next.status == 0, "\(next.everything)")
    #expect(try shell.json("list", "assessment").elements?.count == 1)
  }

  @Test("A file that is no draft stops nobody", .temporaryFolder)
  func damage() throws {
    let shell = Shell().company()
    for text in ["", "{", "[]", #"{"form":"customer/1"}"#] {
      let file = shell.folder.appending("drafts").appending("customer-x.json").string
      try Data(text.utf8).write(to: URL(filePath: file))
      let answers = ["", "Janssen", "", "", "", "", "no"]
      #expect(shell.run(["add", "customer"], answers: answers).status == 0, "\(text)")
    }
  }
}
