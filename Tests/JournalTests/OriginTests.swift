import Records
import Testing

@testable import Journal

@Suite("Origin")
struct OriginTests {
  private static let id = "abcdefghijklmnopqrstuvwxyz"

  @Test("An origin is read, written, and turned into the name of a folder and back")
  func roundTrip() throws {
    for name in [
      "a-aaaaaaaa", "main-office-2-abcd2345", String(repeating: "-", count: 33) + "zzzzzzzz",
    ] {
      let text = "steward/\(Self.id)/\(name)"
      let origin = try #require(Origin(text))
      #expect(origin.text == text && origin.journal == name && origin.organisation.text == Self.id)
      #expect(origin.folderName == "steward+\(Self.id)+\(name)")
      #expect(Origin(folderName: origin.folderName) == origin)
      #expect(NoteName.isValid(origin.text))
    }
  }

  @Test(
    "Anything else is no origin",
    arguments: [
      "", "steward", "steward/\(id)", "steward/\(id)/", "steward/\(id)/aaaaaaaa",
      "steward/\(id)/-aaaaaaaa", "steward/\(id)/a-aaaaaaa", "steward/\(id)/a-aaaaaaa1",
      "steward/\(id)/a-AAAAAAAA", "steward/\(id)/A-aaaaaaaa", "steward/\(id)/a b-aaaaaaaa",
      "steward/\(id)/é-aaaaaaaa", "steward/\(id)/../a-aaaaaaaa", "steward/\(id)/a-aaaaaaaa/",
      "Steward/\(id)/a-aaaaaaaa", "/steward/\(id)/a-aaaaaaaa", "steward/\(id)a/a-aaaaaaaa",
      "steward/\(id)/\(String(repeating: "a", count: 33))-aaaaaaaa", "steward/\(id)/a-aaaaaaaa\n",
    ],
  )
  func strict(text: String) {
    #expect(Origin(text) == nil)
  }

  @Test("A new journal has a name of its own each time")
  func newNames() throws {
    let names = Set((0..<100).compactMap { _ in Origin.newJournalName("main") })
    #expect(names.count == 100)
    #expect(names.allSatisfy { $0.hasPrefix("main-") && $0.utf8.count == 13 })
    #expect(Origin.newJournalName("") == nil)
    #expect(Origin.newJournalName("Main") == nil)
    #expect(Origin.newJournalName(String(repeating: "a", count: 33)) == nil)
  }
}
