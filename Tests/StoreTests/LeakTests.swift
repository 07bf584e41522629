import Bundling
import CentralView
import Foundation
import Journal
import Records
import Sealing
import SystemPackage
import TestSupport
import Testing

@testable import Store

/// What goes to a firm, looked through byte by byte for what it must not learn of others.
@Suite("What goes to firms")
struct LeakTests {
  /// Everything in a bundle, inflated, one file after the other.
  private func contents(of bundle: FilePath) throws -> String {
    let bytes = Array(try Data(contentsOf: URL(filePath: bundle.string)))
    var everything = bytes
    var start = 0
    while start + 512 <= bytes.count, bytes[start] != 0 {
      let size = Int(
        String(decoding: bytes[(start + 124)..<(start + 135)], as: UTF8.self)
          .trimmingCharacters(in: CharacterSet(charactersIn: " \0")),
        radix: 8,
      )
      let length = try #require(size)
      let member = Array(bytes[(start + 512)..<(start + 512 + length)])
      if member.starts(with: [0x1f, 0x8b]) {
        everything += try GzipInflater.text(of: member.span.bytes, limit: 1 << 26)
      }
      start += 512 + (length + 511) / 512 * 512
    }
    return String(decoding: everything, as: UTF8.self)
  }

  /// What must not be found: of every other firm its names, numbers, ids and quantities.
  private func secrets(of dispute: Dispute, but firm: Int, _ marks: [[String]]) throws -> [String] {
    var secrets: [String] = []
    for (index, other) in dispute.firms.enumerated() where index != firm {
      // An outcome is a word like any other outside quotation marks.
      secrets += marks[index].map { $0 == marks[index][1] ? "\"\($0)\"" : $0 }
      secrets += [other.settings.name, other.settings.origin.text]
      secrets += [other.settings.organisation.text, other.settings.author]
      secrets += [String(other.settings.organisation.text.prefix(8))]
      for record in try other.view.records(organisation: other.settings.organisation) {
        secrets.append(record.id.text)
        secrets += try other.history(of: record).map(\.id.text)
      }
    }
    return secrets
  }

  @Test("Determinations, forks and judgements tell a firm nothing of another", .temporaryFolder)
  func silence() throws {
    var dispute = try Dispute("noordchem", "zuidchem", "waalchem")
    let marks = [
      ["noordchem", "approved", "1111.5", "Nachtblau", "Noordkade 11", "NL-LIC-111"],
      ["zuidchem", "refused", "2222.5", "Zinnober", "Zuidkade 22", "NL-LIC-222"],
      ["waalchem", "suspended", "3333.5", "Waldgrau", "Waalkade 33", "NL-LIC-333"],
    ]
    for firm in marks.indices {
      try dispute.assess(firm, marks[firm][1])
      try dispute.declare(firm, marks[firm][2], endUse: marks[firm][3])
      try dispute.add(
        firm,
        "licence",
        [
          "holder": dispute.customers[firm].text, "number": marks[firm][5], "kind": "licence",
          "valid_until": "2027-0\(firm + 1)-01",
        ],
      )
      _ = try dispute.firms[firm].revise(
        dispute.firms[firm].customer("\(marks[firm][0])-customer"),
        changes: [("street", .string(marks[firm][4]))],
        because: "their letterhead",
      )
    }
    try dispute.report()
    try fork(&dispute)
    try judge(dispute)
    // Every contradiction decided, in each of the ways that there are, one after the other.
    let ways: [(ConflictSummary) -> [RulingChoice]] = [
      { conflict in [.take(entry: conflict.values[1].entry.text)] },
      { _ in [.bothStand] },
      { conflict in [.take(entry: conflict.values[2].entry.text)] },
      { conflict in [.take(entry: conflict.values[0].entry.text)] },
    ]
    for (round, way) in ways.enumerated() {
      for field in ["decision", "amount", "end_use"] {
        let conflict = try dispute.contradiction(field)
        _ = try dispute.authority.determine(conflict, way(conflict), because: "round \(round)")
      }
      try look(&dispute, marks, round)
    }
    // What a register shows may be told where it is taken: here nothing of it is.
    for field in ["address", "number"] {
      let conflict = try dispute.contradiction(field)
      _ = try dispute.authority.determine(conflict, [.bothStand], because: "several plants")
    }
    try look(&dispute, marks, ways.count)
  }

  @Test(
    "Whom an authority packs for at once gets a bundle each, which names nobody else",
    .temporaryFolder,
  )
  func several() throws {
    let dispute = try Dispute("noordchem", "zuidchem")
    let folder = try dispute.fixture.inbox("mail", [])
    let options = PackOptions(recipients: ["company"], output: folder)
    let report = try dispute.authority.pack(options)
    #expect(report.bundles.count == 2)
    #expect(Set(report.bundles.map(\.file)).count == 2)
    for bundle in report.bundles {
      let text = try contents(of: FilePath(bundle.file))
      for firm in dispute.firms {
        let id = firm.settings.organisation
        #expect(text.contains(id.text) == (bundle.recipients == [id]))
        #expect(!text.contains(firm.settings.name))
      }
      let reader = try #require(
        dispute.firms.first { bundle.recipients == [$0.settings.organisation] }
      )
      #expect(try reader.importBundles([FilePath(bundle.file)]).bundles.map(\.outcome) == [.merged])
    }
    #expect(throws: StoreError.severalReaders(2)) {
      try dispute.authority.pack(
        PackOptions(recipients: ["company"], output: dispute.fixture.folder.appending("one.tar"))
      )
    }
  }

  /// Packs for each firm and looks through what it gets.
  private func look(_ dispute: inout Dispute, _ marks: [[String]], _ round: Int) throws {
    for firm in dispute.firms.indices {
      let bundle = try dispute.answer(firm)
      let text = try contents(of: bundle)
      #expect(text.contains("journal/1"), "the bundle was read")
      for secret in try secrets(of: dispute, but: firm, marks) {
        #expect(!text.contains(secret), "firm \(firm), round \(round): ‘\(secret)’")
      }
    }
  }

  /// A firm goes on from an old copy, so that its journal has two histories.
  private func fork(_ dispute: inout Dispute) throws {
    let old = try dispute.fixture.copy(dispute.firms[1], "zuidchem-old")
    for (store, text) in [(old, "one"), (dispute.firms[1], "two")] {
      try store.addCustomer(["reference": "zuidchem-\(text)", "name": "zuidchem \(text)"])
      let bundle = try dispute.fixture.pack(store, "fork-\(text)")
      _ = try dispute.authority.importBundles([bundle])
    }
  }

  /// The authority says that two firms' customers are one.
  private func judge(_ dispute: Dispute) throws {
    let authority = dispute.authority
    let records = [dispute.customers[0], dispute.customers[1]].sorted()
    _ = try authority.add(
      form: authority.form(named: "judgement"),
      body: [
        "records": .array(records.map { .string($0.text) }), "judgement": "same",
        "reason": "the customer of noordchem and of zuidchem",
      ],
    )
  }
}
