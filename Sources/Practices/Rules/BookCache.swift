import Records

/// A record book that remembers what it was asked during one check, and leaves withdrawn
/// records out: they count for nothing.
final class BookCache {
  private let book: any RecordBook
  private let forms: FormSet
  let register: SubstanceRegister
  private var byID: [EntryID: KnownRecord?] = [:]
  private var aboutSubject: [Question: [KnownRecord]] = [:]
  private var ofForm: [String: [KnownRecord]] = [:]
  private var deliveries: [EntryID: [Delivery]] = [:]

  /// What counts for the request, where nothing about it is in conflict: the same for every
  /// rule.
  var goods: [Set<RuleCase.Counted>: [Delivery]] = [:]

  private struct Question: Hashable {
    var form: String
    var subject: EntryID
  }

  init(_ book: any RecordBook, forms: FormSet, register: SubstanceRegister) {
    self.book = book
    self.forms = forms
    self.register = register
  }

  /// The record, unless it is withdrawn.
  func record(_ id: EntryID) throws -> KnownRecord? {
    if let known = byID[id] { return known }
    let record = try book.record(id).flatMap { $0.isVoid ? nil : marked($0) }
    byID[id] = .some(record)
    return record
  }

  /// The records of a form about a record.
  func records(ofForm form: String, about subject: EntryID) throws -> [KnownRecord] {
    let question = Question(form: form, subject: subject)
    if let known = aboutSubject[question] { return known }
    let records = try book.records(ofForm: form, about: subject).filter { !$0.isVoid }.map(marked)
    aboutSubject[question] = records
    return records
  }

  /// All records of a form: for forms of which a firm has few, since it reads every one.
  func records(ofForm form: String) throws -> [KnownRecord] {
    if let known = ofForm[form] { return known }
    let records = try book.records(ofForm: form).filter { !$0.isVoid }.map(marked)
    ofForm[form] = records
    return records
  }

  /// The firm's movements of a substance since a day, until `body` returns `false`.
  func forEachMovement(
    of cas: String,
    since first: CalendarDate,
    _ body: (KnownRecord) throws -> Bool,
  ) throws {
    let substance = register.substance(cas: cas)
    let numbers = Set([cas, substance?.cas].compactMap(\.self) + (substance?.otherCAS ?? []))
    try book.forEachMovement(of: numbers, since: first) { record in
      if record.isVoid { return true }
      byID[record.id] = .some(marked(record))
      return try body(marked(record))
    }
  }

  /// The member of a form that names the record it is about.
  func subjectMember(ofForm form: String) -> String? { forms.newest(form)?.subject }

  /// What each state of an order, sample or movement says of goods.
  func deliveries(of record: KnownRecord) throws -> [Delivery] {
    if let known = deliveries[record.id] { return known }
    let read = try record.bodies.map { body in
      try Delivery(body, of: record, register: register, density: density(for: body))
    }
    deliveries[record.id] = read
    return read
  }

  /// The density that the firm's own products give for goods of this description, the heavier
  /// where several disagree; `nil` where none is recorded.
  func density(for body: JSON) throws -> Density? {
    guard let unit = body["unit"]?.string, let kind = Amount.Unit(rawValue: unit),
      kind.dimension == .volume, let cas = body["substance"]?.string
    else { return nil }
    let concentration = body["concentration"]?.string.flatMap { ExactDecimal($0) }
    let parent = parentCAS(cas)
    var heaviest: ExactDecimal?
    for product in try records(ofForm: "product") {
      for state in product.bodies {
        guard let other = state["substance"]?.string, parentCAS(other) == parent,
          let density = state["density"]?.string.flatMap({ ExactDecimal($0) }),
          state["concentration"]?.string.flatMap({ ExactDecimal($0) }) == concentration
        else { continue }
        heaviest = heaviest.map { $0 < density ? density : $0 } ?? density
      }
    }
    guard let density = heaviest else { return nil }
    return Density(
      kilogramsPerLitre: density,
      percent: concentration,
      source: "the firm's own product record",
      isConfirmed: true,
    )
  }

  /// The number of the substance that a number counts as: itself where the register does not
  /// know it.
  func parentCAS(_ cas: String) -> String { register.substance(cas: cas)?.cas ?? cas }

  private func marked(_ record: KnownRecord) -> KnownRecord {
    guard !record.isConfidential, forms.newest(record.form)?.isConfidential == true else {
      return record
    }
    var record = record
    record.isConfidential = true
    return record
  }
}
