import Records
import Testing

@Suite("EntryReader")
struct EntryReaderTests {
  @Test(
    "Accepts what the format allows",
    arguments: [
      Line.first, Line.revision, Line.withdrawal,
      Line(members: Line.first.members.reversed()),
      Line.first.with("audience", "[]"),
      Line.first.with("audience", #"["association","authority","vetted","public"]"#),
      Line.first.with("audience", #"["\#(Line.organisation)"]"#),
      Line.first.with("because", #""as found on paper""#),
      Line.first.with("form", #""a/1""#),
      Line.first.with("form", #""\u0063ustomer/1""#),
      Line.first.with("form", #""\#(String(repeating: "a", count: 64))/9999""#),
      Line.first.with("form", #""a_2-b/1""#),
      Line.first.with("time", #""2024-02-29T23:59:59.999Z""#),
      Line.first.with("added_later", #"{"by":"a minor version"}"#),
      Line.first.with("leaf", #""only a stub has it""#),
      Line.first.with("body", "{}"),
      Line.first.with("body", #"{"a":{"a":{"a":1}},"b":{"a":1}}"#),
      Line.first.with("body", #"{"a":[0,-1,9007199254740991,-9007199254740991]}"#),
      Line.first.with("body", "{\"a\": 1 ,\t\"b\" : [ ] }"),
      Line.first.with("body", #"{"a":"\ud83d\ude00\u202e\u0000","É":"é"}"#),
      Line.revision.with("writes", "[]"),
      Line.revision.with("writes", #"["","B","a","b","ba","é","𝄞"]"#),
      Line.revision.with("writes", #"["void"]"#),
      Line.revision.with("parents", #"["\#(Line.otherID)","\#(Line.id)"]"#),
      Line.withdrawal.with("writes", #"["void"]"#),
    ],
  )
  func accepts(_ line: Line) { #expect(line.fault == nil) }

  @Test("Finds a member whose name is written with escapes")
  func escapedNames() {
    let text = Line.first.text.replacing(#""form":"#, with: #""\u0066\u006frm":"#)
    #expect(Line.fault(of: text) == nil)
  }

  @Test(
    "Refuses an entry without a member that it needs",
    arguments: [
      (
        "first", Line.first,
        ["form", "organisation", "time", "author", "audience", "salt", "body"],
      ),
      (
        "revision", Line.revision,
        [
          "form", "organisation", "parents", "writes", "time", "author", "because", "salt", "body",
        ],
      ),
      (
        "withdrawal", Line.withdrawal,
        ["form", "organisation", "parents", "time", "author", "because", "salt"],
      ),
    ],
  )
  func missing(_ name: String, _ line: Line, _ members: [String]) {
    for member in members { #expect(line.without(member).fault == .missingMember, "\(member)") }
  }

  @Test(
    "Refuses a member where it does not belong",
    arguments: [
      Line.revision.without("record"),
      Line.first.with("parents", #"["\#(Line.id)"]"#),
      Line.first.with("writes", "[]"),
      Line.first.with("void", "true"),
      Line.revision.with("audience", "[]"),
      Line.revision.with("void", "true"),
      Line.withdrawal.with("body", "{}"),
    ],
  )
  func unexpected(_ line: Line) { #expect(line.fault == .unexpectedMember) }

  @Test(
    "Refuses a value of another type",
    arguments: [
      "form", "organisation", "record", "parents", "writes", "time", "author", "because", "salt",
      "body",
    ],
  )
  func types(_ member: String) {
    for value in ["1", "null", "true", "[1]"] {
      #expect(Line.revision.with(member, value).fault == .wrongType, "\(value)")
    }
    #expect(Line.first.with("audience", #""authority""#).fault == .wrongType)
    #expect(Line.first.with("audience", "[1]").fault == .wrongType)
  }

  @Test(
    "Refuses a malformed value",
    arguments: [
      ("form", "customer"), ("form", "customer/0"), ("form", "customer/01"), ("form", "customer/"),
      ("form", "/1"), ("form", "Customer/1"), ("form", "1customer/1"), ("form", "customer/1/1"),
      ("form", "-customer/1"), ("form", "customer/10000"), ("form", "customer/+1"), ("form", ""),
      ("form", String(repeating: "a", count: 65) + "/1"), ("form", "cústomer/1"),
      ("organisation", "abcdefghijklmnopqrstuvwxy"),
      ("organisation", "abcdefghijklmnopqrstuvwxyza"),
      ("organisation", "Abcdefghijklmnopqrstuvwxyz"),
      ("organisation", "1bcdefghijklmnopqrstuvwxyz"),
      ("record", "abc"), ("record", Line.id.uppercased()), ("record", Line.id + "a"),
      ("record", String(Line.id.dropLast()) + "b"),
      ("time", "2026-03-01T08:30:00Z"), ("time", "2026-03-01 08:30:00.000Z"),
      ("time", "2026-02-29T08:30:00.000Z"), ("time", "2026-03-01T24:00:00.000Z"),
      ("time", "2026-03-01T08:30:60.000Z"), ("time", "2026-03-01T08:30:00.000+"),
      ("time", "0000-03-01T08:30:00.000Z"),
      ("salt", "abcdefghijklmnopqrstuvwxy"), ("salt", "abcdefghijklmnopqrstuvwxyb"),
      ("salt", "abcdefghijklmnopqrstuvwx1a"), ("salt", "ABCDEFGHIJKLMNOPQRSTUVWXYA"),
    ],
  )
  func malformed(_ member: String, _ value: String) {
    #expect(Line.revision.with(member, #""\#(value)""#).fault == .malformedValue)
  }

  @Test("Refuses malformed values in lists")
  func malformedInLists() {
    #expect(Line.revision.with("parents", #"["abc"]"#).fault == .malformedValue)
    for reader in ["everybody", "", "Authority", "company"] {
      #expect(Line.first.with("audience", #"["\#(reader)"]"#).fault == .malformedValue)
    }
    for value in ["false", "null", "1", #""true""#] {
      #expect(Line.withdrawal.with("void", value).fault == .malformedValue)
    }
  }

  @Test("Refuses empty texts and lists")
  func empty() {
    #expect(Line.first.with("author", #""""#).fault == .emptyText)
    #expect(Line.first.with("because", #""""#).fault == .emptyText)
    #expect(Line.revision.with("because", #""""#).fault == .emptyText)
    #expect(Line.revision.with("parents", "[]").fault == .noParent)
  }

  @Test("Refuses lists that are not sets, and unsorted writes")
  func lists() {
    let twice = #"["\#(Line.id)","\#(Line.otherID)","\#(Line.id)"]"#
    #expect(Line.revision.with("parents", twice).fault == .repeatedValue)
    #expect(Line.first.with("audience", #"["public","public"]"#).fault == .repeatedValue)
    #expect(Line.first.with("audience", #"["public","\u0070ublic"]"#).fault == .repeatedValue)
    #expect(Line.revision.with("writes", #"["a","a"]"#).fault == .repeatedValue)
    #expect(Line.revision.with("writes", #"["a","\u0061"]"#).fault == .repeatedValue)
    #expect(Line.revision.with("writes", #"["b","a"]"#).fault == .notSorted)
    #expect(Line.revision.with("writes", #"["ab","a"]"#).fault == .notSorted)
    // Canonically equivalent texts differ, and so does their order from Swift's own.
    #expect(Line.revision.with("writes", #"["e\u0301","é"]"#).fault == nil)
    #expect(Line.revision.with("writes", #"["é","e\u0301"]"#).fault == .notSorted)
    // By bytes U+FB01 precedes U+1D11E; by UTF-16 it is the other way round.
    #expect(Line.revision.with("writes", #"["ﬁ","𝄞"]"#).fault == nil)
    #expect(Line.revision.with("writes", #"["𝄞","ﬁ"]"#).fault == .notSorted)
  }

  @Test(
    "Refuses a name that stands twice, at any depth and however it is written",
    arguments: [
      #"{"a":1,"a":1}"#, #"{"a":1,"b":2,"a":3}"#, #"{"":1,"":2}"#, #"{"a":1,"\u0061":1}"#,
      #"{"x":[{"y":{"a":1,"a":1}}]}"#, #"{"\ud834\udd1e":1,"𝄞":1}"#,
      #"{"a_name_that_is_longer_than_a_word":1,"b":1,"a_name_that_is_longer_than_a_word":1}"#,
    ],
  )
  func repeatedNames(_ body: String) {
    #expect(Line.first.with("body", body).fault == .repeatedName)
  }

  @Test("Refuses a known member that stands twice")
  func repeatedMember() {
    let text = Line.first.text.dropLast() + #","form":"customer/1"}"#
    #expect(Line.fault(of: String(text)) == .repeatedName)
  }

  @Test("Tells names apart that differ only in their middle, end, length or normal form")
  func distinctNames() {
    let body = #"{"aaaaaaaaXbbbbbbbb":1,"aaaaaaaaYbbbbbbbb":1,"a":1,"aa":1,"é":1,"e\u0301":1}"#
    #expect(Line.first.with("body", body).fault == nil)
  }

  @Test(
    "Refuses numbers that not every reader understands alike",
    arguments: ["-0", "1.0", "1e2", "1E2", "9007199254740992", "-9007199254740992", "1.5e-3"]
      + ["99999999999999999999"],
  )
  func numbers(_ number: String) {
    #expect(Line.first.with("body", #"{"a":[\#(number)]}"#).fault == .malformedNumber)
    #expect(Line.first.with("added_later", number).fault == .malformedNumber)
  }

  @Test(
    "Refuses what is not one JSON object",
    arguments: [
      ("", EntryFault.Reason.notJSON), ("nonsense", .notJSON), ("[]", .notObject),
      ("1", .notObject), (#""text""#, .notObject), ("{}", .missingMember), ("{} {}", .notJSON),
      ("\u{FEFF}{}", .notJSON), (#"{"a":"\ud800"}"#, .notJSON), ("{\"a\":\"\u{1}\"}", .notJSON),
    ],
  )
  func notAnObject(_ text: String, _ reason: EntryFault.Reason) {
    #expect(Line.fault(of: text) == reason)
  }

  @Test("Refuses a line feed between tokens, wherever it stands")
  func lineFeeds() {
    let text = Line.first.text
    #expect(Line.fault(of: text + "\n") == .lineBreak)
    #expect(Line.fault(of: "\n" + text) == .lineBreak)
    #expect(Line.fault(of: text.replacing(",", with: ",\n")) == .lineBreak)
    #expect(Line.fault(of: " " + text.replacing(",", with: ",\r\t ") + " ") == nil)
  }

  @Test("Refuses every beginning of a line")
  func truncations() {
    for line in [Line.first, .revision, .withdrawal] {
      let bytes = Array(line.text.utf8)
      for end in bytes.indices { #expect(Line.fault(of: Array(bytes[..<end])) != nil) }
    }
  }

  @Test("One reader serves lines of every kind, one after the other")
  func reuse() throws {
    var reader = EntryReader()
    for _ in 0..<2 {
      let revision = Array(Line.revision.text.utf8)
      #expect(try reader.read(revision.span.bytes) == .entry)
      #expect(reader.header.record?.text == Line.id)
      #expect(reader.header.parents.map(\.text) == [Line.id])
      #expect(reader.texts(of: reader.header.writes, in: revision.span.bytes) == ["city", "name"])
      #expect(reader.texts(of: reader.header.audience, in: revision.span.bytes) == nil)
      #expect(!reader.header.isVoid)

      let withdrawal = Array(Line.withdrawal.text.utf8)
      #expect(try reader.read(withdrawal.span.bytes) == .entry)
      #expect(reader.header.isVoid)
      #expect(reader.header.body == 0)
      #expect(reader.header.writes == 0)

      let first = Array(Line.first.text.utf8)
      #expect(try reader.read(first.span.bytes) == .entry)
      #expect(reader.header.record == nil)
      #expect(reader.header.parents.isEmpty)
      #expect(!reader.header.isVoid)
      #expect(reader.formName(in: first.span.bytes)?.text == "customer/1")
      #expect(reader.organisation(in: first.span.bytes)?.text == Line.organisation)
      #expect(reader.header.moment.text == "2026-03-01T08:30:00.000Z")
    }
  }

  @Test("A malformed entry still names its record and parents")
  func malformedOrder() {
    var reader = EntryReader()
    let line = Array(Line.revision.with("salt", #""""#).text.utf8)
    #expect(throws: EntryFault.self) { try reader.read(line.span.bytes) }
    #expect(reader.header.record?.text == Line.id)
    #expect(reader.header.parents.map(\.text) == [Line.id])

    let other = Array(Line.revision.with("parents", #"["\#(Line.id)",1]"#).text.utf8)
    #expect(throws: EntryFault.self) { try reader.read(other.span.bytes) }
    #expect(reader.header.record == nil)
    #expect(reader.header.parents.isEmpty)
  }
}
