import CentralView
import Practices
import Records

/// What can be told of settings that were lost, from the records that were written under them.
extension Store {
  /// Keeps those forms at home of which the newest own record may be read by fewer than new
  /// ones would be: so that a store that was made anew never sends more than the lost one.
  ///
  /// A record could have been an exception; its form is then kept at home until somebody
  /// shares it again, which loses nothing.
  func keepHomeAsBefore() throws {
    for form in Self.narrowableForms {
      guard let readers = try newestReaders(of: form.name.name) else { continue }
      let usual = try defaultAudience(of: form)
      if usual.contains(where: { !readers.contains($0) }) { try keepHome(form, true) }
    }
  }

  /// Who may read the newest own record of a form; `nil` where there is none.
  private func newestReaders(of form: String) throws -> [String]? {
    var newest: (time: Timestamp, record: EntryID)?
    for record in try view.records(
      ofForm: form,
      organisation: settings.organisation,
      confidential: .included,
    ) {
      guard let time = try view.time(of: record.id) else { continue }
      if let known = newest, (time, record.id) < (known.time, known.record) { continue }
      newest = (time, record.id)
    }
    return try newest.flatMap {
      try view.audience(of: $0.record, organisation: settings.organisation)
    }
  }

  /// The rule packages by which the newest decision on an order or a sample was taken, by name;
  /// `nil` where none says so.
  public func packagesOfLastDecision() throws -> [String]? {
    var newest: (time: Timestamp, names: [String])?
    for subject in CheckRequest.Subject.allCases {
      for record in try view.records(
        ofForm: subject.rawValue,
        organisation: settings.organisation,
      ) {
        guard let names = record.body["check"]?.string.flatMap(ShownAnswer.packages(inNote:)),
          let time = try record.heads.compactMap({ try view.time(of: $0) }).max()
        else { continue }
        if let known = newest, time < known.time { continue }
        newest = (time, names)
      }
    }
    return newest?.names
  }
}
