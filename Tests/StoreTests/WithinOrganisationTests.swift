import CentralView
import Foundation
import Practices
import Records
import Sealing
import SystemPackage
import TestSupport
import Testing

@testable import Store

/// Two offices of one firm that meet now and then, through real bundles.
@Suite("Conflicts within an organisation")
struct WithinOrganisationTests {
  let fixture = Fixture()

  /// Two offices that both know customer K-1.
  private func offices() throws -> (first: Store, second: Store) {
    let first = try fixture.store("firm")
    try first.addCustomer(["name": "One", "reference": "K-1"])
    let second = try fixture.office("office", of: first)
    _ = try second.importBundles([fixture.pack(first, "start", to: ["self"])])
    return (first, second)
  }

  private func meet(_ first: Store, _ second: Store, _ name: String) throws {
    let bundles = try [
      fixture.pack(first, "\(name)-1", to: ["self"]),
      fixture.pack(second, "\(name)-2", to: ["self"]),
    ]
    _ = try first.importBundles([bundles[1]])
    _ = try second.importBundles([bundles[0]])
    #expect(try first.view.digest() == second.view.digest())
  }

  @Test("One that two offices settled differently is in conflict again at both", .temporaryFolder)
  func settledApart() throws {
    let (first, second) = try offices()
    try first.change("K-1", "phone", to: "1")
    try second.change("K-1", "phone", to: "2")
    try meet(first, second, "a")
    for (store, value) in [(first, "1"), (second, "2")] {
      let conflict = try #require(try store.view.conflicts().first)
      let choice = FieldChoice.set(member: "phone", .string(value))
      _ = try store.resolve(conflict, choices: [choice], because: "asked")
    }
    try meet(first, second, "b")
    #expect(try first.customer("K-1").conflicts == ["phone"])
    // Whoever settles it now, having seen both, settles it for both.
    try second.change("K-1", "phone", to: "3")
    try meet(first, second, "c")
    #expect(try first.view.conflicts().isEmpty)
    #expect(try first.customer("K-1").body["phone"]?.string == "3")
  }

  @Test("One that two offices settled alike is settled, and listed as merged", .temporaryFolder)
  func settledAlike() throws {
    let (first, second) = try offices()
    try first.change("K-1", "phone", to: "1")
    try second.change("K-1", "phone", to: "2")
    try meet(first, second, "a")
    try first.change("K-1", "phone", to: "2")
    try second.change("K-1", "phone", to: "2")
    try meet(first, second, "b")
    let record = try first.customer("K-1")
    #expect(record.conflicts.isEmpty && record.heads.count == 2)
    let merges = try first.view.automaticMerges(of: record)
    #expect(merges.map(\.field) == ["phone"])
    #expect(merges[0].writes.compactMap { $0.value?.string } == ["2", "2"])
    #expect(Set(merges[0].writes.compactMap(\.author)).count == 2, "each side by its author")
  }

  @Test(
    "What each office adds to a list is in it, and what one takes out is asked",
    .temporaryFolder,
  )
  func union() throws {
    let (first, second) = try offices()
    let body: JSON = ["date": "2026-01-02", "people": ["Ann"], "topic": "the code"]
    let record = try first.add(form: first.form(named: "training"), body: body).record
    try meet(first, second, "a")
    func write(_ store: Store, _ people: JSON) throws {
      let copy = try #require(try store.view.record(record))
      _ = try store.revise(copy, changes: [("people", people)], because: "who came")
    }
    try write(first, ["Ann", "Bob"])
    try write(second, ["Ann", "Cas"])
    try meet(first, second, "b")
    let united = try #require(try first.view.record(record))
    #expect(united.conflicts.isEmpty)
    #expect(united.body["people"] == ["Ann", "Bob", "Cas"])
    try write(first, ["Bob", "Cas"])
    try write(second, ["Ann", "Bob", "Cas", "Dia"])
    try meet(first, second, "c")
    let asked = try #require(try first.view.record(record))
    #expect(asked.conflicts == ["people"], "one took Ann out, the other kept her")
    #expect(asked.body["people"] == ["Ann", "Bob", "Cas", "Dia"])
  }

  @Test(
    "Revisions that together break the form wait for a person, who has to keep it",
    .temporaryFolder,
  )
  func brokenForm() throws {
    let (first, second) = try offices()
    let form = try first.form(named: "applicability")
    let body: JSON = [
      "applies": false, "practice": "4", "reason": "a firm of one", "rule": "four-eyes",
      "subject": "practice",
    ]
    let written = try first.add(form: form, body: body)
    try meet(first, second, "a")
    let copies = try [first, second].map { try #require(try $0.view.record(written.record)) }
    _ = try first.revise(copies[0], changes: [("subject", "rule")], because: "the rule only")
    _ = try second.revise(copies[1], changes: [("rule", nil)], because: "all of it")
    try meet(first, second, "b")
    let record = try #require(try first.view.record(written.record))
    #expect(record.conflicts == ["rule", "subject"])
    let conflict = try #require(try first.view.conflicts().first)
    #expect(conflict.reason != nil)
    #expect(throws: StoreError.fieldsInConflict(["subject"])) {
      try first.revise(record, changes: [("rule", "four-eyes")], because: "half of it")
    }
    _ = try first.revise(
      record,
      changes: [("subject", "rule"), ("rule", "four-eyes")],
      because: "the rule",
    )
    #expect(try first.view.conflicts().isEmpty)
  }

  @Test(
    "While an entry of a record is missing, an order that it decides is held",
    .temporaryFolder,
  )
  func incomplete() throws {
    let firm = try fixture.store("firm")
    try firm.use(TestRules.text(more: []), in: fixture.folder)
    let customer = try firm.addCustomer(["name": "One", "reference": "K-1", "city": "Delft"]).record
    let assessment: JSON = [
      "assessor": "A", "customer": .string(customer.text), "date": "2026-01-01",
      "outcome": "approved",
    ]
    try firm.record("assessment", assessment)
    let order: JSON = ["customer": .string(customer.text), "substance": "110-63-4"]
    func answer() throws -> OrderAnswer {
      let day = CalendarDate(dayNumber: 20_500)
      let request = CheckRequest(subject: .order, bodies: [order], date: day)
      return try firm.shown(firm.check(request)).answer
    }
    #expect(try answer() == .supply)
    let record = try #require(try firm.view.records(ofForm: "assessment").first)
    let unknown = EntryID(line: Array("an entry that has not arrived".utf8).span.bytes)
    let line = try firm.maker(nil).revision(
      of: record.id,
      form: firm.form(named: "assessment"),
      parents: [unknown],
      writes: ["evidence"],
      body: record.body,
      because: "it was seen elsewhere",
    )
    try firm.append([line])
    let after = try #require(try firm.view.record(record.id))
    #expect(after.isIncomplete && after.body == record.body)
    #expect(try answer() == .hold)
  }

  @Test(
    "A record with more heads than an entry can name is settled step by step",
    .temporaryFolder,
  )
  func tooManyHeads() throws {
    let firm = try fixture.store("firm")
    try firm.addCustomer(["name": "One", "reference": "K-1"])
    let record = try firm.customer("K-1")
    let form = try firm.form(named: "customer")
    let lines = try (0..<70).map { number in
      try firm.maker(nil).revision(
        of: record.id,
        form: form,
        parents: [record.id],
        writes: ["phone"],
        body: record.body.with("phone", .string("\(number)")),
        because: "at once",
      )
    }
    try firm.append(lines)
    let conflicts = try firm.view.conflicts()
    #expect(conflicts.map(\.field) == [""])
    #expect(try firm.customer("K-1").heads.count == 70)
    try firm.change("K-1", "phone", to: "here")
    let after = try firm.customer("K-1")
    #expect(after.heads.count == 7 && after.conflicts == ["phone"])
    try firm.change("K-1", "phone", to: "there")
    #expect(try firm.customer("K-1").heads.count == 1)
    #expect(try firm.view.conflicts().isEmpty)
  }
}

extension JSON {
  /// An object with one member more.
  fileprivate func with(_ name: String, _ value: JSON) -> JSON {
    let rest = (members ?? []).filter { $0.name != name }
    let all = rest + [JSON.Member(name, value)]
    return .object(all.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) })
  }
}
