import Records
import Testing

@testable import Practices

@Suite("Loading, form by form")
struct FormLoadingTests {
  @Test(
    "A table of one row with a column for every field gives the full body back",
    arguments: FormExample.all,
    Headings.allCases,
  )
  func everyField(_ example: FormExample, _ headings: Headings) throws {
    let form = try form(example.form)
    let cells = cells(of: example.full, form, headings)
    let plan = try LoadPlan(form: form, header: CSVHeader(cells.map(\.heading)))
    #expect(plan.ignored == [])
    // What has no fields of its own to name is written by programs only.
    let expected = example.full.setting("value", to: nil)
    let withoutValue = example.form == "determination/1" ? expected : example.full
    #expect(try body(plan, cells.map(\.text)).contentKey == withoutValue.contentKey)
  }

  @Test("The elements of a list have numbered columns, and one left empty leaves no gap")
  func elements() throws {
    let header = CSVHeader([
      "kind", "substance", "date", "packs.lot", "Packs: Number", "packs[2].lot", "Packs 2 Seals",
      "packs 3 lot", "packs[3].count",
    ])
    let plan = try LoadPlan(form: form("movement/1"), header: header)
    #expect(
      plan.columns.map(\.field) == [
        "kind", "substance", "date", "packs[].lot", "packs[].count", "packs[2].lot",
        "packs[2].seals", "packs[3].lot", "packs[3].count",
      ]
    )
    let start = ["supplied", "110-63-4", "2026-05-06"]
    let all = try body(plan, start + ["A", "1", "B", "S-1|S-2", "C", "3"])
    #expect(
      all["packs"] == [
        ["lot": "A", "count": 1], ["lot": "B", "seals": ["S-1", "S-2"]], ["lot": "C", "count": 3],
      ]
    )
    let some = try body(plan, start + ["", "", "B", "", "C", ""])
    #expect(some["packs"] == [["lot": "B"], ["lot": "C"]])
    let none = try body(plan, start + ["", "", "", "", "", ""])
    #expect(none["packs"] == nil)
    guard case .refused(let problems) = plan.body(of: row(start + ["", "", "B", "", "", "0"]))
    else {
      Issue.record("a count of none was taken")
      return
    }
    #expect(problems.map(\.column) == ["packs[3].count"])
    #expect(problems.map(\.value) == ["0"])
  }

  @Test("A mapping may name a list's field with brackets, without and with a number")
  func mapping() throws {
    let form = try form("order/1")
    for name in ["indicators[].code", "indicators.code", "indicators[1].code"] {
      let pair = ColumnMapping.Pair(column: "Sign", field: name)
      let plan = try LoadPlan(
        form: form,
        header: CSVHeader(["Customer", "Substance", "Sign"]),
        mapping: ColumnMapping([pair]),
      )
      #expect(plan.columns.last?.field == "indicators[].code")
      // What is remembered for the next table finds the same field.
      let again = try LoadPlan(
        form: form,
        header: CSVHeader(["Sign", "Customer", "Substance"]),
        remembered: plan.mapping,
      )
      #expect(again.columns.first?.field == "indicators[].code")
    }
    #expect(
      throws: LoadPlanFault.notOneCell(
        field: "indicators",
        known: ["indicators[].code", "indicators[].comment"],
      )
    ) {
      try LoadPlan(
        form: form,
        header: CSVHeader(["Sign"]),
        mapping: ColumnMapping([.init(column: "Sign", field: "indicators")]),
      )
    }
  }

  @Test("A part that is missing in a list's element is named with its column")
  func missingPart() throws {
    let plan = try LoadPlan(
      form: form("annual_return/1"),
      header: CSVHeader(["Year", "Lines substance", "Lines kind", "Lines quantity", "Lines unit"]),
    )
    let cells = ["2025", "110-63-4", "supplied", "2.400,5", ""]
    guard case .refused(let problems) = plan.body(of: row(cells)) else {
      Issue.record("an amount without a unit was taken")
      return
    }
    #expect(problems.map(\.column) == ["Lines unit"])
    let nothing = try body(plan, ["2025", "", "", "", ""])
    #expect(nothing == ["year": 2025])
  }

  @Test("A number with two readings is the one that its field can have")
  func settled() throws {
    let plan = try LoadPlan(
      form: form("product/1"),
      header: CSVHeader(["name", "substance", "density", "concentration"]),
    )
    for (density, percent) in [("1.017", "99.125"), ("1,017", "99,125")] {
      let body = try body(plan, ["Hardener", "110-63-4", density, percent])
      #expect(body["density"] == "1.017")
      #expect(body["concentration"] == "99.125")
    }
  }

  @Test("A spreadsheet's own words for yes and no are read", arguments: ["WAHR", "ja", "TRUE"])
  func booleans(_ text: String) throws {
    let header = CSVHeader(["distributor", "flow_down"])
    let plan = try LoadPlan(form: form("distributor_commitment/1"), header: header)
    let id = FormExample.entry.string ?? ""
    #expect(try body(plan, [id, text])["flow_down"] == true)
  }

  /// How the columns of a generated table are called.
  enum Headings: CaseIterable {
    case names, labels
  }

  /// A heading and a text for every value in a body.
  private func cells(
    of body: JSON,
    _ form: Form,
    _ headings: Headings,
  ) -> [(heading: String, text: String)] {
    form.fields.flatMap { field -> [(heading: String, text: String)] in
      guard let value = body[field.name] else { return [] }
      let inner: (fields: [FormField], value: JSON?, mark: String)
      switch field.kind {
      case .group(let fields): inner = (fields, value, ".")
      case .list(of: .group(let fields)): inner = (fields, value.elements?.first, "[].")
      default: return [(headings == .names ? field.name : field.label, text(of: value))]
      }
      return inner.fields.compactMap { part in
        guard let value = inner.value?[part.name] else { return nil }
        let name = "\(field.name)\(inner.mark)\(part.name)"
        return (headings == .names ? name : "\(field.label): \(part.label)", text(of: value))
      }
    }
  }

  private func text(of value: JSON) -> String {
    switch value {
    case .string(let text): text
    case .bool(let flag): flag ? "yes" : "no"
    case .array(let elements): elements.map(text).joined(separator: " | ")
    default: value.text
    }
  }

  private func form(_ name: String) throws -> Form {
    try #require(FormName(name).flatMap { FormLibrary.forms[$0] })
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
