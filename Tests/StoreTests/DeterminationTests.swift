import CentralView
import Practices
import Records
import Sealing
import TestSupport
import Testing

@testable import Store

@Suite("Determinations")
struct DeterminationTests {
  private func due(_ store: Store) throws -> [DueItem] {
    try store.due(DueOptions(date: Timestamp.now().date)).items.filter { $0.kind == .determination }
  }

  @Test(
    "What an authority decides reaches the firm, the firm revises, the authority sees it closed",
    .temporaryFolder,
  )
  func roundTrip() throws {
    var dispute = try Dispute("noord", "zuid")
    let own = try dispute.assess(0, "approved")
    try dispute.assess(1, "refused")
    try dispute.report()
    let conflict = try dispute.contradiction()
    #expect(conflict.status == .open)
    #expect(Set(conflict.organisations) == Set(dispute.firms.map(\.settings.organisation)))

    let written = try dispute.authority.determine(
      conflict,
      [.set(member: "outcome", "refused")],
      because: "there is no plant at the address given",
    )
    #expect(written.told == [dispute.firms[0].settings.organisation])
    #expect(try dispute.contradiction().status == .determined)
    #expect(try dispute.authority.conflicts().isEmpty)

    try dispute.answer(0)
    let item = try #require(try due(dispute.firms[0]).first)
    #expect(item.record == own)
    #expect(item.command == "steward revise \(own.short) --field outcome=refused -m WHY")
    try dispute.answer(1)
    #expect(try due(dispute.firms[1]).isEmpty)

    let record = try #require(try dispute.firms[0].view.record(own))
    let note = try #require(try dispute.firms[0].determinations(on: record).first)
    #expect(note.state == .holds)
    #expect(note.determination.reason == "there is no plant at the address given")
    _ = try dispute.firms[0].revise(
      record,
      changes: [("outcome", "refused")],
      because: "as the authority determined",
    )
    #expect(try due(dispute.firms[0]).isEmpty)
    #expect(try dispute.firms[0].determinations(on: record).map(\.state) == [.settled])

    try dispute.report(0)
    let closed = try dispute.contradiction()
    #expect(closed.status == .resolved)
    #expect(closed.id == conflict.id)
    // The value that lost is still there to be read.
    #expect(closed.values.contains { $0.value?["outcome"]?.string == "approved" })
    let seen = try #require(try dispute.authority.view.record(own))
    #expect(try dispute.authority.determinations(on: seen).map(\.state) == [.settled])
  }

  @Test(
    "A new assessment answers a determination as well as a revision of the old one",
    .temporaryFolder,
  )
  func newAssessment() throws {
    var dispute = try Dispute("noord", "zuid")
    try dispute.assess(0, "approved")
    try dispute.assess(1, "suspended")
    try dispute.report()
    _ = try dispute.authority.determine(
      dispute.contradiction(),
      [.set(member: "outcome", "suspended")],
      because: "until the plant is inspected",
    )
    try dispute.answer(0)
    #expect(try due(dispute.firms[0]).count == 1)
    try dispute.assess(0, "suspended", on: "2026-04-01")
    #expect(try due(dispute.firms[0]).isEmpty)
    try dispute.report(0)
    #expect(try dispute.contradiction().status == .resolved)
  }

  @Test("Whose statement is not taken is told so, and nothing of what was taken", .temporaryFolder)
  func taking() throws {
    var dispute = try Dispute("noord", "zuid")
    try dispute.assess(0, "approved")
    let other = try dispute.assess(1, "refused")
    try dispute.report()
    let conflict = try dispute.contradiction()
    let taken = try dispute.write(of: 1, in: conflict)
    #expect(taken.record == other)
    let written = try dispute.authority.determine(
      conflict,
      [.take(entry: taken.entry.short)],
      because: "we looked at the plant",
    )
    #expect(written.told == [dispute.firms[0].settings.organisation])
    try dispute.answer(0)
    let letter = try #require(try dispute.firms[0].openDeterminations().first)
    #expect(letter.determination.decision == .doesNotStand)
    #expect(letter.determination.value == nil)
    #expect(letter.determination.entry == nil)
    #expect(letter.duty?.command.contains("--field outcome=OUTCOME") == true)
  }

  @Test("Of an address that is taken the other firm is told what differs", .temporaryFolder)
  func addresses() throws {
    var dispute = try Dispute("noord", "zuid")
    for (firm, street) in [(0, "Havenweg 1"), (1, "Kade 2")] {
      _ = try dispute.firms[firm].revise(
        dispute.firms[firm].customer(firm == 0 ? "noord-customer" : "zuid-customer"),
        changes: [("street", .string(street)), ("city", "Leiden")],
        because: "their letterhead",
      )
    }
    try dispute.report()
    let conflict = try dispute.contradiction("address")
    let taken = try dispute.write(of: 1, in: conflict)
    _ = try dispute.authority.determine(
      conflict,
      [.take(entry: taken.entry.text)],
      because: "as registered",
    )
    try dispute.answer(0)
    let command = try #require(try dispute.firms[0].openDeterminations().first?.duty?.command)
    #expect(command.contains("--field 'street=Kade 2'"))
  }

  @Test("Firms may differ: nobody is told then, and nothing waits", .temporaryFolder)
  func bothStand() throws {
    var dispute = try Dispute("noord", "zuid")
    try dispute.assess(0, "approved")
    try dispute.assess(1, "conditional")
    try dispute.report()
    let written = try dispute.authority.determine(
      dispute.contradiction(),
      [.bothStand],
      because: "two plants, two uses",
    )
    #expect(written.told.isEmpty)
    #expect(try dispute.contradiction().status == .determined)
    #expect(try dispute.authority.conflicts().isEmpty)
    try dispute.answer(0)
    #expect(try dispute.firms[0].view.records(ofForm: "determination").isEmpty)
  }

  @Test(
    "A determination is stale exactly when a statement that it names has moved",
    .temporaryFolder,
  )
  func staleness() throws {
    var dispute = try Dispute("noord", "zuid")
    let own = try dispute.assess(0, "approved")
    try dispute.assess(1, "refused")
    try dispute.report()
    let first = try dispute.contradiction()
    let decision = try dispute.authority.determine(first, [.bothStand], because: "both looked")
    // Another field of the same record moves nothing.
    func revise(_ member: String, _ value: JSON) throws {
      let record = try #require(try dispute.firms[0].view.record(own))
      _ = try dispute.firms[0].revise(record, changes: [(member, value)], because: "new")
    }
    try revise("risk", "high")
    try dispute.report(0)
    #expect(try dispute.contradiction().status == .determined)
    try revise("outcome", "conditional")
    try dispute.report(0)
    let moved = try dispute.contradiction()
    #expect(moved.status == .stale)
    #expect(moved.id != first.id)
    #expect(try dispute.authority.conflicts().map(\.id) == [moved.id])
    // Deciding again revises what was said before: one history.
    let again = try dispute.authority.determine(moved, [.bothStand], because: "still both")
    #expect(again.entry.record == decision.entry.record)
    #expect(try dispute.contradiction().status == .determined)
  }

  @Test(
    "A further decision undoes one, and taking it back takes back what firms were told",
    .temporaryFolder,
  )
  func undoing() throws {
    var dispute = try Dispute("noord", "zuid")
    try dispute.assess(0, "approved")
    try dispute.assess(1, "refused")
    try dispute.report()
    let conflict = try dispute.contradiction()
    let set: [RulingChoice] = [.set(member: "outcome", "refused")]
    _ = try dispute.authority.determine(conflict, set, because: "no plant")
    try dispute.answer(0)
    #expect(try due(dispute.firms[0]).count == 1)
    // All stand after all.
    let second = try dispute.authority.determine(
      dispute.contradiction(),
      [.bothStand],
      because: "there is a plant after all",
    )
    #expect(throws: ConflictError.self) {
      try dispute.authority.determine(
        dispute.contradiction(),
        [.bothStand],
        because: "there is a plant after all",
      )
    }
    try dispute.answer(0)
    #expect(try due(dispute.firms[0]).isEmpty)
    _ = try dispute.authority.determine(dispute.contradiction(), set, because: "a letter box")
    try dispute.answer(0)
    #expect(try due(dispute.firms[0]).count == 1)
    let record = try #require(try dispute.authority.view.record(second.entry.record))
    _ = try dispute.authority.void(record, because: "not ours to decide")
    #expect(try dispute.contradiction().status == .open)
    try dispute.answer(0)
    #expect(try due(dispute.firms[0]).isEmpty)
  }

  @Test(
    "An authority says how it sees a conflict within a firm, and the firm settles it",
    .temporaryFolder,
  )
  func withinFirm() throws {
    let fixture = Fixture()
    let authority = try fixture.store("ministry", role: .authority)
    let first = try fixture.store("noord")
    try fixture.introduce(first, to: authority)
    try first.addCustomer(["reference": "C-1", "name": "Janssen"])
    let second = try fixture.office("east", of: first)
    _ = try second.trust(authority.card(), as: .authority, isCompared: true)
    _ = try authority.trust(first.card(), as: .company, isCompared: true)
    _ = try second.importBundles([fixture.pack(first, "a", to: ["self"])])
    try first.change("C-1", "phone", to: "1")
    try second.change("C-1", "phone", to: "2")
    _ = try first.importBundles([fixture.pack(second, "b", to: ["self"])])
    _ = try authority.importBundles([fixture.pack(first, "c"), fixture.pack(second, "d")])
    let conflict = try #require(try authority.conflicts().first)
    #expect(conflict.kind == "concurrent")
    #expect(throws: ConflictError.self) {
      try authority.resolve(conflict, choices: [.set(member: "phone", "2")], because: "x")
    }
    let wanted = try #require(conflict.values.first { $0.value == "2" })
    let written = try authority.determine(
      conflict,
      [.take(entry: wanted.entry.short)],
      because: "we rang the number",
    )
    #expect(written.told == [first.settings.organisation])
    #expect(try authority.conflict(named: conflict.id).status == .determined)
    _ = try first.importBundles([
      fixture.pack(authority, "e", to: [first.settings.organisation.text])
    ])
    #expect(try first.conflict(named: conflict.id).status == .determined)
    let item = try #require(try due(first).first)
    #expect(
      item.command
        == "steward conflicts resolve \(conflict.id.prefix(8)) --take \(wanted.entry.short) -m WHY"
    )
    _ = try first.resolve(
      first.conflict(named: conflict.id),
      choices: [.take(entry: wanted.entry.short)],
      because: "as determined",
    )
    #expect(try due(first).isEmpty)
    _ = try authority.importBundles([fixture.pack(first, "f")])
    let closed = try authority.conflict(named: conflict.id)
    #expect(closed.status == .resolved)
    #expect(closed.closing?.reason == "as determined")
    #expect(closed.determinations.map(\.record) == [written.entry.record])
  }

  @Test(
    "Two desks that decide differently are a conflict themselves, and one taking ends it",
    .temporaryFolder,
  )
  func desks() throws {
    var dispute = try Dispute("noord", "zuid")
    try dispute.assess(0, "approved")
    try dispute.assess(1, "refused")
    try dispute.report()
    let fixture = dispute.fixture
    let desk = try fixture.office("desk", of: dispute.authority)
    for firm in dispute.firms { _ = try desk.trust(firm.card(), as: .company, isCompared: true) }
    func exchange(_ name: String) throws {
      let there = try fixture.pack(dispute.authority, "there-\(name)", to: ["self"])
      _ = try desk.importBundles([there])
      let back = try fixture.pack(desk, "back-\(name)", to: ["self"])
      _ = try dispute.authority.importBundles([back])
    }
    try exchange("1")
    let conflict = try dispute.contradiction()
    _ = try dispute.authority.determine(conflict, [.bothStand], because: "one desk")
    let other = try desk.determine(
      desk.conflict(named: conflict.id),
      [.set(member: "outcome", "refused")],
      because: "the other desk",
    )
    try exchange("2")
    let found = try dispute.authority.conflicts(ConflictFilter(kinds: [.contradiction]))
    #expect(found.first { $0.id == conflict.id }?.status == .open)
    let dispute2 = try #require(found.first { $0.form == "determination/1" })
    #expect(dispute2.field == "ruling")
    _ = try dispute.authority.determine(
      dispute2,
      [.take(entry: other.entry.entry.short)],
      because: "the other desk is right",
    )
    #expect(try dispute.authority.conflicts().isEmpty)
    #expect(try dispute.authority.conflict(named: conflict.id).status == .determined)
  }
}
