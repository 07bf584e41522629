public import Records

extension CentralView {
  /// The pairs of records that an organisation judged different.
  public func recordsJudgedDifferent(
    by organisation: OrganisationID
  ) throws -> [(EntryID, EntryID)] {
    try judgements(of: organisation).compactMap { pair, judgement in
      judgement.verdict == .different ? (pair.first, pair.second) : nil
    }
  }
}
