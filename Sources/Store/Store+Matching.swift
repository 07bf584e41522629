public import CentralView
import Records

extension Store {
  /// The pairs of records that may be about one party, the surest first.
  public func matches() throws -> [MatchSummary] {
    try view.matches(judgedBy: settings.organisation)
  }

  /// What matching asks people, as conflicts of the kinds `duplicate` and `judgement`, by id.
  public func matchConflicts() throws -> [ConflictSummary] {
    try view.matchConflicts(judgedBy: settings.organisation)
  }

  /// What the own judgements contradict.
  public func judgementConflicts() throws -> [JudgementConflict] {
    try view.judgementConflicts(of: settings.organisation)
  }

  /// Says whether two records are about one party.
  ///
  /// A judgement of the same two is revised, so that the last word and all before it are in
  /// one history.
  ///
  /// - Throws: ``StoreError/nothingChanged(_:)`` where exactly that was said before.
  public func judge(
    _ first: RecordSummary,
    _ second: RecordSummary,
    as verdict: MatchJudgement.Verdict,
    because: String,
    author: String? = nil,
  ) throws -> WrittenEntry {
    guard first.id != second.id else { throw StoreError.oneRecord(first.id.short) }
    try requireComparable(first, second)
    let pair = [first.id, second.id].sorted()
    let form = try form(named: "judgement")
    let earlier = try view.records(ofForm: "judgement", organisation: settings.organisation)
      .filter { record in
        let ids = (record.body["records"]?.elements ?? []).compactMap(\.string)
        return !record.isVoid && Set(ids) == Set(pair.map(\.text))
      }
    let said: [(member: String, value: JSON?)] = [
      ("judgement", .string(verdict.rawValue)), ("reason", .string(because)),
    ]
    var written: WrittenEntry?
    for record in earlier
    where record.body["judgement"] != said[0].value || !record.conflicts.isEmpty {
      written = try revise(record, changes: said, because: because, author: author)
    }
    if let written { return written }
    guard earlier.isEmpty else { throw StoreError.nothingChanged(earlier[0].id.short) }
    let body = JSON.object(
      [JSON.Member("records", .array(pair.map { .string($0.text) }))]
        + said.compactMap { member in member.value.map { JSON.Member(member.member, $0) } }
    )
    return try add(form: form, body: body, author: author)
  }

  /// Refuses to judge records that are not about parties of one sort.
  private func requireComparable(_ first: RecordSummary, _ second: RecordSummary) throws {
    let sorts = try [first, second].map { record in
      let family = String(record.form.prefix { $0 != "/" })
      switch family {
      case "customer", "site": return family
      case "sample" where record.body["customer"] == nil: return "customer"
      case "sample": throw StoreError.namesCustomer(record.id.short)
      default: throw StoreError.notAParty(record.id.short, form: record.form)
      }
    }
    guard sorts[0] == sorts[1] else {
      throw StoreError.notAParty(second.id.short, form: second.form)
    }
  }
}
