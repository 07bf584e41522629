import Journal
import Records
import Store
import SystemPackage

/// A store that `restore` made anew.
struct RestoredStore: CommandResult {
  let store: Store
  /// What came of the bundles.
  let report: ImportReport
  /// What is to be said of settings that bundles do not carry.
  let lost: LostSettings

  private var arrival: ArrivalReport {
    ArrivalReport(report: report, news: ArrivalNews(), isRehearsal: false, store: store)
  }

  var json: JSON {
    let head: JSON = [
      "store": .string(store.path.string),
      "organisation": .string(store.settings.organisation.text),
      "origin": .string(store.settings.origin.text),
      "name": .string(store.settings.name),
    ]
    return .object(
      (head.members ?? []) + (lost.json.members ?? []) + (arrival.json.members ?? [])
    )
  }

  func text(columns: Int) -> String {
    let made = """
      Made ‘\(store.path.string.shown)’ for \(store.settings.name.shown), which goes on in the \
      journal \(store.settings.origin.journal).
      """
    return [
      Layout.wrapped(made, width: columns), arrival.text(columns: columns),
      lost.text(columns: columns),
      Layout.wrapped("Write no more in any older copy of the store.", width: columns),
    ].joined(separator: "\n\n")
  }
}
