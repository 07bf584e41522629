import CentralView
import Foundation
import Practices
import Records
import SystemPackage
import TestSupport
import Testing

@testable import Store

/// Tables of forms that point at each other and have lists, as a firm's spreadsheets hold them.
@Suite("Tables of every practice")
struct FormTableTests {
  let fixture = Fixture()

  private static let tables: [(form: String, lines: [String])] = [
    (
      "customer",
      ["reference;name;country", "C-1;Janssen Coatings B.V.;NL", "C-2;Moreau SARL;FR"],
    ),
    (
      "licence",
      [
        "Number;Holder;Kind;Substances;Valid until", "NL-1;C-1;licence;110-63-4|96-48-0;31.12.2027",
        "NL-2;C-1;registration;;",
      ],
    ),
    (
      "assessment",
      [
        "customer;outcome;assessor;date;licences;evidence.what;evidence[2].what;evidence[2].date",
        "C-1;approved;MB;2026-03-02;NL-1|NL-2;register extract;site visit;2026-03-01",
      ],
    ),
    (
      "order",
      [
        "Your order number;Customer;Substance;Quantity;Unit;Date;Collected by: Name;Payment",
        "O-1;C-1;110-63-4;200,5;kg;04.05.2026;P. Jansen;invoice", "O-2;C-2;96-48-0;;;;;",
      ],
    ),
    (
      "movement",
      [
        "reference;kind;order;counterparty;substance;quantity;unit;date;packs.lot;packs.seals;packs[2].lot",
        "L-1;supplied;O-1;C-1;110-63-4;200;kg;2026-05-06;B-1;S-1|S-2;B-2",
        "L-2;used;;;110-63-4;20;kg;2026-05-07;;;",
      ],
    ),
    (
      "annual_return",
      [
        "reference;year;lines.substance;lines.kind;lines.third_party;lines.quantity;lines.unit",
        "AR-1;2025;110-63-4;supplied;Janssen;2400;kg", "AR-0;2024;;;;;",
      ],
    ),
  ]

  @Test("Tables that name each other's records load, and change nothing again", .temporaryFolder)
  func pointing() throws {
    let firm = try fixture.store("firm")
    for (isAgain, (name, lines)) in [false, true].flatMap({ again in
      Self.tables.map { (again, $0) }
    }) {
      let path = fixture.folder.appending("\(name).csv")
      try Data((lines.joined(separator: "\r\n") + "\r\n").utf8).write(
        to: URL(filePath: path.string)
      )
      let options = LoadOptions(because: "the books so far")
      let report = try firm.load(path, form: firm.form(named: name), options: options)
      #expect(report.refused.isEmpty, "\(name): \(report.refused)")
      #expect(report.ignored == [], "\(name)")
      #expect(report.created == (isAgain ? 0 : lines.count - 1), "\(name)")
      #expect(report.unchanged == (isAgain ? lines.count - 1 : 0), "\(name)")
    }
    let view = firm.view
    let own = firm.settings.organisation
    func record(_ name: String) throws -> RecordSummary { try view.record(named: name, of: own) }
    let assessment = try #require(try view.records(ofForm: "assessment").first)
    let licences = [try record("NL-1"), try record("NL-2")].map { JSON.string($0.id.text) }
    #expect(assessment.body["licences"] == .array(licences))
    #expect(
      assessment.body["evidence"]
        == [["what": "register extract"], ["what": "site visit", "date": "2026-03-01"]]
    )
    let delivery = try record("L-1").body
    #expect(delivery["order"]?.string == (try record("O-1").id.text))
    #expect(delivery["packs"] == [["lot": "B-1", "seals": ["S-1", "S-2"]], ["lot": "B-2"]])
    #expect(try record("O-1").body["collector"] == ["name": "P. Jansen"])
    #expect(try record("AR-0").body == ["reference": "AR-0", "year": 2024])
  }
}
