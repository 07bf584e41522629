import Foundation
import Records
import SystemPackage
import TestSupport
import Testing

@Suite("Restoring on the command line")
struct RestoreCommandTests {
  @Test("What settings were lost is said, with the commands that set them", .temporaryFolder)
  func lost() throws {
    let shell = Shell()
    let firm = shell.company()
    #expect(firm.run("forms", "customer", "--keep-home").status == 0)
    try firm.addCustomer("C-1", "Janssen")
    #expect(firm.run("rules", "use", "icca-bdo-gbl-2017").status == 0)
    let order = firm.run(
      "add",
      "order",
      "--field",
      "reference=PO-1",
      "--field",
      "customer=C-1",
      "--field",
      "substance=BDO",
      "--field",
      "quantity=5",
      "--field",
      "unit=kg",
    )
    #expect(order.status == 0, "\(order.notes)")
    let decided = firm.run("decide", "PO-1", "hold", "-m", "to be assessed first")
    #expect(decided.status == 0, "\(decided.notes)")
    firm.run("add", "suspicious_transaction", "--field", "narrative=cash", "--audience", "nobody")
    firm.run("pack", "--to", "self", "-o", "../backup.tar")
    let words = ["restore", "--store", "anew", "backup.tar", "--keys", "noord/keys.txt"]
    let outcome = shell.run(words)
    #expect(outcome.status == 0, "\(outcome.notes)")
    let text = outcome.results.split { $0.isWhitespace }.joined(separator: " ")
    #expect(text.contains("new ones would: customer. To share one again: steward forms FORM"))
    #expect(text.contains("steward rules use icca-bdo-gbl-2017"), "\(outcome.results)")
    #expect(text.contains("--keep-home keeps it"))
    // That there was a suspicion is nobody's to read here; it is kept at home all the same.
    #expect(!text.contains("suspicious"))
    let anew = shell.inside("anew")
    let settings = try String(
      contentsOfFile: anew.folder.appending("steward.json").string,
      encoding: .utf8,
    )
    #expect(settings.contains(#"["customer","suspicious_transaction"]"#), "\(settings)")
    try anew.addCustomer("C-2", "Smit")
    #expect(try anew.json("show", "C-2")["audience"] == [])
    let second = shell.run(
      ["restore", "--store", "again", "backup.tar", "--keys", "noord/keys.txt", "--format", "json"]
    )
    let json = try second.json
    #expect(json["kept_home"] == ["customer"])
    #expect(json["rules_before"] == ["icca-bdo-gbl-2017"])
  }
}
