import CentralView
import Records

/// Quantities that are added up over firms and compared.
extension FindingSurvey {
  /// What comes of comparing a quantity with a limit: what is known may lie above it already,
  /// whatever else there is.
  func compare(
    _ quantity: ComparedQuantity,
    with limit: QuantityLimit,
  ) throws -> CrossFirmFinding? {
    let firms = Set(quantity.goods.map(\.organisation))
    guard firms.count >= quantity.leastFirms, !quantity.goods.isEmpty || !quantity.missing.isEmpty
    else { return nil }
    let sum = GoodsSum(quantity.goods)
    let isAbove = limit.kilograms.map { $0 < sum.known } ?? false
    let decides = "whether what was \(quantity.verb) is more than the \(limit.text)"
    let missing =
      quantity.missing + limit.missing + sum.unknown.compactMap { $0.missing(decides) }
    guard isAbove || !missing.isEmpty else { return nil }
    let goods = "\(called(substance: quantity.substance)) \(quantity.verb)"
    let by = Self.count(firms.count, "firm")
    let who = try called(quantity.party)
    var line = "\(who): \(sum.known.kilograms) of \(goods)"
    if firms.count > 0 { line += " by \(by)" }
    line += " \(quantity.words)"
    if isAbove {
      line += ", more than the \(limit.text)"
      if !quantity.isSure { line += "; " + Self.words(missing) }
    } else {
      line += ", as far as anybody can tell, beside the \(limit.text): "
      line += Self.words(missing)
    }
    let records = quantity.goods.compactMap { goods in
      goods.subject.map { KnownParties.Member(record: $0, organisation: goods.organisation) }
    }
    return CrossFirmFinding(
      quantity.rule,
      isAbove && quantity.isSure ? .found : .unknown,
      subject: "\(quantity.substance) \(quantity.subject)",
      line: line,
      parties: try shown(quantity.party, records),
      figures: figures(of: quantity, sum: sum, limit: limit),
      evidence: quantity.goods.map { $0.evidence(quantity.verb) } + limit.evidence,
      missing: missing,
      source: limit.source,
      isConfirmed: limit.isConfirmed,
    )
  }

  /// What is missing, in how many records: `density missing in 2 records`.
  static func words(_ missing: [CrossFirmFinding.Missing]) -> String {
    let records = Dictionary(grouping: missing) { Text($0.field) }
      .mapValues { Set($0.map(\.record)).count }
    return records.sorted { $0.key < $1.key }.map { field, count in
      "\(field.string) missing in \(Self.count(count, "record"))"
    }.joined(separator: ", ")
  }

  private func figures(
    of quantity: ComparedQuantity,
    sum: GoodsSum,
    limit: QuantityLimit,
  ) -> [CrossFirmFinding.Figure] {
    var figures: [CrossFirmFinding.Figure] = [
      .init(name: "substance", value: quantity.substance),
      .init(name: quantity.verb, value: sum.known.kilograms),
      .init(name: "limit", value: limit.kilograms?.kilograms ?? "not known"),
      .init(name: "records", value: String(sum.count)),
    ]
    if !sum.unknown.isEmpty {
      let records = Set(sum.unknown.map(\.record)).count
      figures.append(.init(name: "not_weighed", value: String(records)))
    }
    for firm in sum.byFirm.keys.sorted() {
      guard let own = sum.byFirm[firm] else { continue }
      figures.append(.init(name: "at_\(firm.text)", value: own.kilograms))
    }
    return figures
  }

  // MARK: What is added up

  /// The goods of records of a form, weighed.
  func goods(
    _ form: String,
    kinds: [String] = [],
    states: [String] = [],
    substances: [String],
    from first: CalendarDate? = nil,
    about members: [KnownParties.Member]? = nil,
  ) throws -> [Goods] {
    let question = BriefQuestion(
      form: form,
      kinds: kinds,
      states: states,
      substances: substances,
      from: first,
      through: date,
      details: GoodsScale.members,
    )
    return try briefs(question, about: members).map { scale.weigh($0, form: form) }
  }

  /// The states that a question fits, of all records or of those about these.
  func briefs(
    _ question: BriefQuestion,
    about members: [KnownParties.Member]?,
  ) throws -> [FirmBrief] {
    guard let members else { return try view.firmBriefs(question) }
    let subjects = members.map { (record: $0.record, organisation: $0.organisation) }
    return try view.firmBriefs(question, about: subjects)
  }

  /// The declarations in force on the day asked for: of those for one site that a firm renewed,
  /// the last.
  func declared(
    substances: [String],
    about members: [KnownParties.Member]? = nil,
  ) throws -> [Goods] {
    let question = BriefQuestion(
      form: "declaration",
      substances: substances,
      through: date,
      details: GoodsScale.members,
    )
    let inForce = try briefs(question, about: members).filter { isInForce($0.brief) }
    let series = Dictionary(grouping: inForce) { state in
      DeclarationSeries(state, substance: state.brief.substance.map(scale.register.parent(of:)))
    }
    return series.flatMap { key, states in
      guard key.single == nil,
        let last = states.max(by: { Self.begins($0.brief, before: $1.brief) })?.brief.id
      else { return states.map { scale.weigh($0, form: "declaration") } }
      return states.filter { $0.brief.id == last }.map { scale.weigh($0, form: "declaration") }
    }
  }

  private static func begins(_ one: RecordBrief, before other: RecordBrief) -> Bool {
    let (first, second) = (one.start?.dayNumber ?? .min, other.start?.dayNumber ?? .min)
    return first == second ? one.id < other.id : first < second
  }

  /// Whether a declaration is in force on the day asked for: without an end a year.
  private func isInForce(_ brief: RecordBrief) -> Bool {
    if let start = brief.start, date < start { return false }
    return FirmFile.end(ofYearly: brief).map { date <= $0 } ?? true
  }
}

/// The declarations of which the later takes the place of the earlier.
private struct DeclarationSeries: Hashable {
  let organisation: OrganisationID
  let subject: EntryID?
  let site: Text?
  let substance: String?
  /// The record itself, of a declaration for one order, which no other replaces.
  let single: EntryID?

  init(_ state: FirmBrief, substance: String?) {
    organisation = state.organisation
    subject = state.brief.subject
    site = state.details["site"]?.string.map { Text($0) }
    self.substance = substance
    single = state.brief.kind == "single" ? state.brief.id : nil
  }
}
