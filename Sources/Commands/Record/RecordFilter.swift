import CentralView
import Practices
import Records
import Store

/// Which records a list shows.
struct RecordFilter {
  private let conditions: [Condition]
  private let form: Form

  private enum Condition {
    case field(FieldAssignment, JSON?)
    case organisation(OrganisationID)
    case void(Bool)
  }

  /// Reads conditions, each `field=value`.
  init(_ arguments: [String], form: Form, store: Store) throws {
    let reading = FieldReader(store)
    self.form = form
    conditions = try arguments.map { argument in
      let condition = try FieldAssignment(argument)
      if let field = form.fields.first(where: { $0.name == condition.member }) {
        return .field(condition, try Self.value(condition, of: field, reading: reading))
      }
      switch condition.member {
      case "organisation": return .organisation(try Self.organisation(condition.text, in: store))
      case "void": return .void(["yes", "true", "1"].contains(condition.text.lowercased()))
      default:
        let known = form.fields.map(\.name) + ["organisation", "void"]
        throw CommandFault.unknownField(
          condition.member,
          form: form.name.name,
          likely: Spelling.nearest(to: condition.member, in: known),
          known: [],
        )
      }
    }
  }

  /// Whether a record meets every condition.
  func matches(_ record: RecordSummary) -> Bool {
    conditions.allSatisfy { condition in
      switch condition {
      case .organisation(let organisation): record.organisation == organisation
      case .void(let isVoid): record.isVoid == isVoid
      case .field(let assignment, let value): Self.matches(record.body, assignment, value)
      }
    }
  }

  /// The value as entries hold it; `nil` where the text is none, so that it is looked for as
  /// it was typed.
  private static func value(
    _ condition: FieldAssignment,
    of field: FormField,
    reading: FieldReader,
  ) throws -> JSON? {
    var target = field
    if let part = condition.part {
      guard let inner = parts(of: field.kind).first(where: { $0.name == part }) else { return nil }
      target = inner
    }
    guard Self.isSubstance(target.kind), !condition.text.isEmpty else {
      return try? reading.value(condition.text, of: target, path: condition.member)
    }
    // Salts and isomers are looked for with their substance.
    let value = try reading.value(condition.text, of: target, path: condition.member)
    let numbers = (value.elements ?? [value]).compactMap(\.string)
    return .strings(numbers.flatMap { SubstanceRegister.standard.numbers(countingAs: $0) })
  }

  private static func isSubstance(_ kind: FormField.Kind) -> Bool {
    switch kind {
    case .substance: true
    case .list(let element): isSubstance(element)
    default: false
    }
  }

  private static func parts(of kind: FormField.Kind) -> [FormField] {
    switch kind {
    case .group(let fields): fields
    case .list(let element): parts(of: element)
    default: []
    }
  }

  private static func matches(_ body: JSON, _ condition: FieldAssignment, _ value: JSON?) -> Bool {
    let member = body[condition.member]
    if condition.text.isEmpty { return member == nil }
    guard let member else { return false }
    let wanted = (value.map { $0.elements ?? [$0] } ?? []) + [.string(condition.text)]
    let found = (member.elements ?? [member]).compactMap { element in
      condition.part.map { element[$0] } ?? element
    }
    return found.contains { element in
      wanted.contains { $0 == element || isSameText($0, element) }
    }
  }

  private static func isSameText(_ first: JSON, _ second: JSON) -> Bool {
    guard let first = first.string, let second = second.string else { return false }
    return Text(first.lowercased()) == Text(second.lowercased())
  }

  private static func organisation(_ name: String, in store: Store) throws -> OrganisationID {
    let own = store.settings
    if OrganisationID(name) == own.organisation || name.lowercased() == own.name.lowercased() {
      return own.organisation
    }
    return try store.organisation(named: name)
  }
}
