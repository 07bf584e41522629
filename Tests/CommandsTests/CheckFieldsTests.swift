import Records
import SystemPackage
import TestSupport
import Testing

@Suite("Fields of a check")
struct CheckFieldsTests {
  @Test(
    "An order from standard input is read once, with the day that it says",
    .temporaryFolder,
  )
  func standardInput() throws {
    let shell = Shell().company()
    try shell.addCustomer("C-1", "Janssen")
    let order = """
      {"substance": "110-63-4", "quantity": "5", "unit": "kg", "date": "2026-03-04"}
      """
    let outcome = shell.run(
      "check",
      "order",
      "--json",
      "-",
      "--field",
      "customer=C-1",
      "--format",
      "json",
      standardInput: order,
    )
    #expect(outcome.status == 5, "\(outcome.notes)")
    #expect(try outcome.json["at"]?.string == "2026-03-04")
    let other = shell.run(
      ["check", "order", "--json", "-", "--field", "customer=C-1", "--at", "2026-05-06"]
        + ["--format", "json"],
      standardInput: order,
    )
    #expect(try other.json["at"]?.string == "2026-05-06")
  }

  @Test("A recorded order is judged for the day that it is said to have", .temporaryFolder)
  func recorded() throws {
    let shell = Shell().company()
    try shell.addCustomer("C-1", "Janssen")
    try shell.json(
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
    for words in [["order", "PO-1"], ["PO-1"]] {
      let outcome = shell.run(
        ["check"] + words + ["--field", "date=2026-03-04", "--format", "json"]
      )
      #expect(try outcome.json["at"]?.string == "2026-03-04", "\(outcome.notes)")
    }
    let bad = shell.run("check", "order", "PO-1", "--field", "date=never")
    #expect(bad.status == 2)
  }
}
