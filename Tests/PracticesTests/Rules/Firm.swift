import Records

@testable import Practices

/// A few records of a firm and an order, for tests of the engine.
struct Firm {
  var records: [KnownRecord] = []
  let packages: [RulePackage]

  static let id = OrganisationID(firstKey: [UInt8](repeating: 7, count: 32))
  static let bdo: JSON = "110-63-4"

  init(_ packages: [RulePackage] = RulePackage.shipped) { self.packages = packages }

  /// The id of the record with this name.
  static func id(_ name: String) -> EntryID { RuleExample.id(name) }

  /// The id as bodies hold it.
  static func name(_ name: String) -> JSON { .string(id(name).text) }

  mutating func add(
    _ name: String,
    _ form: String,
    _ bodies: JSON...,
    isVoid: Bool = false,
    isIncomplete: Bool = false,
  ) {
    records.removeAll { $0.id == Self.id(name) }
    records.append(
      KnownRecord(
        id: Self.id(name),
        form: form,
        organisation: Self.id,
        bodies: bodies,
        isVoid: isVoid,
        isIncomplete: isIncomplete,
      )
    )
  }

  func check(
    _ bodies: JSON...,
    subject: CheckRequest.Subject = .order,
    record: String? = nil,
    on date: String = "2026-03-02",
  ) throws -> CheckAnswer {
    try check(
      CheckRequest(
        subject: subject,
        bodies: bodies,
        record: record.map(Self.id),
        date: CalendarDate(date) ?? CalendarDate(dayNumber: 0),
      )
    )
  }

  func check(_ request: CheckRequest) throws -> CheckAnswer {
    let engine = RuleEngine(packages: packages, register: .standard, forms: FormLibrary.forms)
    return try engine.check(request, in: ListedRecords(records, forms: FormLibrary.forms))
  }

  /// A firm with one customer against whom nothing speaks, and an order of theirs.
  static func inOrder(_ packages: [RulePackage] = RulePackage.shipped) -> Firm {
    var firm = Firm(packages)
    firm.add(
      "customer",
      "customer",
      [
        "name": "Janssen Coatings B.V.", "kind": "company", "role": "end_user",
        "street": "Radarweg 36", "city": "Amsterdam", "country": "NL",
        "registration_number": "33273785",
      ],
    )
    firm.add(
      "assessment",
      "assessment",
      [
        "customer": name("customer"), "outcome": "approved", "assessor": "M. Bakker",
        "date": "2026-01-10", "valid_until": "2028-01-09", "second_approver": "J. Visser",
      ],
    )
    firm.add("declaration", "declaration", declaration())
    return firm
  }

  static func declaration(_ changes: (String, JSON?)...) -> JSON {
    changed(
      [
        "customer": name("customer"), "substance": bdo, "quantity": "1200", "unit": "kg",
        "end_use": "floor coatings", "kind": "multiple", "valid_from": "2026-01-12",
        "valid_until": "2027-01-11", "signatory": "A. de Vries",
      ],
      changes,
    )
  }

  /// An order that nothing speaks against.
  static func order(_ changes: (String, JSON?)...) -> JSON {
    changed(
      [
        "customer": name("customer"), "substance": bdo, "quantity": "50", "unit": "kg",
        "end_use": "floor coatings", "date": "2026-03-02", "indicators": [],
        "answers": [
          [
            "question": "plausible-use", "answer": true, "comment": "as always",
            "by": "M. Bakker", "date": "2026-03-02",
          ]
        ],
      ],
      changes,
    )
  }

  static func changed(_ body: JSON, _ changes: [(String, JSON?)]) -> JSON {
    var members = body.members ?? []
    for (name, value) in changes {
      members.removeAll { $0.name == name }
      if let value { members.append(JSON.Member(name, value)) }
    }
    return .object(members)
  }
}

extension CheckAnswer {
  /// The rules that are amiss, each with its verdict: `icca-2-assessed=hold`.
  var amiss: [String] {
    results.filter { $0.verdict > .pass }.map { "\($0.rule)=\($0.verdict.rawValue)" }
  }

  subscript(rule: String) -> RuleResult? { results.first { $0.rule == rule } }
}
