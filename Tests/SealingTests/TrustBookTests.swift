import Journal
import Records
import Testing

@testable import Sealing

@Suite("TrustBook")
struct TrustBookTests {
  @Test("Only enrolled organisations and the own one have keys and cards")
  func chains() throws {
    let (own, firm, stranger) = (try Place(1, role: .authority), try Place(2), try Place(3))
    var book = TrustBook(
      own: own.card,
      enrolments: [try Enrolment(firm.card, as: .company, isCompared: true)],
      cards: [stranger.card],
    )
    #expect(book.key(of: firm.origin) == (try firm.signer.key))
    #expect(book.key(of: own.origin) == (try own.signer.key))
    #expect(book.key(of: stranger.origin) == nil)
    let other = try Place.origin(firm.keys.organisation, "other-cccccccc")
    #expect(book.key(of: other) == nil)
    #expect(book.card(of: stranger.keys.organisation) == nil)
    #expect(book.learn(stranger.card) == .unknownOrganisation)
    #expect(book.learn(firm.card) == .known)
    #expect(book.enrolled == [firm.keys.organisation])
    #expect(book.roles(of: own.keys.organisation).isEmpty)
  }

  @Test("A newer card is adopted, an older one is not, and a request never")
  func learning() throws {
    let (own, firm) = (try Place(1), try Place(2))
    let office = try Place(3, joining: firm.card)
    let second = try firm.card.next(adding: office.card, signer: firm.signer)
    let third = try firm.next(second, name: "Third B.V.")
    var book = TrustBook(
      own: own.card,
      enrolments: [try Enrolment(firm.card, as: .company, isCompared: false)],
    )
    #expect(book.learn(office.card) == .joining)
    #expect(book.key(of: office.origin) == nil)
    #expect(book.learn(third) == .adopted)
    #expect(book.learn(second) == .older)
    #expect(book.learn(third) == .known)
    #expect(book.card(of: firm.keys.organisation) == third)
    #expect(book.key(of: office.origin) == (try office.signer.key))

    let ownOffice = try Place(4, joining: own.card)
    #expect(book.learn(ownOffice.card) == .joining)
    let ownNext = try own.card.next(adding: ownOffice.card, signer: own.signer)
    #expect(book.learn(ownNext) == .adopted)
    #expect(book.key(of: ownOffice.origin) != nil)
  }

  @Test("Of two cards with one serial neither stands, until a third settles it")
  func disputes() throws {
    let (own, firm) = (try Place(1), try Place(2))
    let (left, right) = (
      try firm.next(firm.card, name: "L"), try firm.next(firm.card, name: "R"),
    )
    var book = TrustBook(
      own: own.card,
      enrolments: [try Enrolment(firm.card, as: .company, isCompared: false)],
    )
    #expect(book.learn(left) == .adopted)
    #expect(book.learn(right) == .conflicting(standing: firm.card))
    #expect(book.disputes.map(Set.init) == [[left, right]])
    #expect(book.card(of: firm.keys.organisation) == firm.card)
    let third = try firm.next(left, name: "L again")
    #expect(book.learn(third) == .adopted)
    #expect(book.card(of: firm.keys.organisation) == third)
  }

  @Test("The card that a person enrolled stands against another of its serial")
  func enrolledWins() throws {
    let (own, firm) = (try Place(1), try Place(2))
    let twin = try Card.first(Place.profile("Twin"), journal: firm.origin, keys: firm.keys)
    var book = TrustBook(
      own: own.card,
      enrolments: [try Enrolment(firm.card, as: .company, isCompared: true)],
    )
    #expect(book.learn(twin) == .conflicting(standing: firm.card))
    #expect(book.key(of: firm.origin) != nil)
    #expect(book.disputes.count == 1)
  }

  @Test("Roles are those of the enrolments, whatever the card says")
  func roles() throws {
    let (own, firm, authority) = (try Place(1), try Place(2), try Place(3, role: .authority))
    let book = TrustBook(
      own: own.card,
      enrolments: [
        try Enrolment(firm.card, as: .company, isCompared: false),
        try Enrolment(firm.card, as: .vetted, isCompared: true),
        try Enrolment(authority.card, as: .authority, isCompared: false),
        try Enrolment(own.card, as: .company, isCompared: true),
        try Enrolment(Place(4, joining: own.card).card, as: .ownOffice, isCompared: true),
      ],
    )
    #expect(book.roles(of: firm.keys.organisation) == [.company, .vetted])
    #expect(book.organisations(in: .authority) == [authority.keys.organisation])
    #expect(book.organisations(in: .company) == [firm.keys.organisation])
    #expect(book.organisations(in: .association).isEmpty)
    #expect(book.isCompared(firm.keys.organisation))
    #expect(!book.isCompared(authority.keys.organisation))
    #expect(book.roles(of: own.keys.organisation).isEmpty)
  }

  @Test("A revocation ends a journal at its size, or takes the whole organisation's roles")
  func revocations() throws {
    let (own, firm, gone) = (try Place(1), try Place(2), try Place(3))
    let (firmID, goneID) = (firm.keys.organisation, gone.keys.organisation)
    let other = try Place.origin(firmID, "other-cccccccc")
    let book = TrustBook(
      own: own.card,
      enrolments: [
        try Enrolment(firm.card, as: .company, isCompared: false),
        try Enrolment(gone.card, as: .company, isCompared: false),
      ],
      revocations: [
        try Revocation(of: firmID, origin: firm.origin, size: 70, reason: "lost key"),
        try Revocation(of: firmID, origin: firm.origin, size: 7, reason: "lost earlier"),
        try Revocation(of: goneID, reason: "dissolved"),
      ],
    )
    #expect(book.admittedSize(of: firm.origin) == 7)
    #expect(book.admittedSize(of: other) == nil)
    #expect(book.admittedSize(of: gone.origin) == 0)
    #expect(book.roles(of: firmID) == [.company])
    #expect(book.roles(of: goneID).isEmpty && book.isRevoked(goneID))
    #expect(book.organisations(in: .company) == [firmID])
    #expect(book.key(of: gone.origin) != nil && book.key(of: firm.origin) != nil)
  }

  @Test("The order of what is put in changes no answer", arguments: UInt64(1)...40)
  func anyOrder(seed: UInt64) throws {
    let setting = try Setting()
    var generator = Generator(state: seed)
    let shuffled = TrustBook(
      own: setting.own.card,
      enrolments: setting.enrolments.shuffled(using: &generator),
      revocations: setting.revocations.shuffled(using: &generator),
      cards: (setting.cards + setting.cards).shuffled(using: &generator),
    )
    var learning = TrustBook(
      own: setting.own.card,
      enrolments: setting.enrolments,
      revocations: setting.revocations,
    )
    for card in setting.cards.shuffled(using: &generator) { _ = learning.learn(card) }
    let expected = try setting.answers(
      TrustBook(
        own: setting.own.card,
        enrolments: setting.enrolments,
        revocations: setting.revocations,
        cards: setting.cards,
      )
    )
    #expect(try setting.answers(shuffled) == expected)
    #expect(try setting.answers(learning) == expected)
  }
}

/// Four organisations, one of which contradicts itself.
private struct Setting {
  let own: Place
  let places: [Place]
  let enrolments: [Enrolment]
  let revocations: [Revocation]
  let cards: [Card]

  init() throws {
    own = try Place(1)
    let (firm, liar, stranger) = (try Place(2), try Place(3), try Place(4))
    let office = try Place(5, joining: firm.card)
    places = [own, firm, liar, stranger, office]
    let second = try firm.card.next(adding: office.card, signer: firm.signer)
    let third = try firm.next(second, name: "Third")
    let twin = try firm.next(second, name: "Twin")
    enrolments = [
      try Enrolment(firm.card, as: .company, isCompared: false),
      try Enrolment(second, as: .vetted, isCompared: true),
      try Enrolment(liar.card, as: .authority, isCompared: false),
    ]
    let firmID = firm.keys.organisation
    revocations = [
      try Revocation(of: firmID, origin: firm.origin, size: 5, reason: "a"),
      try Revocation(of: firmID, origin: firm.origin, size: 4, reason: "b"),
      try Revocation(of: stranger.keys.organisation, reason: "c"),
    ]
    cards = [
      third, twin, stranger.card, office.card, try own.next(own.card, name: "Own, renamed"),
      try liar.next(liar.card, name: "A"), try liar.next(liar.card, name: "B"),
      try liar.next(try liar.next(liar.card, name: "A"), name: "Settled"),
    ]
  }

  /// Everything that a book can be asked about these organisations.
  func answers(_ book: TrustBook) throws -> [String] {
    var answers = Role.allCases.map { "\($0): \(book.organisations(in: $0))" }
    answers.append("\(book.enrolled) \(book.disputes.map { $0.map(\.name) })")
    for place in places {
      let id = place.origin.organisation
      let card = book.card(of: id)
      answers.append("\(id) \(card?.serial ?? 0) \(card?.name ?? "-")")
      answers.append("\(book.roles(of: id).map(\.rawValue).sorted()) \(book.isCompared(id))")
      let size = book.admittedSize(of: place.origin).map { String($0) } ?? "all"
      answers.append("\(book.key(of: place.origin)?.text ?? "none") \(size)")
    }
    return answers
  }
}

/// A small generator, so that a failing order can be had again.
private struct Generator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ (state >> 29)
  }
}
