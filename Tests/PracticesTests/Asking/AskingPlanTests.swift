import Records
import Testing

@testable import Practices

@Suite("What is asked for")
struct AskingPlanTests {
  @Test("Every field of a plan is one of its form", arguments: AskingPlan.planned)
  func fields(_ name: String) throws {
    let form = try #require(FormLibrary.forms.newest(name))
    let plan = try #require(AskingPlan.plan(named: name))
    let paths = plan.asked + plan.usual.keys + plan.known.keys + plan.when.keys
    for path in paths { #expect(form.field(atPath: path) != nil, "\(name) has no \(path)") }
    for condition in plan.when.values { #expect(form.field(condition.field) != nil) }
    guard let renewal = plan.renewal else { return }
    let members = [renewal.asked, renewal.from, renewal.until] + renewal.left
    for member in members { #expect(form.field(member) != nil, "\(name) has no \(member)") }
    #expect(!renewal.left.contains(renewal.asked))
  }

  @Test("What a form needs is asked for or usual", arguments: FormLibrary.forms.all.map(\.name))
  func required(_ name: FormName) throws {
    let form = try #require(FormLibrary.forms[name])
    let plan = AskingPlan.plan(for: form)
    for field in form.fields where field.isRequired {
      let isAsked = plan.asked.contains { path in
        path == field.name || path.hasPrefix(field.name + ".") || path.hasPrefix(field.name + "[")
      }
      #expect(isAsked || plan.usual[field.name] != nil, "\(name): \(field.name)")
    }
    #expect(Set(plan.asked).count == plan.asked.count)
  }

  @Test(
    "A period of years ends on the day before it begins anew",
    arguments: [
      ("2026-01-01", 1, "2026-12-31"), ("2026-11-24", 1, "2027-11-23"),
      ("2024-02-29", 1, "2025-02-28"), ("2024-02-29", 4, "2028-02-28"),
      ("2023-03-01", 1, "2024-02-29"), ("2026-11-24", 2, "2028-11-23"),
    ],
  )
  func years(from: String, years: Int, until: String) throws {
    let first = try #require(CalendarDate(from))
    #expect(first.lastDay(ofYears: years).text == until)
  }

  @Test("Paths reach the parts of fields and of entries")
  func paths() throws {
    let form = try #require(FormLibrary.forms.newest("assessment"))
    #expect(form.field(atPath: "outcome")?.name == "outcome")
    #expect(form.field(atPath: "evidence[].what")?.name == "what")
    #expect(form.field(atPath: "evidence[]")?.name == "evidence")
    for path in ["", "x", "outcome[]", "outcome.x", "evidence.what", "evidence[].x"] {
      #expect(form.field(atPath: path) == nil, "\(path)")
    }
  }
}
