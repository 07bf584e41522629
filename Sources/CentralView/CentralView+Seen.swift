public import Records

extension CentralView {
  /// A record as a writer sees it who knows these of its heads only.
  ///
  /// It is what a revision starts from that cannot name all heads, because there are more
  /// than an entry may have parents: with each such revision there are fewer.
  public func record(
    _ record: RecordSummary,
    seenFrom heads: [EntryID],
    in source: some JournalSource,
  ) throws -> RecordSummary {
    let form = FormName(record.form).flatMap { forms[$0] }
    let revisions = try history(of: record, in: source).compactMap { item in
      item.entry.map { revision($0, id: item.id, isMalformed: item.problem != nil) }
    }
    let merged = RecordMerge(rules: form?.fieldRules ?? .none, form: form)
      .merge(revisions, of: record.id, seenFrom: heads)
    var seen = record
    seen.heads = merged.heads
    seen.body = merged.body
    seen.isVoid = merged.isVoid
    seen.isIncomplete = merged.isIncomplete
    seen.conflicts = merged.fieldsInConflict.map(\.string)
    return seen
  }

  private func revision(_ entry: Entry, id: EntryID, isMalformed: Bool) -> Revision {
    let body = entry.body ?? .object([])
    let content: Revision.Content =
      if isMalformed {
        .malformed
      } else if entry.isVoid {
        .void
      } else if entry.record == nil {
        .first(body: body)
      } else {
        .revision(writes: entry.writes ?? [], body: body)
      }
    return Revision(
      id: id,
      parents: entry.parents,
      time: entry.time.milliseconds,
      content: content,
    )
  }
}
