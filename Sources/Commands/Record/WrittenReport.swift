import Records
import Store

/// An entry that a command wrote.
struct WrittenReport: CommandResult {
  let entry: WrittenEntry
  /// What it means, in a sentence.
  let sentence: String

  var json: JSON {
    [
      "record": .string(entry.record.text),
      "entry": .string(entry.entry.text),
      "form": .string(entry.form.text),
    ]
  }

  func text(columns: Int) -> String { sentence }
}
