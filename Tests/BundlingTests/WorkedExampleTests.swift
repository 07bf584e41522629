import Bundling
import Foundation
import Journal
import Records
import Sealing
import SystemPackage
import TestSupport
import Testing

/// The values that `Bundles/FORMAT.md` shows for a second implementation to compare with.
@Suite("Worked example")
struct WorkedExampleTests {
  @Test("An entry has the id that the example gives it, and the stub that stands for it")
  func entry() throws {
    let example = try WorkedExample()
    let line = Array(try example.block(after: "**Entry**").utf8)
    let id = EntryID(line: line.span.bytes)
    #expect(id.text == example.value("id", after: "**Entry**"))
    let stub = Stub(erased: id, of: id)
    #expect(String(decoding: stub.line, as: UTF8.self) == (try example.block(after: "A stub in")))
    let (bundle, journals) = try readWhole(ConformanceCase(name: "good/increment").path)
    #expect(journals[0][0] == line)
    #expect(bundle.stretches[0].base.count == 5)
  }

  @Test("The card gives the organisation's id, the key's id and the fingerprint")
  func card() throws {
    let example = try WorkedExample()
    let bytes = Array((try example.block(after: "**Card**") + "\n").utf8)
    let card = try Card(parsing: bytes.span.bytes)
    let key = card.journals[0].key
    #expect(OrganisationID(firstKey: key.publicKey).text == "3ty5mvztghlzl3f7seknacp33f")
    #expect(card.organisation.text == "3ty5mvztghlzl3f7seknacp33f")
    let hexadecimal = key.publicKey.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    #expect(hexadecimal == example.value("public key", after: "**Card**"))
    #expect(key.keyID.text == example.value("key id", after: "**Card**"))
    #expect(card.fingerprint.text == example.value("fingerprint", after: "**Card**"))
  }

  @Test("The first five entries of the journal make the base, all eight the checkpoint")
  func tree() throws {
    let example = try WorkedExample()
    let (_, journals) = try readWhole(ConformanceCase(name: "good/one-journal").path)
    let base = Firm.frontier(Array(journals[0].prefix(5)))
    #expect(
      String(decoding: base.text, as: UTF8.self) == (try example.block(after: "**Base**")) + "\n"
    )
    let bytes = Array((try example.block(after: "**Checkpoint**") + "\n").utf8)
    let note = try SignedNote(parsing: bytes.span.bytes)
    #expect(try Checkpoint(parsing: note.text).root == Firm.frontier(journals[0]).root)
  }

  @Test("The bundle's note has the id that its text gives")
  func note() throws {
    let example = try WorkedExample()
    let bytes = Array((try example.block(after: "**Bundle note**") + "\n").utf8)
    let note = try BundleNote(parsing: SignedNote(parsing: bytes.span.bytes).text)
    let reader = try BundleReader(
      opening: ConformanceCase(name: "good/increment").path,
      in: PosixFileSystem(),
    )
    #expect(reader.note == note && note.id == "2bt6m4fubwlp3ccsk7m3nxd3f4")
  }

  @Test("Two offices that give one customer two names are in the conflict of the example")
  func conflict() throws {
    let example = try WorkedExample()
    let lines = try example.block(after: "**Conflict id.**").split(separator: "\n")
    let id = ConflictID(
      kind: "concurrent",
      record: try #require(EntryID(lines[2])),
      field: "trade_name",
      writes: try lines[4...].map { try #require(EntryID($0)) },
    )
    #expect(id.text == "dls2qzxlkq5ragfndgxe")
    #expect(id.text == example.value("id", after: "**Conflict id.**"))
  }
}

/// The text of the example.
private struct WorkedExample {
  private let text: Substring

  init() throws {
    let url = Checkout.url.appending(path: "Bundles/FORMAT.md")
    let whole = try String(contentsOf: url, encoding: .utf8)
    text = whole[try #require(whole.firstRange(of: "<!-- written by make-bundles")).upperBound...]
  }

  /// The first block of code after these words, without its last line feed.
  func block(after words: String) throws -> String {
    let rest = text[try #require(text.firstRange(of: words)).upperBound...]
    let start = try #require(rest.firstRange(of: "```\n")).upperBound
    let end = try #require(rest[start...].firstRange(of: "\n```")).lowerBound
    return String(rest[start..<end])
  }

  /// What stands behind `name =` after these words.
  func value(_ name: String, after words: String) -> String? {
    guard let start = text.firstRange(of: words)?.upperBound else { return nil }
    for line in text[start...].split(separator: "\n") where line.hasPrefix("    \(name) ") {
      return line.split(separator: "= ", maxSplits: 1).last.map(String.init)
    }
    return nil
  }
}
