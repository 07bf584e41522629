import Records
import Store

/// An entry that a command wrote.
struct WrittenReport: CommandResult {
  let entry: WrittenEntry
  /// What it means, in a sentence.
  let sentence: String
  /// Of an order or a sample, whether it may go.
  var check: CheckReport?

  var json: JSON {
    .object(
      [
        .init("record", .string(entry.record.text)),
        .init("entry", .string(entry.entry.text)),
        .init("form", .string(entry.form.text)),
      ] + (check.map { [.init("check", $0.json)] } ?? [])
    )
  }

  func text(columns: Int) -> String {
    sentence + (check.map { "\n\n" + $0.text(columns: columns) } ?? "")
  }
}
