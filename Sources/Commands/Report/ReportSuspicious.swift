import ArgumentParser
import CentralView
import Practices
import Records
import Store

/// The command `steward report suspicious`.
struct ReportSuspicious: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "suspicious",
    abstract: "Write a suspicion down for the authority.",
    usage: "steward report suspicious RECORD [<options>]",
    discussion: """
      The record is one of the form suspicious_transaction. What it says is for the authority \
      alone: the customer must not learn of it.

        steward report suspicious S-2026-3 --as html -o report.html
      """,
  )

  @Argument(
    help: "The record: its number in your books, or the first 6 or more characters of its id."
  )
  var record: String

  @OptionGroup var report: ReportOptions
  @OptionGroup var options: StoreOptions

  func run() throws {
    let store = try options.open()
    let found = try store.view.record(
      named: record,
      of: store.settings.organisation,
      confidential: .included,
    )
    guard found.form.hasPrefix("suspicious_transaction/") else {
      throw ReportFault.otherForm(
        record,
        found: RecordWording.plainName(found.form),
        wanted: "suspicious_transaction",
      )
    }
    let records = FirmRecords(store: store, date: Timestamp.now().date)
    let form = FormName(found.form).flatMap { store.forms[$0] }
    var written = SuspicionReport(
      record: found.id,
      body: found.body,
      form: form,
      firm: try records.firm(),
      indicators: try store.rulePackages(on: records.date).flatMap(\.indicators),
    )
    written.conflicts = found.conflicts.map { RecordWording.label(of: $0, in: form) }
    let entries = try store.history(of: found)
    written.recordedOn = entries.first { $0.id == found.id }?.entry?.time
    try report.deliver(written.report, called: "suspicion-\(found.id.short)")
  }
}
