import Records
import Testing

/// A line whose members can be changed one at a time, as raw JSON.
struct Line: Sendable, CustomTestStringConvertible {
  var members: [(name: String, value: String)]

  static let id = String(repeating: "a", count: 51) + "q"
  static let otherID = String(repeating: "b", count: 51) + "a"
  static let organisation = "abcdefghijklmnopqrstuvwxyz"

  /// A record's first entry.
  static let first = Line(members: [
    ("form", #""customer/1""#),
    ("organisation", #""\#(organisation)""#),
    ("time", #""2026-03-01T08:30:00.000Z""#),
    ("author", #""Anna Müller""#),
    ("audience", #"["authority"]"#),
    ("salt", #""abcdefghijklmnopqrstuvwxya""#),
    ("body", #"{"name":"Ölmühle","count":3}"#),
  ])

  /// A revision of it.
  static let revision = Line(members: [
    ("form", #""customer/1""#),
    ("organisation", #""\#(organisation)""#),
    ("record", #""\#(id)""#),
    ("parents", #"["\#(id)"]"#),
    ("writes", #"["city","name"]"#),
    ("time", #""2026-03-01T08:30:00.000Z""#),
    ("author", #""Anna Müller""#),
    ("because", #""moved""#),
    ("salt", #""abcdefghijklmnopqrstuvwxya""#),
    ("body", #"{"name":"Ölmühle","city":"Ulm"}"#),
  ])

  /// The end of it.
  static let withdrawal = revision.without("body").without("writes").with("void", "true")

  /// The line with this member set, in its place or at the end.
  func with(_ name: String, _ value: String) -> Line {
    var line = self
    if let index = members.firstIndex(where: { $0.name == name }) {
      line.members[index].value = value
    } else {
      line.members.append((name, value))
    }
    return line
  }

  /// The line without this member.
  func without(_ name: String) -> Line { Line(members: members.filter { $0.name != name }) }

  var text: String {
    "{" + members.map { #""\#($0.name)":\#($0.value)"# }.joined(separator: ",") + "}"
  }

  var testDescription: String { text }

  /// What a reader says: `nil` when it accepts the line.
  var fault: EntryFault.Reason? { Self.fault(of: text) }

  static func fault(of text: String) -> EntryFault.Reason? { fault(of: Array(text.utf8)) }

  static func fault(of bytes: [UInt8]) -> EntryFault.Reason? {
    var reader = EntryReader()
    do throws(EntryFault) {
      _ = try reader.read(bytes.span.bytes)
      return nil
    } catch {
      return error.reason
    }
  }
}
