import Foundation
import Practices
import Records
import SystemPackage
import TestSupport
import Testing

@testable import Commands

@Suite("Language")
struct LanguageTests {
  private func german(_ shell: Shell) -> Shell {
    var shell = shell
    shell.environment["LANG"] = "de_DE.UTF-8"
    return shell
  }

  @Test("forms lists and explains in German where the environment asks for it", .temporaryFolder)
  func forms() {
    let shell = german(Shell())
    let listing = shell.run("forms")
    #expect(listing.status == 0)
    #expect(listing.results.contains("Kunde: Eine Firma"))
    let explained = shell.run("forms", "movement").results
    #expect(explained.contains("Warenbewegung (movement/1)"))
    #expect(explained.contains("Gebinde"))
    #expect(explained.contains("Beispiel: B2604-117"))
    var english = shell
    english.environment["STEWARD_LANGUAGE"] = "en"
    #expect(english.run("forms", "movement").results.contains("Movement of goods (movement/1)"))
  }

  @Test("A question and a refusal use the German label", .temporaryFolder)
  func entry() {
    let shell = german(Shell().company())
    let asked = shell.run(
      ["add", "customer", "--field", "city=Köln"],
      answers: ["Janssen Coatings B.V."] + Array(repeating: "", count: 60),
    )
    #expect(asked.notes.contains("Der volle rechtliche Name"), "\(asked.everything)")
    let refused = shell.run("add", "customer", "--field", "name=A", "--field", "eori=1")
    #expect(refused.status == 2)
    #expect(refused.notes.contains("EORI-Nummer"), "\(refused.notes)")
    #expect(refused.notes.contains("eine EORI-Nummer besteht aus"), "\(refused.notes)")
  }

  @Test("The view says the same whatever language it is looked at in", .temporaryFolder)
  func digest() throws {
    let shell = Shell().company()
    #expect(shell.run("add", "customer", "--field", "name=A").status == 0)
    let english = try shell.json("view", "digest")
    #expect(try german(shell).json("view", "digest") == english)
    #expect(german(shell).run("view", "rebuild").status == 0)
    #expect(try shell.json("view", "digest") == english)
  }

  @Test("A schema is written for every form, without annotations and in English", .temporaryFolder)
  func schemas() throws {
    try german(Shell()).json("forms", "--schemas", "schemas")
    for form in FormLibrary.forms.all {
      let name = "schemas/\(form.name.name)-\(form.name.version).schema.json"
      let path = TemporaryFolder.current.appending(name).string
      let text = try String(contentsOf: URL(filePath: path), encoding: .utf8)
      #expect(!text.contains("x-steward"))
      let schema = try JSON(parsing: text)
      #expect(schema["title"]?.string == form.label)
      let head: Set = ["$schema", "$id", "title", "description"]
      let rest = JSON.object((schema.members ?? []).filter { !head.contains($0.name) })
      #expect(rest == form.plainSchema, "\(form.name)")
    }
  }
}
