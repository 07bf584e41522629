import TestSupport
import Foundation
import Records
import Testing

@Suite("Entry")
struct EntryTests {
  @Test("Is written with its members in the format's order and nothing else")
  func order() throws {
    for line in [Line.first, .revision, .withdrawal.with("void", "true")] {
      var generator = SeededGenerator(seed: 5)
      let shuffled = Line(members: line.members.shuffled(using: &generator))
      let entry = try Entry(text: shuffled.text)
      let names = try JSON(parsing: entry.written()).members
      let order = [
        "form", "organisation", "record", "parents", "writes", "time", "author", "audience",
        "because", "void", "salt", "body",
      ]
      #expect(
        names?.map(\.name) == order.filter { name in line.members.contains { $0.name == name } }
      )
    }
    #expect(
      try Entry(text: Line.first.text).written() == Line.first.text
    )
  }

  @Test("Random entries survive being written and read", arguments: 0..<300)
  func roundTrip(_ seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    let entry = try Entry.random(&generator)
    let line = try entry.written()
    let again = try Entry(text: line)
    #expect(again == entry)
    #expect(try again.written() == line)
    #expect(try entry.id() == EntryID(line: Array(line.utf8).span.bytes))
    #expect(!line.utf8.contains(0x0A))
    // Foundation is another reader of the same line.
    #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(line.utf8)) }
  }

  @Test("Random entries differ from one another, by the salt alone if need be")
  func salted() throws {
    var generator = SeededGenerator(seed: 1)
    let entry = try Entry.random(&generator)
    var other = entry
    other.salt = Entry.newSalt()
    #expect(other != entry)
    #expect(try other.id() != entry.id())
    #expect(Set([entry, other, entry]).count == 2)
  }

  @Test(
    "Refuses text that writers must not write",
    arguments: [
      (EntryFault.Reason.controlCharacter, [0x00, 0x09, 0x0D, 0x1F, 0x7F, 0x80, 0x85, 0x9F]),
      (.bidirectionalControl, [0x061C, 0x200E, 0x200F, 0x202A, 0x202E, 0x2066, 0x2069]),
      (.nonCharacter, [0xFDD0, 0xFDEF, 0xFFFE, 0xFFFF, 0x1FFFE, 0x10FFFF]),
      (.notNormalised, [0x212B, 0x0340, 0x0958]),
    ] as [(EntryFault.Reason, [UInt32])],
  )
  func hazards(_ reason: EntryFault.Reason, _ scalars: [UInt32]) throws {
    for scalar in try scalars.map({ try #require(Unicode.Scalar($0)) }) {
      for change in Self.texts {
        var entry = try Entry(text: Line.revision.text)
        change(&entry, "Name \(scalar).")
        let fault = #expect(throws: EntryFault.self) { try entry.written() }
        #expect(fault?.reason == reason)
      }
    }
  }

  @Test("Refuses letters that are not composed, or not in canonical order")
  func normalForm() throws {
    for text in ["e\u{301}", "\u{1100}\u{1161}", "a\u{307}\u{323}"] {
      var entry = try Entry(text: Line.first.text)
      entry.author = text
      let fault = #expect(throws: EntryFault.self) { try entry.written() }
      #expect(fault?.reason == .notNormalised)
    }
  }

  @Test("Accepts the neighbours of what it refuses")
  func neighbours() throws {
    let neighbours: [UInt32] = [
      0x20, 0x7E, 0xA0, 0x200D, 0x2029, 0x202F, 0x2065, 0x206A, 0xFDCF, 0xFDF0, 0xFFFD, 0x10FFFD,
    ]
    let texts = try neighbours.map { String(try #require(Unicode.Scalar($0))) }
    for text in texts + ["é", "Å", "가", "\u{1EA1}\u{307}"] {
      for change in Self.texts {
        var entry = try Entry(text: Line.revision.text)
        change(&entry, text)
        #expect(throws: Never.self) { try entry.written() }
      }
    }
  }

  @Test("Line feeds may stand in reasons and values, not in names and authors")
  func lineFeeds() throws {
    var entry = try Entry(text: Line.revision.text)
    entry.because = "one\ntwo"
    entry.body = ["note": "one\ntwo"]
    #expect(try !entry.written().utf8.contains(0x0A))
    #expect(try Entry(text: entry.written()).because == "one\ntwo")
    var authored = entry
    authored.author = "one\ntwo"
    #expect(throws: EntryFault.self) { try authored.written() }
    var named = entry
    named.body = ["one\ntwo": 1]
    #expect(throws: EntryFault.self) { try named.written() }
  }

  @Test("Readers keep what writers must not write")
  func kept() throws {
    let line = Line.first.with("author", #""a\u202eb""#)
    #expect(try Entry(text: line.text).author == "a\u{202E}b")
  }

  @Test(
    "Refuses a number that is not one, rather than write it",
    arguments: ["", "1.5", "-0", "01", "1,\"x\":2", "9007199254740992", "+1", "x"],
  )
  func numbers(_ number: String) throws {
    var entry = try Entry(text: Line.first.text)
    entry.body = .object([JSON.Member("a", .number(number))])
    let fault = #expect(throws: EntryFault.self) { try entry.written() }
    #expect(fault?.reason == .malformedNumber)
  }

  @Test("Refuses members that do not go together, as a reader would")
  func refused() throws {
    let revision = try Entry(text: Line.revision.text)
    var parentless = revision
    parentless.parents = []
    #expect(throws: EntryFault.self) { try parentless.written() }
    var unsorted = revision
    unsorted.writes = ["name", "city"]
    #expect(throws: EntryFault.self) { try unsorted.written() }
    var unexplained = revision
    unexplained.because = nil
    #expect(throws: EntryFault.self) { try unexplained.written() }
    var long = revision
    long.body = ["a": .string(String(repeating: "x", count: 70_000))]
    #expect(throws: EntryFault.self) { try long.written() }
  }

  @Test("A new salt is 16 random bytes")
  func salts() {
    let salts = Set((0..<100).map { _ in Entry.newSalt() })
    #expect(salts.count == 100)
    #expect(salts.allSatisfy { Base32.decode($0.utf8)?.count == 16 })
  }

  @Test("A stub is not an entry")
  func stub() {
    let line = Stub(EntryID(line: [UInt8]().span.bytes), because: .lost).line
    #expect(throws: EntryFault.self) { try Entry(text: String(decoding: line, as: UTF8.self)) }
  }

  /// Each place of an entry that holds free text.
  private static let texts: [@Sendable (inout Entry, String) -> Void] = [
    { $0.author = $1 }, { $0.because = $1 }, { $0.writes = [$1] },
    { $0.body = .object([JSON.Member($1, 1)]) },
    { $0.body = ["list": .array(["fine", .string($1)])] },
  ]
}
