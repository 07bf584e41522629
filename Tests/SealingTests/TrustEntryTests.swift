import Journal
import Records
import Testing

@testable import Sealing

@Suite("Entries about trust")
struct TrustEntryTests {
  @Test("An enrolment is written and read, its card verified again")
  func enrolment() throws {
    let place = try Place(1, role: .authority)
    for (role, isCompared, since) in [
      (Role.authority, true, CalendarDate("2026-01-31")), (.vetted, false, nil),
    ] {
      let enrolment = try Enrolment(place.card, as: role, isCompared: isCompared, since: since)
      let read = try Enrolment(JSON(parsing: enrolment.body.text))
      #expect(read == enrolment && read.card.bytes == place.card.bytes)
      #expect(read.since == since && read.isCompared == isCompared && read.role == role)
    }
  }

  @Test("An enrolment whose card was altered, or is another's, is refused")
  func alteredEnrolment() throws {
    let place = try Place(1)
    let body = try Enrolment(place.card, as: .company, isCompared: false).body
    func replacing(_ name: String, _ value: JSON?) -> JSON {
      let rest = (body.members ?? []).filter { $0.name != name }
      return .object(rest + (value.map { [JSON.Member(name, $0)] } ?? []))
    }
    let text = try #require(body["card"]?.string)
    let altered = replacing("card", .string(text.replacing("Noord", with: "Oost")))
    let fault = #expect(throws: TrustFault.self) { try Enrolment(altered) }
    #expect(fault?.kind == .notAuthentic)
    let other = try Place(2).keys.organisation.text
    for (name, value) in [
      ("organisation", JSON.string(other)), ("organisation", .null), ("role", "owner"),
      ("role", nil), ("card", nil), ("card", 1), ("valid_from", "2026-02-30"),
      ("compared", "yes"),
    ] as [(String, JSON?)] {
      #expect(throws: TrustFault.malformed(name)) { try Enrolment(replacing(name, value)) }
    }
  }

  @Test("A request to join can be enrolled as an own office, and as nothing else")
  func ownOffice() throws {
    let first = try Place(1)
    let office = try Place(2, joining: first.card)
    let enrolment = try Enrolment(office.card, as: .ownOffice, isCompared: true)
    #expect(try Enrolment(enrolment.body) == enrolment)
    #expect(throws: CardFault.notCertified(first.keys.organisation)) {
      try Enrolment(office.card, as: .company, isCompared: true)
    }
    let members = (enrolment.body.members ?? []).filter { $0.name != "role" }
    let disguised = JSON.object(members + [JSON.Member("role", "company")])
    #expect(throws: TrustFault.card(.notCertified(first.keys.organisation))) {
      try Enrolment(disguised)
    }
  }

  @Test("A revocation is written and read")
  func revocation() throws {
    let place = try Place(1)
    let id = place.keys.organisation
    for revocation in [
      try Revocation(of: id, reason: "gone"),
      try Revocation(of: id, origin: place.origin, reason: "never ours"),
      try Revocation(of: id, origin: place.origin, size: 1 << 40, reason: "laptop stolen"),
    ] {
      #expect(try Revocation(JSON(parsing: revocation.body.text)) == revocation)
    }
    let other = try Place(2)
    #expect(throws: TrustFault.malformed("origin")) {
      try Revocation(of: id, origin: other.origin, reason: "x")
    }
    #expect(throws: TrustFault.malformed("size")) { try Revocation(of: id, size: 1, reason: "x") }
    #expect(throws: TrustFault.malformed("reason")) { try Revocation(of: id, reason: "") }
    #expect(throws: TrustFault.malformed("size")) {
      try Revocation(["organisation": .string(id.text), "size": 0, "reason": "x"])
    }
    #expect(throws: TrustFault.malformed("size")) {
      try Revocation([
        "organisation": .string(id.text), "origin": .string(place.origin.text), "size": -1,
        "reason": "x",
      ])
    }
    #expect(throws: TrustFault.malformed("reason")) {
      try Revocation(["organisation": .string(id.text)])
    }
  }

  @Test("A journal's opening is written and read, for both kinds of office")
  func opening() throws {
    let first = try Place(1)
    let office = try Place(2, joining: first.card)
    for place in [first, office] {
      let opening = JournalOpening(place.card)
      #expect(opening.origin == place.origin && opening.keys.count == 3)
      #expect(try JournalOpening(JSON(parsing: opening.body.text)) == opening)
      #expect(opening.recipients == [place.keys.recipient])
    }
    let body = JournalOpening(first.card).body
    for name in ["organisation", "journal", "name", "role", "country", "keys"] {
      let rest = (body.members ?? []).filter { $0.name != name }
      #expect(throws: TrustFault.malformed(name)) { try JournalOpening(.object(rest)) }
    }
  }
}
