import Foundation
import Records
import SystemPackage
import TestSupport
import Testing

/// A firm with two customers, one of them with a hostile name, a few movements, and a
/// suspicion that nobody may learn of.
struct SmallFirm {
  let shell: Shell

  /// A name that is a formula for a spreadsheet and a tag for a browser.
  static let hostileName = "=cmd|' /C calc'!A0 <b>, Utrecht, NL"

  init() throws {
    shell = Shell().company()
    try add(
      "customer",
      "reference=C-1",
      "name=Janssen Coatings B.V.",
      "street=Radarweg 36",
      "postal_code=1042 AA",
      "city=Amsterdam",
      "country=NL",
    )
    try add(
      "customer",
      "reference=C-2",
      "name==cmd|' /C calc'!A0 <b>",
      "city=Utrecht",
      "country=NL",
    )
    try add(
      "licence",
      "number=LIC-77",
      "holder=C-1",
      "kind=licence",
      "issued_by=Ministry of Health",
    )
    try add(
      "officer",
      "name=M. Bakker",
      "contact=+31 20 555 01 00",
      "valid_from=2024-01-01",
    )
    for movement in [
      "supplied 110-63-4 1200 kg 2025-01-10 C-1", "supplied 110-63-4 0.3 t 2025-05-10 C-1",
      "used 110-63-4 100 l 2025-06-01", "supplied 96-48-0 500 kg 2025-07-01 C-2 70",
      "supplied 110-63-4 999 kg 2024-07-01 C-1",
    ] {
      let words = movement.split(separator: " ").map(String.init)
      var fields = [
        "kind=\(words[0])", "substance=\(words[1])", "quantity=\(words[2])", "unit=\(words[3])",
        "date=\(words[4])",
      ]
      if words.count > 5 { fields.append("counterparty=\(words[5])") }
      if words.count > 6 { fields.append("concentration=\(words[6])") }
      try add("movement", fields)
    }
    try add(
      "suspicious_transaction",
      "reference=S-1",
      "stage=enquiry",
      "substance_as_asked=GHB cleaner",
      "narrative=Wanted it on the spot.",
      "action=refused",
      "noticed=2025-04-01",
      "parties[].name=P. Nemo",
      "parties[].role=requester",
      "parties[].our_customer=no",
      "parties[].name=Janssen Coatings B.V.",
      "indicators[].code=cash-payment",
      "indicators[].comment=insisted",
    )
  }

  /// Records something, and returns its id.
  @discardableResult
  func add(_ form: String, _ values: String...) throws -> String { try add(form, values) }

  @discardableResult
  private func add(_ form: String, _ values: [String]) throws -> String {
    let outcome = shell.run(["add", form, "--format", "json"] + Self.fields(values))
    // An order that has to wait is recorded all the same.
    #expect([0, 5].contains(outcome.status), "\(form): \(outcome.notes)")
    return try #require(try outcome.json["record"]?.string)
  }

  /// Values as options of a command line.
  static func fields(_ values: String...) -> [String] { fields(values) }

  private static func fields(_ values: [String]) -> [String] {
    values.flatMap { ["--field", $0] }
  }
}
