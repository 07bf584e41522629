import Foundation
import Records
import SystemPackage
import TestSupport
import Testing

@testable import Commands

/// The members that scripts may rely on: more may come, none goes.
@Suite("JSON that scripts rely on")
struct ShapeTests {
  /// Expects members of an object, in any order and among others.
  private func expect(
    _ json: JSON?,
    has members: String...,
    sourceLocation: SourceLocation = #_sourceLocation,
  ) {
    let names = (json?.members ?? []).map(\.name)
    for member in members {
      #expect(
        names.contains(member),
        "\(member) is not among \(names)",
        sourceLocation: sourceLocation,
      )
    }
  }

  @Test("Writing commands name record, entry and form", .temporaryFolder)
  func writing() throws {
    let shell = Shell().company()
    let added = try shell.json("add", "customer", "--field", "reference=C-1", "--field", "name=J")
    expect(added, has: "record", "entry", "form")
    #expect(added["form"]?.string == "customer/1")
    #expect(added["record"] == added["entry"])
    let revised = try shell.json("revise", "C-1", "--field", "city=Lille", "-m", "moved")
    expect(revised, has: "record", "entry", "form")
    #expect(revised["record"] == added["record"])
    expect(try shell.json("void", "C-1", "-m", "twice"), has: "record", "entry", "form")
  }

  @Test("load counts rows and lists what was refused", .temporaryFolder)
  func loading() throws {
    let shell = Shell().company()
    try Data("name;country\nJanssen;NL\nSmit;Narnia\n".utf8)
      .write(to: URL(filePath: shell.folder.appending("t.csv").string))
    let outcome = shell.run("load", "customer", "t.csv", "--format", "json")
    let report = try outcome.json
    expect(report, has: "rows", "created", "revised", "unchanged", "refused")
    #expect(report["rows"]?.integer == 2)
    #expect(report["created"]?.integer == 1)
    let refused = report["refused"]?.elements?.first
    expect(refused, has: "line", "column", "value", "reason")
    #expect(refused?["line"]?.integer == 3)
    #expect(refused?["value"]?.string == "Narnia")
  }

  @Test("list, search and show give records", .temporaryFolder)
  func records() throws {
    let shell = Shell().company()
    try shell.json("add", "customer", "--field", "reference=C-1", "--field", "name=Janssen")
    let members = [
      "record", "form", "organisation", "origin", "revisions", "void", "incomplete", "body",
      "conflicts",
    ]
    for json in [
      try shell.json("list", "customer").elements?.first,
      try shell.json("search", "janssen").elements?.first, try shell.json("show", "C-1"),
    ] {
      for member in members { expect(json, has: member) }
      #expect(json?["body"]?["name"]?.string == "Janssen")
    }
    let lines = shell.run("list", "customer", "--format", "ndjson").results.split(separator: "\n")
    #expect(lines.count == 1)
    #expect(try JSON(parsing: String(lines[0]))["form"]?.string == "customer/1")
  }

  @Test("pack, inspect, import, journals, trust and view say what they did", .temporaryFolder)
  func exchange() throws {
    let company = Shell().company()
    let authority = Shell().authority()
    expect(
      try authority.json("card", "-o", "../ministry.card"),
      has: "organisation",
      "fingerprint",
      "card",
    )
    expect(
      try company.json("trust", "add", "../ministry.card", "--as", "authority"),
      has: "organisation",
      "name",
      "role",
      "fingerprint",
      "compared",
    )
    expect(
      try company.json("trust", "list").elements?.first,
      has: "organisation",
      "name",
      "roles",
      "fingerprint",
      "compared",
      "journals",
    )
    try company.json("add", "customer", "--field", "name=Janssen")
    for extra in [["-n"], ["-o", "../b.tar"]] {
      let outcome = company.run(["pack", "--format", "json"] + extra)
      let bundle = try outcome.json["bundles"]?.elements?.first
      expect(bundle, has: "file", "id", "recipients", "sealed", "bytes", "journals")
      expect(
        bundle?["journals"]?.elements?.first,
        has: "origin",
        "base",
        "size",
        "root",
        "entries",
        "withheld",
      )
    }
    let inspected = try authority.json("inspect", "../b.tar")
    expect(
      inspected,
      has: "id",
      "sender",
      "recipients",
      "sealed",
      "part",
      "journals",
      "verdict",
      "layer",
      "reason",
    )
    expect(inspected["journals"]?.elements?.first, has: "origin", "base", "size", "root")
    #expect(inspected["verdict"]?.string == "authentic")
    try authority.json("trust", "add", "../b.tar")
    let imported = try authority.json("import", "../b.tar")
    expect(imported, has: "bundles", "entries", "records", "conflicts")
    let bundle = imported["bundles"]?.elements?.first
    expect(
      bundle,
      has: "file",
      "id",
      "sender",
      "outcome",
      "layer",
      "reason",
      "remedy",
      "journals",
    )
    expect(bundle?["journals"]?.elements?.first, has: "origin", "base", "size", "outcome")
    expect(imported["entries"], has: "new", "known", "completed", "withheld", "malformed")
    expect(imported["records"], has: "created", "revised", "voided")
    expect(imported["conflicts"], has: "opened", "closed", "open")
    expect(
      try authority.json("journals").elements?.first,
      has: "origin",
      "organisation",
      "name",
      "role",
      "size",
      "root",
      "last",
      "exported",
      "acknowledged",
    )
    let verified = try authority.json("verify")
    #expect(verified["ok"]?.bool == true)
    expect(verified["journals"]?.elements?.first, has: "origin", "size", "root", "ok", "problem")
    expect(try authority.json("view", "digest"), has: "digest", "forms")
    expect(try authority.json("view", "rebuild"), has: "records", "digest")
    expect(try authority.json("repair"), has: "actions", "problems", "ok")
  }

  @Test("conflicts list every value that stands", .temporaryFolder)
  func conflicts() throws {
    let office = try Offices()
    for json in [
      try office.first.json("conflicts").elements?.first,
      try office.first.json("conflicts", "show", office.conflict),
    ] {
      expect(json, has: "id", "kind", "status", "records", "fields")
      let field = json?["fields"]?.elements?.first
      expect(field, has: "name", "shown", "values")
      #expect(field?["name"]?.string == "phone")
      #expect(field?["values"]?.elements?.count == 2)
      expect(field?["values"]?.elements?.first, has: "value", "entry", "organisation", "time")
    }
    let settled = try office.first.json(
      "conflicts",
      "resolve",
      office.conflict,
      "--set",
      "phone=3",
      "-m",
      "rang",
    )
    expect(settled, has: "record", "entry", "form")
    #expect(try office.first.json("conflicts").elements?.isEmpty == true)
  }

  @Test("forms are explained to programs too", .temporaryFolder)
  func forms() throws {
    let shell = Shell()
    expect(try shell.json("forms").elements?.first, has: "form", "label", "help")
    let form = try shell.json("forms", "declaration")
    expect(form, has: "form", "label", "help", "audience", "identity", "fields", "groups")
    expect(
      form["fields"]?.elements?.first,
      has: "name",
      "label",
      "help",
      "kind",
      "required",
      "unit",
      "choices",
    )
    try shell.json("forms", "--schemas", "schemas")
    let path = TemporaryFolder.current.appending("schemas/customer-1.schema.json").string
    let text = try String(contentsOf: URL(filePath: path), encoding: .utf8)
    let schema = try JSON(parsing: text)
    expect(schema, has: "$schema", "$id", "title", "properties", "required")
    #expect(!text.contains("x-steward"))
  }
}
