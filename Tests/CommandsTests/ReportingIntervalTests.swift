import Records
import SystemPackage
import TestSupport
import Testing

@Suite("Reporting intervals")
struct ReportingIntervalTests {
  @Test(
    "A card is added with how often its owner reports, and again to change it",
    .temporaryFolder,
  )
  func interval() throws {
    let shell = Shell()
    let firm = shell.company()
    firm.run("card", "-o", "../noord.card")
    let ministry = shell.authority()
    func stored() throws -> [String?] {
      try ministry.json("list", "enrolment").elements?
        .map { $0["body"]?["reporting_interval"]?.string } ?? []
    }
    let added = ministry.run(
      "trust",
      "add",
      "../noord.card",
      "--reporting-interval",
      "quarterly",
    )
    #expect(added.status == 0, "\(added.notes)")
    #expect(try stored() == ["quarterly"])
    #expect(ministry.run("trust", "add", "../noord.card").status == 0)
    #expect(try stored() == ["quarterly"])
    ministry.run("trust", "add", "../noord.card", "--reporting-interval", "monthly")
    #expect(try stored() == ["monthly"])
    ministry.run("card", "-o", "../ministry.card")
    firm.run("trust", "add", "../ministry.card", "--as", "authority")
    firm.run("pack", "-o", "../noord.tar")
    #expect(ministry.run("import", "../noord.tar").status == 0)
    let findings = ministry.run("findings", "--at", "2999-12-31", "--rule", "silent-journal")
    #expect(findings.results.contains("it is enrolled to report\n            every month"))
  }

  @Test("What is no interval, and one for an office of one’s own, is refused", .temporaryFolder)
  func refused() throws {
    let shell = Shell()
    let firm = shell.company()
    firm.run("card", "-o", "../noord.card")
    let ministry = shell.authority()
    let bad = ministry.run("trust", "add", "../noord.card", "--reporting-interval", "30")
    #expect(bad.status == 64)
    #expect(bad.notes.contains("half_yearly"))
    let own = firm.run("trust", "add", "../noord.card", "--reporting-interval", "monthly")
    #expect(own.status == 64)
    #expect(own.notes.contains("an office of yours"))
  }
}
