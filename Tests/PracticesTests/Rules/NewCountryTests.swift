import Records
import Testing

@testable import Practices

/// A country that the program does not ship: one document and no Swift.
@Suite("New country")
struct NewCountryTests {
  /// After the Australian code of 1994 and 2008: category I is not sold for cash and leaves a
  /// day after the order.
  private static let document = """
    {"package": "au-code", "version": "1", "label": "Australian code of practice",
     "jurisdiction": "AU", "countries": ["AU"], "valid_from": "2008-01-01", "rules": [
      {"rule": "au-waiting-time", "on": ["order"],
       "applies": {"substance": {"cas": ["4676-39-5"]}},
       "function": "waiting-time", "with": {"days": 1}, "verdict": "hold", "basis": "voluntary",
       "source": "PACIA code, category I: supply delayed by 24 hours", "confirmed": true,
       "remedy": "let the goods leave a day after the order", "examples": [
        {"order": {"substance": "4676-39-5", "date": "2026-03-01"}, "date": "2026-03-02",
         "verdict": "pass"},
        {"order": {"substance": "4676-39-5", "date": "2026-03-02"}, "date": "2026-03-02",
         "verdict": "hold"},
        {"order": {"substance": "4676-39-5"}, "date": "2026-03-02", "verdict": "unknown"},
        {"order": {"substance": "96-48-0"}, "date": "2026-03-02", "verdict": "not-applicable"},
        {"order": {"date": "2026-03-01"}, "date": "2026-03-02", "verdict": "pass"},
        {"order": {"date": "2026-03-02"}, "date": "2026-03-02", "verdict": "unknown"}]},
      {"rule": "au-no-cash", "on": ["order"],
       "applies": {"substance": {"cas": ["4676-39-5"]}},
       "function": "field-required",
       "with": {"fields": [{"field": "payment", "one_of": ["invoice", "prepayment", "card"]}]},
       "verdict": "hold", "basis": "voluntary", "source": "PACIA code, category I: no cash sales",
       "confirmed": true, "remedy": "ask for payment by invoice", "examples": [
        {"order": {"substance": "4676-39-5", "payment": "card"}, "date": "2026-03-02",
         "verdict": "pass"},
        {"order": {"substance": "4676-39-5", "payment": "cash"}, "date": "2026-03-02",
         "verdict": "hold"}]},
      {"rule": "au-monthly", "on": ["order"], "function": "cumulative-quantity",
       "with": {"threshold": {"table": [{"cas": ["96-48-0"], "quantity": "100", "unit": "l"}]},
                "period": "calendar-month"},
       "verdict": "hold", "basis": "voluntary", "source": "an example", "confirmed": false,
       "remedy": "ask why", "examples": [
        {"records": [{"as": "c", "form": "customer", "body": {"name": "Boab Paints Pty"}},
                     {"as": "m", "form": "movement", "body": {"kind": "supplied",
                      "counterparty": "@c", "substance": "96-48-0", "quantity": "60",
                      "unit": "l", "date": "2026-03-01"}}],
         "order": {"customer": "@c", "substance": "96-48-0", "quantity": "40", "unit": "l"},
         "date": "2026-03-02", "verdict": "pass"},
        {"records": [{"as": "c", "form": "customer", "body": {"name": "Boab Paints Pty"}},
                     {"as": "m", "form": "movement", "body": {"kind": "supplied",
                      "counterparty": "@c", "substance": "96-48-0", "quantity": "60",
                      "unit": "l", "date": "2026-03-01"}}],
         "order": {"customer": "@c", "substance": "96-48-0", "quantity": "40001", "unit": "ml"},
         "date": "2026-03-02", "verdict": "hold"},
        {"records": [{"as": "c", "form": "customer", "body": {"name": "Boab Paints Pty"}}],
         "order": {"customer": "@c", "substance": "110-63-4", "quantity": "1", "unit": "kg"},
         "date": "2026-03-02", "verdict": "unknown"}]}]}
    """

  @Test("Its rules say of their examples what they say they do")
  func examples() throws {
    let package = try RulePackageTests.parse(Self.document)
    let engine = RuleEngine(packages: [package], register: .standard, forms: FormLibrary.forms)
    for rule in package.rules {
      for (number, example) in rule.examples.enumerated() {
        let (records, request) = example.materialised(organisation: Firm.id)
        let result = try engine.result(
          of: rule.name,
          in: package.name,
          for: request,
          in: ListedRecords(records, forms: FormLibrary.forms),
        )
        #expect(
          result?.verdict == example.verdict,
          "\(rule.name) \(number + 1): \(result?.because ?? "")",
        )
      }
    }
  }

  @Test("A newer package of the same name takes the place of the older")
  func newer() throws {
    let shipped = try #require(RulePackage.shipped("us-21cfr1310"))
    let text = Self.document.replacing("\"au-code\"", with: "\"us-21cfr1310\"")
    let newer = try RulePackageTests.parse(text)
    let engine = RuleEngine(
      packages: [shipped, newer],
      register: .standard,
      forms: FormLibrary.forms,
    )
    #expect(engine.packages.map(\.jurisdiction) == ["AU"])
  }
}
