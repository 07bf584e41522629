import Practices
import Records

/// A body that is being put together from the values that a person typed, by its form.
struct RecordDraft {
  let form: Form
  /// Turns what was typed into a field's value.
  let reading: FieldReader
  /// The members so far.
  private(set) var body: JSON
  /// The members that were set or removed, in the order that this was first done.
  private(set) var touched: [String] = []
  /// The lists that this draft has begun an element of.
  private var begun: Set<String> = []

  /// Begins with what a record says already.
  init(form: Form, reading: FieldReader, body: JSON = .object([])) {
    self.form = form
    self.reading = reading
    self.body = body
  }

  /// What was set or removed: new values by member, `nil` for what is removed.
  var changes: [(member: String, value: JSON?)] { touched.map { ($0, body[$0]) } }

  /// Does what one argument says.
  mutating func apply(_ assignment: FieldAssignment) throws {
    let field = try field(assignment.member, in: form.fields)
    switch (assignment.isElement, assignment.part) {
    case (false, nil) where isOwn(assignment): set(assignment.member, nil)
    case (false, nil):
      if case .group = field.kind, !assignment.text.isEmpty {
        throw CommandFault.badPath(
          assignment.argument,
          reason: "it has fields of its own; write it as \(assignment.member).FIELD=VALUE",
        )
      }
      set(assignment.member, try value(assignment.text, of: field, path: assignment.member))
    case (false, let part?): try applyPart(assignment, part, of: field)
    case (true, nil):
      guard case .list(let element) = field.kind else { throw Self.noList(assignment) }
      if case .group = element {
        throw CommandFault.badPath(
          assignment.argument,
          reason:
            "each entry has fields of its own; write it as \(assignment.member)[].FIELD=VALUE",
        )
      }
      let added = try value(assignment.text, of: field, path: assignment.member)
      set(assignment.member, .array(elements(assignment.member) + (added?.elements ?? [])))
    case (true, let part?): try applyElementPart(assignment, part, of: field)
    }
  }

  /// Whether it says that a licence is the firm's own, which names no holder.
  private func isOwn(_ assignment: FieldAssignment) -> Bool {
    OwnHolder.isMeant(by: assignment.text, member: assignment.member, of: form)
  }

  /// Removes a member.
  mutating func remove(_ name: String) throws {
    _ = try field(name, in: form.fields)
    set(name, nil)
  }

  /// Takes the members of an object as they are; null removes one.
  mutating func merge(_ object: JSON) {
    for member in object.members ?? [] {
      set(member.name, member.value == .null ? nil : member.value)
    }
  }

  /// Whether this draft has begun an entry of a list.
  func hasBegun(_ member: String) -> Bool { begun.contains(member) }

  /// The required fields that have no value yet, in the form's order.
  var missing: [FormField] { form.fields.filter { $0.isRequired && body[$0.name] == nil } }

  // MARK: Parts

  private mutating func applyPart(
    _ assignment: FieldAssignment,
    _ part: String,
    of field: FormField,
  ) throws {
    guard case .group(let inner) = field.kind else {
      let isList = if case .list = field.kind { true } else { false }
      throw CommandFault.badPath(
        assignment.argument,
        reason: isList
          ? "it is a list; write it as \(assignment.member)[]"
          : "‘\(assignment.member)’ has no fields of its own",
      )
    }
    let target = try self.field(part, in: inner, of: assignment.member)
    let value = try value(assignment.text, of: target, path: "\(assignment.member).\(part)")
    let object = Self.setting(part, value, in: body[assignment.member] ?? .object([]))
    set(assignment.member, object.members?.isEmpty == true ? nil : object)
  }

  /// A part belongs to the element that this draft began last, unless that has it already; what
  /// ends in `[]` is one more in a list of that element.
  private mutating func applyElementPart(
    _ assignment: FieldAssignment,
    _ path: String,
    of field: FormField,
  ) throws {
    guard case .list(.group(let inner)) = field.kind else { throw Self.noList(assignment) }
    let isMore = path.hasSuffix("[]")
    let part = isMore ? String(path.dropLast(2)) : path
    let target = try self.field(part, in: inner, of: assignment.member)
    guard
      let value = try value(assignment.text, of: target, path: "\(assignment.member)[].\(part)")
    else { throw CommandFault.badPath(assignment.argument, reason: "a value is missing") }
    var elements = elements(assignment.member)
    if isMore {
      guard case .list = target.kind else {
        throw CommandFault.badPath(
          assignment.argument,
          reason: "‘\(part)’ is no list; leave out the [] after it",
        )
      }
      let last = begun.contains(assignment.member) ? elements.popLast() : nil
      let more = (last?[part]?.elements ?? []) + (value.elements ?? [])
      begun.insert(assignment.member)
      elements.append(Self.setting(part, .array(more), in: last ?? .object([])))
    } else if begun.contains(assignment.member), let last = elements.last, last[part] == nil {
      elements[elements.count - 1] = Self.setting(part, value, in: last)
    } else {
      begun.insert(assignment.member)
      elements.append(.object([.init(part, value)]))
    }
    set(assignment.member, .array(elements))
  }

  private static func noList(_ assignment: FieldAssignment) -> CommandFault {
    .badPath(
      assignment.argument,
      reason: "‘\(assignment.member)’ is not such a list; leave out []",
    )
  }

  private func elements(_ member: String) -> [JSON] { body[member]?.elements ?? [] }

  private func field(_ name: String, in fields: [FormField], of member: String? = nil) throws
    -> FormField
  {
    let known = fields.map(\.name)
    if let field = fields.first(where: { $0.name.utf8.elementsEqual(name.utf8) }) { return field }
    throw CommandFault.unknownField(
      name,
      form: member ?? form.name.name,
      likely: Spelling.nearest(to: name, in: known),
      known: member == nil ? [] : known,
    )
  }

  /// The value that was typed; `nil` for nothing.
  private func value(_ text: String, of field: FormField, path: String) throws -> JSON? {
    text.isEmpty ? nil : try reading.value(text, of: field, path: path)
  }

  private mutating func set(_ name: String, _ value: JSON?) {
    body = Self.setting(name, value, in: body)
    if !touched.contains(name) { touched.append(name) }
  }

  private static func setting(_ name: String, _ value: JSON?, in object: JSON) -> JSON {
    var members = object.members ?? []
    let place = members.firstIndex { $0.name.utf8.elementsEqual(name.utf8) }
    switch (place, value) {
    case (let place?, let value?): members[place].value = value
    case (let place?, nil): members.remove(at: place)
    case (nil, let value?): members.append(.init(name, value))
    case (nil, nil): break
    }
    return .object(members)
  }
}
