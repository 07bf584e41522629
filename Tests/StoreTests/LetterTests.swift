import CentralView
import Journal
import Practices
import Records
import Sealing
import TestSupport
import Testing

@testable import Store

/// What officers write into letters, on whichever way it gets there.
@Suite("Letters")
struct LetterTests {
  /// Two firms that disagree, one of them told that it was wrong.
  private func told() throws -> (dispute: Dispute, written: WrittenDetermination) {
    var dispute = try Dispute("Chemie Noord B.V.", "Solvents Zuid B.V.")
    try dispute.assess(0, "approved")
    try dispute.assess(1, "refused")
    try dispute.report()
    let written = try dispute.authority.determine(
      dispute.contradiction(),
      [.set(member: "outcome", "refused")],
      because: "no plant at the address given",
    )
    return (dispute, written)
  }

  @Test(
    "A reason names no other firm by a word, an id, a number in its books or its people",
    .temporaryFolder,
    arguments: [
      "Zuid says so", "zuid refused", "see $ENTRY", "see $entry, of May", "as in Z-1 (letter box)",
      "as in Z-1.", "by P. de Wit", "Assessor 1 was there",
    ],
  )
  func reasons(_ text: String) throws {
    let (dispute, _) = try told()
    let other = dispute.firms[1]
    try other.change("Solvents Zuid B.V.-customer", "reference", to: "Z-1")
    var moved = dispute
    let again = try other.view.records(ofForm: "assessment")
    _ = try other.revise(
      #require(again.first),
      changes: [("valid_until", "2027-01-01")],
      because: "renewed",
      author: "P. de Wit",
    )
    try moved.report(1)
    let conflict = try moved.contradiction()
    let entry = try moved.write(of: 1, in: conflict).entry.short
    let reason = text.replacing("$ENTRY", with: entry.uppercased()).replacing(
      "$entry",
      with: entry,
    )
    #expect {
      try moved.authority.determine(
        conflict,
        [.set(member: "outcome", "refused")],
        because: reason,
      )
    } throws: { error in
      guard case ConflictError.namesAnother(_, "reason") = error else { return false }
      return true
    }
  }

  @Test("Ordinary words go through, the reader’s own among them", .temporaryFolder)
  func ordinary() throws {
    let (dispute, _) = try told()
    for reason in [
      "Noord has to look again", "the register says so", "the works are closed",
      "we visited the site in May 2026", "Inspector Vos was there",
    ] {
      _ = try dispute.authority.determine(
        dispute.contradiction(),
        [.set(member: "outcome", "refused")],
        because: reason,
      )
    }
  }

  @Test("What takes a letter back names nobody else either", .temporaryFolder)
  func recalling() throws {
    let (dispute, written) = try told()
    let authority = dispute.authority
    let whole = try #require(try authority.view.record(written.entry.record))
    let letter = try #require(try authority.letters(of: whole).first)
    let bad = "Solvents Zuid was right after all"
    let before = try authority.view.lastTime(of: authority.settings.origin.text)
    #expect(throws: ConflictError.self) {
      try authority.determine(dispute.contradiction(), [.bothStand], because: bad)
    }
    #expect(throws: ConflictError.self) { try authority.void(whole, because: bad) }
    #expect(throws: ConflictError.self) { try authority.void(letter, because: bad) }
    #expect(throws: ConflictError.self) {
      try authority.revise(letter, changes: [("reason", .string(bad))], because: "reworded")
    }
    #expect(throws: ConflictError.self) {
      try authority.revise(letter, changes: [("reason", "better")], because: bad)
    }
    #expect(try authority.view.lastTime(of: authority.settings.origin.text) == before)
    // Who had been told is named as somebody who is told that it is taken back.
    let again = try authority.determine(
      dispute.contradiction(),
      [.bothStand],
      because: "there is a plant after all",
    )
    #expect(again.told.isEmpty)
    #expect(again.recalled == [dispute.firms[0].settings.organisation])
  }

  @Test(
    "A determination whose entries another office has not sent yet is not called settled",
    .temporaryFolder,
  )
  func notHereYet() throws {
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
    _ = try authority.importBundles([fixture.pack(first, "b"), fixture.pack(second, "c")])
    let conflict = try #require(try authority.conflicts().first)
    _ = try authority.determine(conflict, [.set(member: "phone", "3")], because: "rang")
    let answer = try fixture.pack(authority, "d", to: [first.settings.organisation.text])
    _ = try first.importBundles([answer])

    func notes() throws -> [DeterminationNote] {
      try first.determinations(on: first.customer("C-1"))
    }
    #expect(try notes().map(\.state) == [.incomplete])
    let due = try first.due(DueOptions(date: Timestamp.now().date)).items
    #expect(due.filter { $0.kind == .determination }.map(\.command) == ["steward import BUNDLE"])

    _ = try first.importBundles([fixture.pack(second, "e", to: ["self"])])
    #expect(try notes().map(\.state) == [.holds])
    #expect(
      try first.openDeterminations().compactMap(\.duty?.command)
        == ["steward conflicts resolve \(conflict.id.prefix(8)) --set phone=3 -m WHY"]
    )
  }

  @Test("A firm is found by a part of its name that only it has", .temporaryFolder)
  func firms() throws {
    let (dispute, _) = try told()
    let store = dispute.authority
    let (first, second) = (dispute.firms[0].settings, dispute.firms[1].settings)
    #expect(try store.firm(named: "chemie noord") == first.organisation)
    #expect(try store.firm(named: "Solvents Zuid B.V.") == second.organisation)
    #expect(
      try store.firm(named: String(second.organisation.text.prefix(6))) == second.organisation
    )
    #expect(throws: StoreError.unknownFirm("Oost", candidates: [])) {
      try store.firm(named: "Oost")
    }
    #expect(throws: StoreError.self) { try store.firm(named: "B.V.") }
    #expect(throws: StoreError.self) { try store.firm(named: "") }
    // Whom the authority does not trust any more has left records all the same.
    _ = try store.revoke(
      second.organisation,
      journal: second.origin,
      from: 0,
      because: "key lost",
    )
    #expect(try store.firm(named: second.organisation.text) == second.organisation)
  }
}
