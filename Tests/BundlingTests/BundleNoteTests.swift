import Bundling
import Journal
import Records
import Testing

@Suite("Bundle note")
struct BundleNoteTests {
  @Test("A note reads back as it was written")
  func roundTrip() throws {
    for isSealed in [false, true] {
      let note = try Self.note(isSealed: isSealed)
      #expect(try BundleNote(parsing: note.text) == note)
    }
  }

  @Test("A note says what the format says, and its id covers all of it but the id")
  func text() throws {
    let note = try Self.note(isSealed: true)
    let text = String(decoding: note.text, as: UTF8.self)
    let id = try Firm(1).id
    let others = try [Firm(2).id.text, Firm(3).id.text].sorted().joined(separator: " ")
    #expect(
      text == """
        steward/bundle/1
        id \(note.id)
        from \(id)
        to \(others)
        journal steward/\(id)/main-aaaabbbb 2 5 47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=
        part 2 3
        sealed
        bag e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855

        """
    )
    #expect(note.id.utf8.count == 26)
  }

  @Test("Every changed byte is refused")
  func flips() throws {
    let text = try Self.note(isSealed: true).text
    for index in text.indices {
      var copy = text
      copy[index] ^= 1
      #expect(throws: BundleFault.self, "byte \(index)") { try BundleNote(parsing: copy) }
    }
  }

  @Test(
    "Another way to write the same is refused",
    arguments: [
      ("part 2 3", "part 02 3"), ("part 2 3", "part 2  3"), ("part 2 3", "part 4 3"),
      ("part 2 3", "part 0 3"), (" 2 5 ", " 6 5 "), ("sealed\n", "sealed\nsealed\n"),
      ("from ", "from  "), ("bag e3", "bag E3"), ("/1\n", "/1\n\n"), ("\nbag", "\r\nbag"),
      ("hSuFU=\n", "hSuFU= \n"),
    ],
  )
  func otherwise(_ old: String, _ new: String) throws {
    let text = String(decoding: try Self.note(isSealed: true).text, as: UTF8.self)
    let copy = Array(text.replacing(old, with: new).utf8)
    #expect(copy != Array(text.utf8))
    #expect(throws: BundleFault.self) { try BundleNote(parsing: copy) }
  }

  @Test("A bundle's names follow from sender, journal and sizes")
  func names() throws {
    let origin = try Firm().origin
    let name = BundleName(sender: "Größe & Söhne GmbH", origin: origin, base: 0, size: 7)
    #expect(name.text == "groessesoehnegmbh-aaaabbbb-0-7")
    let file = BundleName.file(
      sender: "Łódź Chemia",
      origin: origin,
      base: 5,
      size: 9,
      part: try #require(BundlePart(1, of: 3)),
    )
    #expect(file == "lodzchemia-main-aaaabbbb-5-9.p1of3.steward.tar")
    let greek = BundleName.file(sender: "Χημικά", origin: origin, base: 0, size: 0)
    #expect(greek == "\(origin.organisation.text.prefix(20))-main-aaaabbbb-0-0.steward.tar")
    let long = BundleName(
      sender: String(repeating: "x", count: 99),
      origin: origin,
      base: 999_999_999_999,
      size: 1_000_000_000_000,
    )
    #expect(BundleName(long.text) == long)
    for bad in ["", "A", "a b", "a/b", "é", String(repeating: "a", count: 61)] {
      #expect(BundleName(bad) == nil)
    }
  }

  private static func note(isSealed: Bool) throws -> BundleNote {
    let stretch = BundleNote.Stretch(
      origin: try Firm().origin,
      base: 2,
      size: 5,
      root: Frontier.emptyRoot,
    )
    return BundleNote(
      sender: try Firm().id,
      recipients: try [Firm(3).id, Firm(2).id, Firm(3).id],
      journals: [stretch],
      part: try #require(BundlePart(2, of: 3)),
      isSealed: isSealed,
      bag: FileDigest(of: []),
    )
  }
}
