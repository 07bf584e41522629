import Records

@testable import Practices

/// A record book over a year's records that finds them without a search.
struct YearBook: RecordBook {
  private var byID: [EntryID: KnownRecord] = [:]
  private var byForm: [String: [EntryID]] = [:]
  private var aboutSubject: [String: [EntryID]] = [:]

  mutating func add(_ record: KnownRecord) {
    byID[record.id] = record
    byForm[record.form, default: []].append(record.id)
    guard let member = FormLibrary.forms.newest(record.form)?.subject,
      let subject = record.body[member]?.string
    else { return }
    aboutSubject[record.form + " " + subject, default: []].append(record.id)
  }

  func record(_ id: EntryID) -> KnownRecord? { byID[id] }

  func records(ofForm form: String, about subject: EntryID) -> [KnownRecord] {
    (aboutSubject[form + " " + subject.text] ?? []).compactMap { byID[$0] }
  }

  func records(ofForm form: String) -> [KnownRecord] {
    (byForm[form] ?? []).compactMap { byID[$0] }
  }
}
