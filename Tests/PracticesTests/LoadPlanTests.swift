import Records
import Testing

@testable import Practices

@Suite("Load plan")
struct LoadPlanTests {
  @Test("Columns find their fields by name, label or mapping; the rest is listed")
  func columns() throws {
    let header = CSVHeader(["Company Name", "TRADE NAME", "postal_code", "Telephone", "Fax", " "])
    let plan = try plan(
      "customer",
      header,
      ColumnMapping([pair("Company Name=name")], ignoring: ["Telephone"]),
    )
    #expect(plan.columns.map(\.field) == ["name", "trade_name", "postal_code", nil, nil, nil])
    #expect(plan.ignored == ["Telephone", "Fax", "column 6"])
  }

  @Test("A column inside another field is written with a point")
  func inner() throws {
    let header = CSVHeader(["Substance", "Requester name", "Town"])
    let plan = try plan("sample", header, ColumnMapping([pair("Town=requester.city")]))
    #expect(plan.columns.map(\.field) == ["substance", "requester.name", "requester.city"])
    let body = try body(plan, ["96-48-0", "L. Moreau", "Lille"])
    #expect(body["requester"] == ["name": "L. Moreau", "city": "Lille"])
  }

  @Test("What was mapped the last time holds again, as far as its columns are there")
  func remembered() throws {
    let header = CSVHeader(["Company Name", "Note", "City"])
    let first = try plan(
      "customer",
      header,
      ColumnMapping([pair("Company Name=name"), pair("Note=activity")], ignoring: ["City"]),
    )
    let kept = try #require(ColumnMapping(try JSON(parsing: first.mapping.json.text)))
    #expect(kept == first.mapping)
    let again = try LoadPlan(
      form: form("customer"),
      header: CSVHeader(["City", "Company Name", "Trade name"]),
      remembered: kept,
    )
    // What was left out speaks of one table only.
    #expect(again.columns.map(\.field) == ["city", "name", "trade_name"])
    let without = try LoadPlan(
      form: form("customer"),
      header: header,
      mapping: ColumnMapping(ignoring: ["Note"]),
      remembered: kept,
    )
    #expect(without.columns.map(\.field) == ["name", nil, "city"])
    #expect(without.mapping.pairs.contains(pair("Note=activity")))
    #expect(without.mapping.ignored.isEmpty)
    let other = try LoadPlan(
      form: form("customer"),
      header: CSVHeader(["Company Name", "Name"]),
      mapping: ColumnMapping([pair("Name=name")]),
      remembered: kept,
    )
    #expect(other.columns.map(\.field) == [nil, "name"])
  }

  @Test("Impossible plans are refused, and say what is possible")
  func faults() throws {
    let header = CSVHeader(["Name", "Firm", "City"])
    #expect(fault(header, ["Firm=brand"])?.problem == "‘customer/1’ has no field ‘brand’")
    #expect(fault(header, ["Town=city"]) == .unknownColumn("Town", known: header.names))
    #expect(
      fault(header, ["Name=name", "Firm=name"]) == .twoColumns("Name", "Firm", field: "name")
    )
    #expect(fault(CSVHeader(["Name", "name"]), []) == .twoColumns("Name", "name", field: "name"))
    #expect(
      fault(header, ["Name=name", "Name=trade_name"])
        == .twoFields(column: "Name", "name", "trade_name")
    )
    #expect(fault(CSVHeader(["City"]), []) == .missing(field: "name", form: "customer/1"))
    #expect(fault(CSVHeader(["x"]), []) == .nothingMapped(form: "customer/1"))
    #expect(fault(header, [], ignoring: ["Fax"]) == .unknownColumn("Fax", known: header.names))
    let parts = ["what", "how", "by", "date", "file"].map { "evidence[].\($0)" }
    #expect(throws: LoadPlanFault.notOneCell(field: "evidence", known: parts)) {
      try plan("assessment", CSVHeader(["a"]), ColumnMapping([pair("a=evidence")]))
    }
    #expect(ColumnMapping.Pair("a=b=c") == pair("a=b = c"))
    #expect(ColumnMapping.Pair("name") == nil)
    #expect(ColumnMapping.Pair("=name") == nil)
  }

  @Test("A row becomes a body in the form's order, its values as the form writes them")
  func row() throws {
    let header = CSVHeader([
      "Valid until", "quantity", "unit", "Substance", "Customer", "On headed paper",
      "Number of orders", "Kind", "Use", "valid_from", "Signed by",
    ])
    let id = EntryID(line: Array("c".utf8).span.bytes).text
    let plan = try LoadPlan(form: form("declaration"), header: header) { field, text in
      field.kind == .record ? text == "C-1" ? .found(id) : .refused("no ‘\(text)’") : .found(text)
    }
    let body = try body(
      plan,
      [
        "31.12.2026", "1.200,50", "KG", "110-63-4", " C-1 ", "Yes", "6", "Multiple",
        "first\r\nsecond", "2026-01-01", "",
      ],
    )
    #expect(
      body.text
        == """
        {"customer":"\(id)","substance":"110-63-4","quantity":"1200.5","unit":"kg",\
        "end_use":"first\\nsecond","kind":"multiple","transactions":6,"valid_from":"2026-01-01",\
        "valid_until":"2026-12-31","headed_paper":true}
        """
    )
  }

  @Test("Lists are parted by bars, empty rows are blank")
  func lists() throws {
    let header = CSVHeader(["customer", "outcome", "assessor", "date", "substances"])
    let plan = try plan("assessment", header)
    let id = EntryID(line: Array("c".utf8).span.bytes).text
    let body = try body(plan, [id, "approved", "MB", "2026-01-01", "110-63-4 | 96-48-0|"])
    #expect(body["substances"] == ["110-63-4", "96-48-0"])
    guard case .blank = plan.body(of: row(["", " ", "", "\u{A0}", ""])) else {
      Issue.record("a blank row is no body")
      return
    }
  }

  @Test(
    "A refused cell is named with line, column, value and reason",
    arguments: [
      ("country", "Atlantis", "no country is called ‘Atlantis’"),
      ("kind", "firm", "‘firm’ is none of: company"),
      ("phone", "3,15556E+10", "a spreadsheet turned this number into ‘3,15556E+10’"),
      ("registration_number", "3,31355E+13", "or load without it: --ignore 'registration_number'"),
      ("trade_name", "two\nlines", "the value has several lines"),
      ("trade_name", "a\u{0}b", "control character"),
      ("trade_name", "a\u{202E}b", "turns the writing direction"),
      ("vat", "NL004495446B01", "NL004495446B01"),
      ("email", "nobody", "nobody"),
      ("known_since", "long ago", "neither a year nor a date"),
    ],
  )
  func refused(_ field: String, _ value: String, _ reason: String) throws {
    let plan = try plan("customer", CSVHeader(["name", field]))
    guard case .refused(let problems) = plan.body(of: row(["Firm", value])) else {
      Issue.record("‘\(value)’ was taken")
      return
    }
    #expect(problems.count == 1)
    #expect(problems.first?.line == 7)
    #expect(problems.first?.column == field)
    #expect(problems.first?.value == value)
    #expect(problems.first?.reason.contains(reason) == true, "\(problems)")
  }

  @Test("Every bad cell of a row is named at once, and a missing one as a row")
  func severalProblems() throws {
    let plan = try plan("customer", CSVHeader(["name", "country", "vat"]))
    guard case .refused(let problems) = plan.body(of: row(["A", "Atlantis", "1E+9"])) else {
      Issue.record("a bad row was taken")
      return
    }
    #expect(problems.map(\.column) == ["country", "vat"])
    guard case .refused(let missing) = plan.body(of: row(["", "NL", ""])) else {
      Issue.record("a row without a name was taken")
      return
    }
    #expect(missing.map(\.column) == ["name"])
    #expect(missing.first?.reason.contains("missing") == true)
  }

  @Test("A column that shows how it writes dates and amounts settles the others")
  func evidence() throws {
    let header = CSVHeader(["substance", "quantity", "unit", "date"])
    var plan = try plan("sample", header)
    let ambiguous = ["96-48-0", "1,250", "kg", "05/03/2026"]
    guard case .refused(let problems) = plan.body(of: row(ambiguous)) else {
      Issue.record("an ambiguous row was taken")
      return
    }
    #expect(problems.map(\.column) == ["quantity", "date"])
    plan.observe(row(["96-48-0", "0,5", "kg", "31/01/2026"]))
    let body = try body(plan, ambiguous)
    #expect(body["quantity"] == "1.25")
    #expect(body["date"] == "2026-03-05")
  }

  private func pair(_ text: String) -> ColumnMapping.Pair {
    ColumnMapping.Pair(text) ?? ColumnMapping.Pair(column: "", field: "")
  }

  private func plan(
    _ form: String,
    _ header: CSVHeader,
    _ mapping: ColumnMapping = ColumnMapping(),
  ) throws -> LoadPlan {
    try LoadPlan(form: self.form(form), header: header, mapping: mapping)
  }

  private func fault(
    _ header: CSVHeader,
    _ pairs: [String],
    ignoring: [String] = [],
  ) -> LoadPlanFault? {
    let mapping = ColumnMapping(pairs.map(pair), ignoring: ignoring)
    do {
      _ = try plan("customer", header, mapping)
      return nil
    } catch {
      return error as? LoadPlanFault
    }
  }

  private func form(_ name: String) throws -> Form {
    try #require(FormLibrary.forms.newest(name))
  }

  private func body(_ plan: LoadPlan, _ cells: [String]) throws -> JSON {
    switch plan.body(of: row(cells)) {
    case .body(let body): return body
    case .refused(let problems): throw problems[0]
    case .blank: throw RowProblem(line: 0, reason: "blank")
    }
  }

  private func row(_ cells: [String]) -> CSVRow { CSVRow(cells, line: 7) }
}

extension CSVRow {
  /// A row of these cells.
  init(_ cells: [String], line: Int) {
    self.init()
    self.line = line
    for cell in cells {
      bytes += cell.utf8
      ends.append(bytes.count)
    }
  }
}
