import Records
import Practices
import Testing

@testable import Commands

@Suite("Field assignments")
struct FieldAssignmentTests {
  @Test(
    "An argument names a field, a part of it, or an element of its list",
    arguments: [
      ("a=v", "a", nil, false, "v"), ("a.b=v", "a", "b", false, "v"),
      ("l[]=v", "l", nil, true, "v"),
      ("l[].x=v", "l", "x", true, "v"), ("a=", "a", nil, false, ""),
      ("a= b=c ", "a", nil, false, "b=c"),
    ] as [(String, String, String?, Bool, String)],
  )
  func reading(
    _ argument: String,
    _ member: String,
    _ part: String?,
    _ isElement: Bool,
    _ text: String,
  )
    throws
  {
    let assignment = try FieldAssignment(argument)
    #expect(assignment.member == member)
    #expect(assignment.part == part)
    #expect(assignment.isElement == isElement)
    #expect(assignment.text == text)
  }

  @Test("What assigns nothing is refused", arguments: ["a", "", "=v", "[]=v", ".b=v", "a.=v"])
  func malformed(_ argument: String) {
    #expect(throws: CommandFault.malformedAssignment(argument)) { try FieldAssignment(argument) }
  }

  @Test(
    "A misspelt word finds the one that was meant, and no other",
    arguments: [
      ("nam", "name"), ("contry", "country"), ("Name", "name"), ("postalcode", "postal_code"),
      ("zzz", nil), ("x", nil),
    ] as [(String, String?)],
  )
  func spelling(_ word: String, _ meant: String?) {
    let known = ["name", "country", "postal_code", "city"]
    #expect(Spelling.nearest(to: word, in: known) == meant)
  }
}
