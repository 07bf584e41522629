import Records
import Testing

@Suite("Stub")
struct StubTests {
  private static let leaf = Line.id
  private static let record = Line.otherID

  @Test("Is written and read in one way", arguments: Stub.Reason.allCases)
  func roundTrip(_ reason: Stub.Reason) throws {
    let leaf = try #require(EntryID(Self.leaf))
    let record = try #require(EntryID(Self.record))
    let stub = reason == .erased ? Stub(erased: leaf, of: record) : Stub(leaf, because: reason)
    let expected =
      reason == .erased
      ? #"{"leaf":"\#(Self.leaf)","withheld":"erased","record":"\#(Self.record)"}"#
      : #"{"leaf":"\#(Self.leaf)","withheld":"\#(reason.rawValue)"}"#
    #expect(String(decoding: stub.line, as: UTF8.self) == expected)
    #expect(Stub(line: stub.line.span.bytes) == stub)
    var reader = EntryReader()
    #expect(try reader.read(stub.line.span.bytes) == .stub(stub))
    for end in stub.line.indices {
      #expect(Stub(line: Array(stub.line[..<end]).span.bytes) == nil)
    }
  }

  @Test(
    "Written in any other way, is an entry and a malformed one",
    arguments: [
      #"{"leaf":"\#(leaf)"}"#,
      #"{"leaf":"\#(leaf)","withheld":"Lost"}"#,
      #"{"leaf":"\#(leaf)","withheld":"hidden"}"#,
      #"{"leaf":"\#(leaf)","withheld":"lost" }"#,
      #"{ "leaf":"\#(leaf)","withheld":"lost"}"#,
      #"{"withheld":"lost","leaf":"\#(leaf)"}"#,
      #"{"leaf":"\#(leaf)","withheld":"lost","more":1}"#,
      #"{"leaf":"\#(leaf)","withheld":"lost","record":"\#(record)"}"#,
      #"{"leaf":"\#(leaf)","withheld":"erased"}"#,
      #"{"leaf":"\#(leaf)","withheld":"erased","record":"abc"}"#,
      #"{"leaf":"\#(leaf)","withheld":"erased","record":"\#(record)"}}"#,
      #"{"leaf":"\#(leaf.uppercased())","withheld":"lost"}"#,
      #"{"leaf":"abc","withheld":"lost"}"#,
      #"{"leaf":"\#(leaf)","withheld":"l\u006fst"}"#,
    ],
  )
  func others(_ text: String) {
    #expect(Stub(line: Array(text.utf8).span.bytes) == nil)
    #expect(Line.fault(of: text) != nil)
  }
}
