import Journal
import Records
import Sealing

extension EntryMaker {
  /// Entry 0 of the settings' journal: whose it is, which key signs it, and after which forks
  /// it goes on.
  func opening(keys: [VerifierKey], after forks: [JournalFork] = []) throws -> [UInt8] {
    guard let form = forms.newest("journal") else {
      preconditionFailure("The form of a journal's first entry comes with the program.")
    }
    var members: [JSON.Member] = [
      JSON.Member("organisation", .string(settings.organisation.text)),
      JSON.Member("journal", .string(settings.origin.journal)),
      JSON.Member("name", .string(settings.name)),
      JSON.Member("role", .string(settings.role.rawValue)),
      JSON.Member("country", .string(settings.country)),
      JSON.Member("keys", .array(keys.map { .string($0.text) })),
    ]
    if !settings.contact.isEmpty {
      members.append(JSON.Member("contact", .string(settings.contact)))
    }
    if !forks.isEmpty {
      members.append(JSON.Member("after_forks", .array(forks.map(\.json))))
    }
    return try first(form: form, body: .object(members), audience: nil)
  }
}

/// One position at which branches of a journal part, as the journal that goes on names it.
struct JournalFork: Hashable {
  let origin: Origin
  let position: UInt64
  let entries: [EntryID]

  /// What stands in `after_forks`.
  var json: JSON {
    [
      "origin": .string(origin.text), "position": .integer(position),
      "entries": .array(entries.map { .string($0.text) }),
    ]
  }
}
