import Foundation
import Records
import SystemPackage
import TestSupport
import Testing

@Suite("Who reads a form")
struct FormAudienceTests {
  private func audience(_ shell: Shell, _ form: String) throws -> JSON? {
    try shell.json("forms", form)["audience"]
  }

  @Test(
    "A form is kept at home and shared again, and records keep their readers",
    .temporaryFolder,
  )
  func keeping() throws {
    let shell = Shell().company()
    shell.run("add", "customer", "--field", "name=One", "--field", "reference=C-1")
    func add(_ reference: String) {
      shell.run("add", "site", "--field", "customer=C-1", "--field", "reference=\(reference)")
    }
    add("S-1")
    let kept = shell.run("forms", "site", "--keep-home")
    #expect(kept.status == 0, "\(kept.everything)")
    #expect(kept.results.contains("new records of the form ‘site’ stay at home"))
    #expect(kept.results.contains("Records that there are keep the readers that they have"))
    #expect(try audience(shell, "site") == [])
    let explained = shell.run("forms", "site").results.replacing("\n  ", with: " ")
    #expect(explained.contains("You keep this form at home, though the form has authority"))
    #expect(explained.contains("steward forms site --share"))
    let again = try shell.json("forms", "site", "--keep-home")
    #expect(again["changed"] == false)
    add("S-2")
    #expect(try shell.json("show", "S-1")["audience"] == ["authority"])
    #expect(try shell.json("show", "S-2")["audience"] == [])
    let shared = try shell.json("forms", "site", "--share")
    #expect(
      shared == ["form": "site", "audience": ["authority"], "kept_home": false, "changed": true]
    )
    #expect(try audience(shell, "site") == ["authority"])
    #expect(try shell.json("show", "S-2")["audience"] == [])
  }

  @Test("Rules that leave a reader out are named", .temporaryFolder)
  func narrowed() throws {
    let shell = Shell().company()
    let place = "\"rules\": ["
    let text = TestRules.text(name: "narrow").replacing(
      place,
      with: "\"audiences\": {\"summary\": [\"authority\"]}, \(place)",
      maxReplacements: 1,
    )
    _ = try TestRules.write(text, "rules.json", in: shell.folder)
    #expect(shell.run("rules", "add", "rules.json").status == 0)
    #expect(try shell.json("forms", "summary")["narrowed_by"] == [])
    #expect(shell.run("rules", "use", "narrow").status == 0)
    let summary = try shell.json("forms", "summary")
    #expect(summary["audience"] == ["authority"])
    #expect(summary["form_audience"] == ["association", "authority"])
    #expect(summary["narrowed_by"] == [["package": "narrow", "without": ["association"]]])
    let explained = shell.run("forms", "summary").results.replacing("\n  ", with: " ")
    #expect(explained.contains("The rules narrow leave out association, whom the form has."))
  }

  @Test("Without a store a form speaks for itself, and nothing can be changed", .temporaryFolder)
  func outside() throws {
    let shell = Shell()
    #expect(try audience(shell, "summary") == ["association", "authority"])
    #expect(shell.run("forms", "site", "--keep-home").status == 2)
    #expect(shell.run("forms", "site", "--store", "nowhere").status == 2)
    let firm = shell.company()
    for arguments in [
      ["--keep-home"], ["site", "--keep-home", "--share"],
      ["site", "--share", "--schemas", "s"],
    ] {
      #expect(firm.run(["forms"] + arguments).status == 64, "\(arguments)")
    }
    #expect(firm.run("forms", "journal", "--keep-home").status == 2)
    #expect(shell.run("--store", "noord", "forms", "site").status == 0)
  }
}
