import Records
import Testing

@Suite("Limits of an entry")
struct EntryLimitsTests {
  @Test("A line has at most 65,535 bytes")
  func bytes() {
    func line(_ count: Int) -> String {
      let empty = Line.first.with("body", #"{"a":""}"#).text.utf8.count
      let filling = String(repeating: "x", count: count - empty)
      return Line.first.with("body", #"{"a":"\#(filling)"}"#).text
    }
    #expect(line(65_535).utf8.count == 65_535)
    #expect(Line.fault(of: line(65_535)) == nil)
    #expect(Line.fault(of: line(65_536)) == .tooLong)
  }

  @Test("Nesting is at most 16 deep, the entry counted")
  func nesting() {
    func body(_ arrays: Int) -> String {
      #"{"a":"# + String(repeating: "[", count: arrays) + String(repeating: "]", count: arrays)
        + "}"
    }
    #expect(Line.first.with("body", body(14)).fault == nil)
    #expect(Line.first.with("body", body(15)).fault == .tooDeep)
  }

  @Test("An object has at most 256 members, at every depth")
  func members() {
    func object(_ count: Int) -> String {
      "{" + (0..<count).map { #""m\#($0)":0"# }.joined(separator: ",") + "}"
    }
    #expect(Line.first.with("body", object(256)).fault == nil)
    #expect(Line.first.with("body", object(257)).fault == .tooManyMembers)
    #expect(Line.first.with("body", #"{"a":[\#(object(256))]}"#).fault == nil)
    #expect(Line.first.with("body", #"{"a":[\#(object(257))]}"#).fault == .tooManyMembers)

    var line = Line.first
    while line.members.count < 256 { line = line.with("x\(line.members.count)", "1") }
    #expect(line.fault == nil)
    #expect(line.with("y", "1").fault == .tooManyMembers)
  }

  @Test("A name that repeats another is found among 256")
  func lastOfMany() {
    let names = (0..<255).map { "member_number_\($0)" }
    for repeated in [0, 100, 254] {
      let members = (names + [names[repeated]]).map { #""\#($0)":0"# }.joined(separator: ",")
      #expect(Line.first.with("body", "{\(members)}").fault == .repeatedName)
    }
  }

  @Test("A revision has at most 64 parents")
  func parents() {
    func list(_ count: Int) -> String {
      let ids = (0..<count).map { EntryID(line: [UInt8($0)].span.bytes).text }
      return JSON.array(ids.map(JSON.string)).text
    }
    #expect(Line.revision.with("parents", list(64)).fault == nil)
    #expect(Line.revision.with("parents", list(65)).fault == .tooManyParents)
  }

  @Test("An audience has at most 16 members")
  func audience() {
    func list(_ count: Int) -> String {
      let letters = Array("abcdefghijklmnopqrstuvwxyz")
      return JSON.array((0..<count).map { .string(String(repeating: letters[$0], count: 26)) }).text
    }
    #expect(Line.first.with("audience", list(16)).fault == nil)
    #expect(Line.first.with("audience", list(17)).fault == .tooManyAudiences)
  }
}
