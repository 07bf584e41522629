import Records

/// What a command line says of a record's fields.
struct FieldChanges {
  /// The members that a file gave.
  private let object: JSON?
  /// What was said field by field.
  private let assignments: [FieldAssignment]

  /// Takes what a file and what arguments say.
  init(object: JSON?, assignments: [FieldAssignment]) {
    self.object = object
    self.assignments = assignments
  }

  /// What is said of one member alone.
  func only(_ member: String) -> FieldChanges {
    let value = object?[member].map { JSON.object([.init(member, $0)]) }
    return FieldChanges(
      object: value,
      assignments: assignments.filter { $0.member.utf8.elementsEqual(member.utf8) },
    )
  }

  /// Puts everything into a draft: the file first, then each argument in its order.
  func apply(to draft: inout RecordDraft) throws {
    if let object { draft.merge(object) }
    for assignment in assignments { try draft.apply(assignment) }
  }
}
