import TestSupport
import Records
import Testing

@Suite("Text")
struct TextTests {
  @Test("Canonically equivalent texts with different bytes are different")
  func bytes() {
    let composed = "\u{E9}"
    let decomposed = "e\u{301}"
    #expect(composed == decomposed)
    #expect(Text(composed) != Text(decomposed))
    #expect(Set([Text(composed), Text(decomposed), Text(composed)]).count == 2)
    // By bytes the decomposed text begins with an ASCII letter, and so comes first.
    #expect(Text(decomposed) < Text(composed))
    #expect(!(Text(composed) < Text(decomposed)))
  }

  @Test("Order is that of UTF-8, not of UTF-16 or of a language")
  func order() {
    let texts: [Text] = ["", "A", "Z", "a", "ab", "b", "é", "ﬁ", "𝄞"]
    var generator = SeededGenerator(seed: 3)
    #expect(texts.shuffled(using: &generator).sorted() == texts)
  }

  @Test("What could drive a terminal or turn a text around is shown escaped")
  func shown() throws {
    let nonCharacter = try #require(Unicode.Scalar(0xFFFF as UInt32))
    #expect(Text(String(nonCharacter)).shown() == #"\u{FFFF}"#)
    #expect(Text("plain text").shown() == "plain text")
    #expect(Text("Größe 漢字 🧪").shown() == "Größe 漢字 🧪")
    #expect(Text("a\u{1B}[31mb").shown() == #"a\u{1B}[31mb"#)
    #expect(Text("a\u{202E}b\u{2066}").shown() == #"a\u{202E}b\u{2066}"#)
    #expect(Text("a\r\nb").shown() == #"a\u{D}\u{A}b"#)
    #expect(Text("a\r\nb").shown(keepingLines: true) == "a\\u{D}\nb")
    #expect(Text("\u{9B}\u{7F}").shown() == #"\u{9B}\u{7F}"#)
  }
}

@Suite("Base32")
struct Base32Tests {
  /// RFC 4648, section 10, in lower case and without padding.
  @Test(
    "Agrees with the standard's examples",
    arguments: [
      ("", ""), ("f", "my"), ("fo", "mzxq"), ("foo", "mzxw6"), ("foob", "mzxw6yq"),
      ("fooba", "mzxw6ytb"), ("foobar", "mzxw6ytboi"),
    ],
  )
  func examples(_ plain: String, _ encoded: String) {
    #expect(Base32.encode(Array(plain.utf8)) == encoded)
    #expect(Base32.decode(Array(encoded.utf8)) == Array(plain.utf8))
  }

  @Test("Random bytes survive", arguments: 0..<60)
  func roundTrip(_ count: Int) {
    var generator = SeededGenerator(seed: UInt64(count))
    let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
    #expect(Base32.decode(Array(Base32.encode(bytes).utf8)) == bytes)
  }

  @Test(
    "Refuses every other spelling",
    arguments: ["MY", "my======", "mz", "m", "mzx", "mzxw6y", "m1", "m8", "m y", "mé", "mzxq="],
  )
  func others(_ text: String) { #expect(Base32.decode(Array(text.utf8)) == nil) }
}

@Suite("EntryID and NodeHash")
struct EntryIDTests {
  @Test("Ids are ordered as their texts are")
  func order() throws {
    var generator = SeededGenerator(seed: 4_648)
    var ids: [EntryID] = []
    for length in 0..<300 {
      var bytes = [UInt8](repeating: UInt8(truncatingIfNeeded: length), count: 32)
      // Ids that differ late, at any place.
      bytes[length % 32] = UInt8.random(in: 0...255, using: &generator)
      ids.append(EntryID(try #require(NodeHash(bytes: bytes))))
    }
    let sorted = ids.sorted().map(\.text)
    #expect(sorted == ids.map(\.text).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
    var near: [EntryID] = []
    for bit in 0..<256 {
      var bytes = [UInt8](repeating: 0xB4, count: 32)
      bytes[bit / 8] ^= 1 << UInt8(bit % 8)
      near.append(EntryID(try #require(NodeHash(bytes: bytes))))
    }
    let expected = near.map(\.text).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    #expect(near.sorted().map(\.text) == expected)
    #expect(!(ids[0] < ids[0]))
  }

  @Test("An id is the RFC 6962 leaf hash, in base32")
  func leaf() {
    // The leaf hash of nothing, from RFC 6962's reference implementation.
    let id = EntryID(line: [UInt8]().span.bytes)
    let hexadecimal = id.hash.bytes.map { padded(String($0, radix: 16)) }.joined()
    #expect(hexadecimal == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d")
    #expect(id.text.utf8.count == EntryID.textLength)
    #expect(EntryID(id.text) == id)
    #expect(id.text.hasPrefix(id.short) && id.short.utf8.count == 8)
  }

  @Test("A branch is hashed under another prefix")
  func branch() {
    let empty = NodeHash(leaf: [UInt8]().span.bytes)
    let zero = NodeHash(leaf: [0 as UInt8].span.bytes)
    let branch = NodeHash(left: empty, right: zero)
    let hexadecimal = branch.bytes.map { padded(String($0, radix: 16)) }.joined()
    #expect(hexadecimal == "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125")
    #expect(NodeHash(left: zero, right: empty) != branch)
  }

  @Test("Hashes are ordered by their bytes")
  func hashes() throws {
    let hashes = (0..<100).map { NodeHash(leaf: [UInt8($0)].span.bytes) }.sorted()
    for (left, right) in zip(hashes, hashes.dropFirst()) {
      #expect(left.bytes.lexicographicallyPrecedes(right.bytes))
    }
  }

  @Test("Every other spelling of an id is refused, in text and in a line")
  func others() {
    let text = EntryID(line: [UInt8]().span.bytes).text
    let last = String(text.dropLast())
    for other in [text.uppercased(), text + "a", last, last + "b", last + "=", last + "1", ""] {
      #expect(EntryID(other) == nil)
      #expect(Line.revision.with("record", #""\#(other)""#).fault == .malformedValue)
    }
    #expect(NodeHash(bytes: [UInt8](repeating: 0, count: 31)) == nil)
    #expect(NodeHash(bytes: [UInt8](repeating: 0, count: 33)) == nil)
  }

  @Test("Ids in lines are the ids of their text")
  func inLines() throws {
    var reader = EntryReader()
    for number in 0..<200 {
      let id = EntryID(line: [UInt8(number)].span.bytes)
      let line = Array(Line.revision.with("record", #""\#(id.text)""#).text.utf8)
      _ = try reader.read(line.span.bytes)
      #expect(reader.header.record == id)
    }
  }

  private func padded(_ text: String) -> String { text.count == 1 ? "0" + text : text }
}
