public import CentralView
public import Records

/// What the own organisation said of a record and another one: whether both are about one party.
public struct JudgementNote: Sendable {
  /// The judgement's record.
  public let record: RecordSummary
  /// The other record.
  public let other: EntryID
  /// What is said: `same`, `different` or `unsure`.
  public let verdict: String
  /// Its entries: who said what, when and why.
  public let history: [HistoryEntry]

  /// The entry that says it now, where it can be read.
  public var newest: HistoryEntry? {
    history.last { record.heads.contains($0.id) } ?? history.last
  }
}

extension Store {
  /// What was said here of a record and others, withdrawn judgements too, by judgement.
  public func judgements(on record: RecordSummary) throws -> [JudgementNote] {
    let compared = ["customer/", "site/", "sample/"].contains { record.form.hasPrefix($0) }
    guard compared else { return [] }
    return try view.records(ofForm: "judgement", organisation: settings.organisation)
      .sorted { $0.id < $1.id }
      .compactMap { judgement in
        let named = (judgement.body["records"]?.elements ?? [])
          .compactMap { $0.string.flatMap { EntryID($0) } }
        guard named.contains(record.id), let other = named.first(where: { $0 != record.id }),
          let verdict = judgement.body["judgement"]?.string
        else { return nil }
        return JudgementNote(
          record: judgement,
          other: other,
          verdict: verdict,
          history: try history(of: judgement),
        )
      }
  }
}
