import Records

/// One `--field` of a command line: what a field, a part of it or an element of its list
/// becomes.
struct FieldAssignment: Hashable {
  /// The argument as it was typed.
  let argument: String
  /// The field.
  let member: String
  /// The part of the field, or of the list's element, that is meant.
  let part: String?
  /// Whether it speaks of an element of the field's list.
  let isElement: Bool
  /// The value as it was typed; empty to remove.
  let text: String

  /// Reads `a=v`, `a.b=v`, `list[]=v` or `list[].x=v`.
  ///
  /// - Throws: ``CommandFault/malformedAssignment(_:)``.
  init(_ argument: String) throws(CommandFault) {
    guard let equals = argument.utf8.firstIndex(of: UInt8(ascii: "=")) else {
      throw .malformedAssignment(argument)
    }
    self.argument = argument
    text = String(argument[argument.utf8.index(after: equals)...]).trimmed
    var path = String(argument[..<equals]).trimmed
    var part: String?
    if let dot = path.firstIndex(of: ".") {
      part = String(path[path.index(after: dot)...])
      path = String(path[..<dot])
    }
    isElement = path.hasSuffix("[]")
    if isElement { path.removeLast(2) }
    member = path
    self.part = part
    guard !member.isEmpty, part?.isEmpty != true else { throw .malformedAssignment(argument) }
  }
}
