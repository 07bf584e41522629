import Journal
import Records
import Testing

@testable import Sealing

@Suite("Joining card")
struct JoiningCardTests {
  @Test("A request to join is read only where one is asked for")
  func request() throws {
    let first = try Place(1)
    let office = try Place(2, joining: first.card)
    let request = try Card(parsing: office.card.bytes.span.bytes, orJoining: true)
    #expect(request.isJoining && request == office.card)
    #expect(request.organisation == first.keys.organisation)
    #expect(throws: CardFault.notCertified(first.keys.organisation)) {
      try Card(parsing: office.card.bytes.span.bytes)
    }
    #expect(throws: CardFault.notCertified(first.keys.organisation)) {
      try request.replaces(first.card)
    }
    #expect(request.fingerprint != first.card.fingerprint)
  }

  @Test("The next card has the office's journal and keys behind those of the first")
  func admitting() throws {
    let first = try Place(1)
    let office = try Place(2, joining: first.card)
    let next = try first.card.next(adding: office.card, signer: first.signer)
    #expect(next.serial == 2 && !next.isJoining)
    #expect(next.journals.map(\.origin) == [first.origin, office.origin])
    #expect(next.key(of: office.origin) == (try office.signer.key))
    #expect(next.recipients == [first.keys.recipient, office.keys.recipient])
    let organisation = first.keys.organisation
    #expect(
      next.witnesses == [
        try first.keys.witnessSigner(for: organisation).key,
        try office.keys.witnessSigner(for: organisation).key,
      ]
    )
    #expect(next.receipts.count == 2)
    #expect(try Card(parsing: next.bytes.span.bytes) == next)
    #expect(try next.replaces(first.card))
    #expect(next.fingerprint == first.card.fingerprint)
    #expect(throws: CardFault.duplicate("journal")) {
      try next.next(adding: office.card, signer: first.signer)
    }
  }

  @Test("Only a request to this organisation is admitted, and only by its first office")
  func refusals() throws {
    let first = try Place(1)
    let other = try Place(3)
    let office = try Place(2, joining: first.card)
    #expect(throws: CardFault.notJoining) {
      try first.card.next(adding: other.card, signer: first.signer)
    }
    let (expected, found) = (other.keys.organisation, first.keys.organisation)
    #expect(throws: CardFault.otherOrganisation(expected: expected, found: found)) {
      try other.card.next(adding: office.card, signer: other.signer)
    }
    #expect(throws: CardFault.otherSigner(expected: first.origin)) {
      try first.card.next(adding: office.card, signer: office.signer)
    }
    #expect(throws: CardFault.notCertified(first.keys.organisation)) {
      try office.card.next(office.card.profile, signer: office.signer)
    }
  }

  @Test("A card with several journals and the wrong first key is not even a request")
  func forgery() throws {
    let first = try Place(1)
    let office = try Place(2, joining: first.card)
    let next = try first.card.next(adding: office.card, signer: first.signer)
    var content = next.content
    content.journals.reverse()
    let note = try SignedNote(text: content.text, signer: office.signer)
    #expect(throws: CardFault.notCertified(first.keys.organisation)) {
      try Card(parsing: note.bytes.span.bytes, orJoining: true)
    }
  }
}
