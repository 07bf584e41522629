public import CentralView

extension Store {
  /// Every entry held of a record, in the order of their claimed times.
  public func history(of record: RecordSummary) throws -> [HistoryEntry] {
    try view.history(of: record, in: heldJournals())
  }
}
