import CentralView
import Foundation
import Journal
import Practices
import Records
import Sealing
import SystemPackage
import TestSupport
import Testing

@testable import Store

@Suite("Records of a store")
struct RecordTests {
  let fixture = Fixture()

  @Test("A revision writes what changed, and its group as a whole", .temporaryFolder)
  func revise() throws {
    let firm = try fixture.store("firm")
    try firm.addCustomer(["name": "One", "reference": "K-1", "city": "Delft", "country": "NL"])
    let record = try firm.customer("K-1")
    let written = try firm.revise(
      record,
      changes: [("city", .string("Leiden")), ("name", .string("One")), ("phone", .string("1"))],
      because: "they moved",
    )
    #expect(written.record == record.id)
    let entry = try #require(try firm.entry(written.entry))
    #expect(entry.writes == ["address", "phone"])
    #expect(entry.parents == [record.id])
    #expect(entry.because == "they moved")
    #expect(entry.author == "Officer of firm")
    // The whole state is carried.
    #expect(entry.body?["country"]?.string == "NL")
    let removed = try firm.revise(
      firm.customer("K-1"),
      changes: [("phone", nil)],
      because: "gone",
    )
    #expect(try firm.entry(removed.entry)?.writes == ["phone"])
    #expect(try firm.customer("K-1").body["phone"] == nil)
    #expect(try firm.customer("K-1").revisions == 3)
  }

  @Test(
    "A revision that changes nothing, or gives no reason, is refused and writes nothing",
    .temporaryFolder,
  )
  func refusedRevisions() throws {
    let firm = try fixture.store("firm")
    try firm.addCustomer(["name": "One", "reference": "K-1"])
    let record = try firm.customer("K-1")
    let size = try firm.ownSize
    #expect(throws: StoreError.nothingChanged(record.id.short)) {
      try firm.revise(record, changes: [("name", .string("One"))], because: "again")
    }
    #expect(throws: StoreError.nothingChanged(record.id.short)) {
      try firm.revise(record, changes: [], because: "again")
    }
    #expect(throws: StoreError.self) {
      try firm.revise(record, changes: [("name", .string("Two"))], because: "")
    }
    #expect(throws: StoreError.self) {
      try firm.revise(record, changes: [("name", nil)], because: "it has none")
    }
    #expect(throws: StoreError.self) {
      try firm.revise(record, changes: [("nickname", .string("x"))], because: "new")
    }
    #expect(throws: StoreError.self) { try firm.void(record, because: "") }
    #expect(try firm.ownSize == size)
  }

  @Test("A withdrawn record can be put back, and nothing is lost on the way", .temporaryFolder)
  func void() throws {
    let firm = try fixture.store("firm")
    try firm.addCustomer(["name": "One", "reference": "K-1"])
    let digest = try firm.view.record(named: "K-1", of: firm.settings.organisation).body
    _ = try firm.void(firm.customer("K-1"), because: "a duplicate")
    #expect(try firm.customer("K-1").isVoid)
    #expect(throws: StoreError.self) { try firm.void(firm.customer("K-1"), because: "again") }
    #expect(throws: StoreError.withdrawsAndSays) {
      try firm.revise(
        firm.customer("K-1"),
        changes: [("void", .bool(true)), ("name", .string("Two"))],
        because: "both",
      )
    }
    _ = try firm.revise(firm.customer("K-1"), changes: [("void", nil)], because: "it was not")
    let back = try firm.customer("K-1")
    #expect(!back.isVoid)
    #expect(back.body == digest)
    #expect(back.revisions == 3)
    #expect(back.conflicts.isEmpty)
  }

  @Test("Somebody else's record is refused with its owner's name", .temporaryFolder)
  func foreign() throws {
    let (authority, firms) = try fixture.introduced("firm")
    try firms[0].addCustomer(["name": "One", "reference": "K-1"])
    _ = try authority.importBundles([fixture.pack(firms[0], "one")])
    let record = try authority.customer("K-1")
    let expected = StoreError.foreignRecord(record.id.short, owner: "firm works")
    #expect(throws: expected) {
      try authority.revise(record, changes: [("name", .string("Two"))], because: "better")
    }
    #expect(throws: expected) { try authority.void(record, because: "away") }
    #expect(expected.remedy != nil)
    #expect(expected.kind == .refused)
  }

  /// Two offices that changed one customer apart; the first has seen both.
  private func disagreement(_ fields: [String]) throws -> Store {
    let first = try fixture.store("firm")
    try first.addCustomer(["name": "One", "reference": "K-1", "phone": "0"])
    let second = try fixture.office("office", of: first)
    _ = try second.importBundles([fixture.pack(first, "there", to: ["self"])])
    for (store, value) in [(first, "1"), (second, "2")] {
      _ = try store.revise(
        store.customer("K-1"),
        changes: fields.map { ($0, .string(value)) },
        because: "apart",
      )
    }
    _ = try first.importBundles([fixture.pack(second, "back", to: ["self"])])
    return first
  }

  @Test("A revision that leaves a field in conflict is refused with the list", .temporaryFolder)
  func leavesOpen() throws {
    let firm = try disagreement(["name", "phone", "city"])
    let record = try firm.customer("K-1")
    #expect(record.conflicts == ["address", "name", "phone"])
    #expect(record.heads.count == 2)
    #expect(throws: StoreError.fieldsInConflict(["address", "phone"])) {
      try firm.revise(record, changes: [("name", .string("1"))], because: "that one")
    }
    let written = try firm.revise(
      record,
      changes: [("name", .string("3")), ("phone", nil), ("city", .string("2"))],
      because: "asked them",
    )
    let after = try firm.customer("K-1")
    #expect(after.conflicts.isEmpty)
    #expect(after.heads == [written.entry])
    #expect(after.body["name"]?.string == "3")
    #expect(after.body["phone"] == nil)
    #expect(try firm.view.conflicts().isEmpty)
  }

  @Test("A conflict is resolved by taking one side, by a value, or by both", .temporaryFolder)
  func resolve() throws {
    let firm = try disagreement(["name", "city"])
    let conflict = try #require(try firm.view.conflicts().first { $0.field == "name" })
    #expect(throws: StoreError.notStanding("aaaaaaaa")) {
      try firm.resolve(conflict, choices: [.take(entry: "aaaaaaaa")], because: "guessed")
    }
    #expect(throws: StoreError.fieldsInConflict(["address"])) {
      try firm.resolve(
        conflict,
        choices: [.set(member: "name", .string("3"))],
        because: "half of it",
      )
    }
    let side = try #require(conflict.values.first { $0.value == .string("2") })
    _ = try firm.resolve(
      conflict,
      choices: [
        .take(entry: String(side.entry.text.prefix(8)).uppercased()),
        .set(member: "name", .string("4")),
      ],
      because: "called them",
    )
    let record = try firm.customer("K-1")
    #expect(record.conflicts.isEmpty)
    #expect(record.body["name"]?.string == "4")
    #expect(record.body["city"]?.string == "2")
  }

  @Test(
    "A withdrawal that another office's change opposes is a conflict until somebody decides",
    .temporaryFolder,
    arguments: [false, true],
  )
  func voidConflict(isVoid: Bool) throws {
    let first = try fixture.store("firm")
    try first.addCustomer(["name": "One", "reference": "K-1"])
    let second = try fixture.office("office", of: first)
    _ = try second.importBundles([fixture.pack(first, "there", to: ["self"])])
    // One office withdraws it twice over, the other once and takes that back.
    _ = try first.void(first.customer("K-1"), because: "closed down")
    _ = try second.void(second.customer("K-1"), because: "closed down")
    _ = try second.revise(second.customer("K-1"), changes: [("void", nil)], because: "has not")
    _ = try first.importBundles([fixture.pack(second, "back", to: ["self"])])
    let record = try first.customer("K-1")
    #expect(record.conflicts == ["void"])
    #expect(!record.isVoid)
    let conflict = try #require(try first.view.conflicts().first)
    let side = try #require(conflict.values.first { ($0.value == .bool(true)) == isVoid })
    _ = try first.resolve(conflict, choices: [.take(entry: side.entry.text)], because: "asked")
    #expect(try first.customer("K-1").isVoid == isVoid)
    #expect(try first.customer("K-1").conflicts.isEmpty)
  }

  @Test(
    "An audience that no rule allows is refused",
    .temporaryFolder,
    arguments: [["everybody"], ["authority", "authority"], ["AUTHORITY"], [""]],
  )
  func badAudience(audience: [String]) throws {
    let firm = try fixture.store("firm")
    let size = try firm.ownSize
    #expect(throws: StoreError.self) {
      try firm.add(
        form: firm.form(named: "customer"),
        body: .object(strings: ["name": "One"]),
        audience: audience,
      )
    }
    #expect(try firm.ownSize == size)
  }

  @Test("A body that breaks its form is refused with words for each fault", .temporaryFolder)
  func violations() throws {
    let firm = try fixture.store("firm")
    let bodies: [[String: String]] = [
      [:], ["name": ""], ["name": "One", "country": "Atlantis"], ["name": "One", "vat": "NL1"],
      ["name": "One", "nickname": "x"], ["name": "One", "lei": "5493001KJTIIGC8Y1R13"],
    ]
    let size = try firm.ownSize
    for body in bodies {
      #expect {
        try firm.addCustomer(body)
      } throws: { error in
        guard case StoreError.invalidBody("customer", let problems)? = error as? StoreError else {
          return false
        }
        return !problems.isEmpty && problems.allSatisfy { $0.count > 10 }
      }
    }
    #expect(throws: ViewError.unknownForm("client")) { try firm.form(named: "client") }
    #expect(try firm.ownSize == size)
  }

  @Test("Text is written in normal form C", .temporaryFolder)
  func normalForm() throws {
    let firm = try fixture.store("firm")
    let decomposed = "Cafe\u{301}"
    let written = try firm.add(
      form: firm.form(named: "customer"),
      body: .object(strings: ["name": decomposed, "reference": "K-1"]),
      author: decomposed,
    )
    let entry = try #require(try firm.entry(written.entry))
    #expect(Array((entry.body?["name"]?.string ?? "").utf8) == Array("Caf\u{E9}".utf8))
    #expect(Array(entry.author.utf8) == Array("Caf\u{E9}".utf8))
    // What is the same in normal form is no change.
    #expect(throws: StoreError.self) {
      try firm.revise(
        firm.customer("K-1"),
        changes: [("name", .string(decomposed))],
        because: "x",
      )
    }
    let revision = try firm.revise(
      firm.customer("K-1"),
      changes: [("city", .string("Orle\u{301}ans"))],
      because: "a\u{300} jour",
    )
    #expect(Array((try firm.entry(revision.entry)?.because ?? "").utf8) == Array("à jour".utf8))
  }

  @Test(
    "Control characters, bidirectional controls and non-characters are refused",
    .temporaryFolder,
    arguments: ["\u{7}", "\u{1B}[31m", "\u{202E}", "\u{FFFE}", "\t", "\u{85}"],
  )
  func controls(text: String) throws {
    let firm = try fixture.store("firm")
    try firm.addCustomer(["name": "One", "reference": "K-1"])
    let size = try firm.ownSize
    let record = try firm.customer("K-1")
    #expect(throws: StoreError.self) { try firm.addCustomer(["name": "A\(text)B"]) }
    #expect(throws: StoreError.self) {
      try firm.revise(record, changes: [("name", .string("A\(text)B"))], because: "x")
    }
    #expect(throws: StoreError.self) {
      try firm.revise(record, changes: [("name", .string("Two"))], because: "A\(text)B")
    }
    #expect(throws: StoreError.self) {
      try firm.add(
        form: firm.form(named: "customer"),
        body: .object(strings: ["name": "Two"]),
        author: "A\(text)B",
      )
    }
    #expect(try firm.ownSize == size)
  }

  @Test(
    "An entry over the limit is refused, and a revision of a record without its beginning",
    .temporaryFolder,
  )
  func limits() throws {
    let (authority, firms) = try fixture.introduced("firm")
    let long = String(repeating: "x", count: 9_000)
    let note = try firms[0].form(named: "note")
    #expect(throws: StoreError.self) {
      try firms[0].add(
        form: note,
        body: .object(strings: ["text": String(repeating: "x", count: 70_000)]),
      )
    }
    _ = try firms[0].add(form: note, body: .object(strings: ["text": long]))
    #expect(try authority.ownSize == 2)
  }
}

extension Store {
  /// An entry of the own journal.
  func entry(_ id: EntryID) throws -> Entry? {
    var found: Entry?
    let journals = try heldJournals()
    for journal in journals.journals where journal.origin == settings.origin.text {
      try journals.forEachLine(of: journal, in: 0..<journal.size) { _, line in
        if EntryID(line: line) == id { found = try Entry(line: line) }
      }
    }
    return found
  }
}
