import Journal
import Records
import Testing

@testable import Sealing

@Suite("Card")
struct CardTests {
  @Test("A card is its lines in their order, and reads back as the same bytes")
  func text() throws {
    let place = try Place(1)
    let id = place.keys.organisation.text
    let lines = [
      "steward/card/1", "serial 1", "organisation \(id)", "name Chemie Noord B.V.",
      "role company", "country NL", "contact M. Bakker, +31 10 555 0100",
      "journal steward/\(id)/main-aaaaaaaa \(try place.signer.key.text)",
      "witness \(try place.keys.witnessSigner(for: place.keys.organisation).key.text)",
      "receipt \(try place.keys.receiptSigner(for: place.keys.organisation).key.text)",
      "recipient \(place.keys.recipient.text)",
    ]
    #expect(place.card.note.text == Array((lines.joined(separator: "\n") + "\n").utf8))
    let read = try Card(parsing: place.card.bytes.span.bytes)
    #expect(read == place.card && read.bytes == place.card.bytes && !read.isJoining)
    #expect(read.key(of: place.origin) == (try place.signer.key))
    #expect(read.name == "Chemie Noord B.V." && read.role == .company && read.serial == 1)
  }

  @Test("A card without contact point has no such line")
  func noContact() throws {
    let keys = try Place.keys(1)
    let profile = try Profile(name: "Ä", role: .authority, country: "DE")
    let card = try Card.first(
      profile,
      journal: Place.origin(keys.organisation, "main-aaaaaaaa"),
      keys: keys,
    )
    #expect(!String(decoding: card.bytes, as: UTF8.self).contains("contact"))
    #expect(try Card(parsing: card.bytes.span.bytes).contact.isEmpty)
  }

  @Test("What no card can carry is refused before it is signed")
  func unfit() throws {
    let names = [
      "", " a", "a ", "a\nb", "a\u{7}", "a\u{202E}b", "e\u{301}", "\u{FFFE}",
      String(repeating: "x", count: 201),
    ]
    for name in names {
      #expect(throws: CardFault.unfit(field: "name"), "\(name.debugDescription)") {
        try Profile(name: name, role: .company, country: "NL")
      }
    }
    #expect(throws: CardFault.unfit(field: "contact")) {
      try Profile(name: "a", role: .company, country: "NL", contact: "a\nrole authority")
    }
    for country in ["", "N", "nl", "NLD", "N1", "ÄÖ"] {
      #expect(throws: CardFault.unfit(field: "country")) {
        try Profile(name: "a", role: .company, country: country)
      }
    }
    #expect(throws: CardFault.unfit(field: "role")) {
      try Profile(name: "a", role: .vetted, country: "NL")
    }
    let (one, two) = (try Place(1), try Place(2))
    #expect(throws: CardFault.self) {
      try Card.first(Place.profile("a"), journal: two.origin, keys: one.keys)
    }
  }

  @Test("The first line that is wrong is named, signed or not")
  func malformedLines() throws {
    let place = try Place(1)
    let lines = String(decoding: place.card.note.text, as: UTF8.self).split(separator: "\n")
    let foreign = try Place(2)
    func fault(_ edit: (inout [Substring]) -> Void) throws -> CardFault? {
      var edited = lines
      edit(&edited)
      let text = Array((edited.joined(separator: "\n") + "\n").utf8)
      let note = try SignedNote(text: text, signer: place.signer)
      return #expect(throws: CardFault.self) { try Card(parsing: note.bytes.span.bytes) }
    }
    let origin = foreign.origin
    #expect(
      try fault { $0[0] = "steward/card/2" } == .unexpectedLine(1, expected: "steward/card/1")
    )
    for (index, word) in ["serial", "organisation", "name", "role", "country"].enumerated() {
      #expect(try fault { $0.remove(at: index + 1) } == .unexpectedLine(index + 2, expected: word))
    }
    for (index, word) in [(7, "journal"), (8, "witness"), (9, "receipt")] {
      #expect(try fault { $0.remove(at: index) } == .unexpectedLine(index + 1, expected: word))
    }
    #expect(try fault { $0.swapAt(3, 4) } == .unexpectedLine(4, expected: "name"))
    #expect(try fault { $0.append("more") } == .unexpectedLine(12, expected: "the end"))
    #expect(try fault { $0.append("") } == .unexpectedLine(12, expected: "the end"))
    for value in ["0", "01", "-1", "x", "", "9223372036854775808"] {
      #expect(try fault { $0[1] = "serial \(value)" } == .malformedLine(2, word: "serial"))
    }
    #expect(try fault { $0[1] = "serial  1" } == .malformedLine(2, word: "serial"))
    #expect(try fault { $0[3] = "name " } == .malformedLine(4, word: "name"))
    #expect(try fault { $0[4] = "role vetted" } == .malformedLine(5, word: "role"))
    #expect(try fault { $0[5] = "country nl" } == .malformedLine(6, word: "country"))
    #expect(try fault { $0[6] = "contact " } == .malformedLine(7, word: "contact"))
    #expect(try fault { $0[7] = "journal x" } == .malformedLine(8, word: "journal"))
    #expect(try fault { $0[7] += " x" } == .malformedLine(8, word: "journal"))
    #expect(try fault { $0[7] = "journal \(origin) x" } == .foreignOrigin(8, origin))
    #expect(try fault { $0[8] = "witness x" } == .badKey(9, .badKey(.syntax)))
    #expect(
      try fault { $0[9] = "receipt" + $0[8].dropFirst(7) }
        == .foreignKey(10, expected: OrganisationKeys.receiptName(of: place.keys.organisation))
    )
    #expect(try fault { $0[10] = "recipient age1x" } == .malformedLine(11, word: "recipient"))
    #expect(try fault { $0.insert($0[7], at: 8) } == .duplicate("journal"))
    #expect(try fault { $0.append($0[10]) } == .duplicate("recipient"))
    #expect(try fault { $0.insert($0[8], at: 9) } == .duplicate("key"))
    #expect(try fault { $0[2] = "organisation \(foreign.keys.organisation)" } != nil)
  }

  @Test("A card that its first journal's key has not signed is refused")
  func signatures() throws {
    let place = try Place(1)
    let other = try SignedNote(text: place.card.note.text, signer: Place(2).signer)
    #expect(throws: CardFault.signature(.notSigned(by: [place.origin.text]))) {
      try Card(parsing: other.bytes.span.bytes)
    }
    let text = String(decoding: place.card.bytes, as: UTF8.self)
    let altered = Array(text.replacing("Noord", with: "Süd").utf8)
    let key = try place.signer.key
    #expect(throws: CardFault.signature(.invalidSignature(name: key.name, keyID: key.keyID))) {
      try Card(parsing: altered.span.bytes)
    }
    #expect(throws: CardFault.note(.noSignatures)) {
      try Card(parsing: place.card.note.text.span.bytes)
    }
    // A stranger's line beside is ignored, and not passed on.
    var doubled = place.card.note
    try doubled.add(try Place(2).signer.signature(of: doubled.text))
    #expect(try Card(doubled).bytes == place.card.bytes)
  }

  @Test("A higher serial replaces a lower, never the reverse, and never two of one")
  func replacing() throws {
    let place = try Place(1)
    let second = try place.next(place.card, name: "Renamed B.V.")
    let twin = try place.next(place.card, name: "Otherwise B.V.")
    #expect(second.serial == 2 && second.name == "Renamed B.V.")
    #expect(try second.replaces(place.card))
    #expect(try !place.card.replaces(second))
    #expect(try !second.replaces(second))
    let conflict = CardFault.conflict(place.keys.organisation, serial: 2)
    #expect(throws: conflict) { try second.replaces(twin) }
    #expect(throws: conflict) { try twin.replaces(second) }
    #expect(throws: CardFault.self) { try second.replaces(Place(2).card) }
    #expect(throws: CardFault.otherSigner(expected: place.origin)) {
      try place.card.next(place.card.profile, signer: Place(2).signer)
    }
  }
}
