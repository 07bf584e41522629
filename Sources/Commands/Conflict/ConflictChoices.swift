import ArgumentParser
import CentralView
import Records
import Store

/// What is to hold of a conflict, as a command line says it.
struct ConflictChoices: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Take what this entry wrote, named by the first 4 or more characters of its id; may be repeated.",
      valueName: "entry",
    )
  )
  var take: [String] = []

  @Option(
    name: .customLong("set"),
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp("Set a field to another value; may be repeated.", valueName: "field=value"),
  )
  var values: [String] = []

  /// Whether nothing was said.
  var isEmpty: Bool { take.isEmpty && values.isEmpty }

  /// The values that were set, by the record's form.
  func changes(
    in conflict: ConflictSummary,
    of store: Store,
    confidential: Confidentiality,
  ) throws -> [(member: String, value: JSON?)] {
    guard !values.isEmpty,
      let record = try store.view.record(conflict.record, confidential: confidential)
    else { return [] }
    let withdrawal = values.compactMap { argument -> (member: String, value: JSON?)? in
      switch argument {
      case "void=true", "void=yes": ("void", true)
      case "void=false", "void=no", "void=": ("void", nil)
      default: nil
      }
    }
    var draft = RecordDraft(
      form: try store.forms.form(named: conflict.form),
      reading: FieldReader(store),
      body: record.body,
    )
    for argument in values where !argument.hasPrefix("void=") {
      try draft.apply(FieldAssignment(argument))
    }
    return withdrawal + draft.changes
  }
}
