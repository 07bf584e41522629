import CentralView
import Practices
import Records
import Store

/// Works out what fields usually say, from the records of the own organisation and from what
/// was answered already.
struct UsualValues {
  let store: Store
  /// Who is at work.
  let author: String
  /// The day of asking.
  var today = CalendarDate.today

  /// A value as it is shown to a person, and as they could have typed it.
  struct Usual: Hashable {
    let shown: String
    let input: String

    init(_ input: String, shown: String? = nil) {
      self.input = input
      self.shown = shown ?? input
    }
  }

  /// What a field usually says, given the body so far; `nil` where nothing is usual.
  func value(_ usual: UsualValue, in body: JSON) throws -> Usual? {
    switch usual {
    case .today: return Usual(today.text)
    case .author: return Usual(author)
    case .ownCountry: return Usual(store.settings.country)
    case .ownName: return Usual(store.settings.name)
    case .text(let text): return Usual(text)
    case .years(let years, let member):
      let start = body[member]?.string.flatMap { CalendarDate($0) }
      return start.map { Usual($0.lastDay(ofYears: years).text) }
    case .from(let member, let field):
      return try record(body[member])?.body[field]?.string.map { Usual($0) }
    case .lastSubstance: return try lastSubstance(for: body["customer"])
    case .declaredSubstance: return try declaredSubstance(for: body["customer"])
    case .only(let form):
      let records = try records(ofForm: form, about: body["customer"])
      return records.count == 1 ? records.first.map(named) : nil
    case .declarationInForce: return try declarationInForce(for: body)
    case .declarationKind: return declarationKind(of: body["substance"]?.string)
    case .first(let values):
      for usual in values { if let value = try value(usual, in: body) { return value } }
      return nil
    }
  }

  private func named(_ record: RecordSummary) -> Usual {
    Usual(record.id.text, shown: RecordWording(store).title(of: record))
  }

  private func record(_ value: JSON?) throws -> RecordSummary? {
    guard let id = value?.string.flatMap({ EntryID($0) }) else { return nil }
    return try store.view.record(id)
  }

  /// The records of a form about a customer that are not withdrawn.
  func records(ofForm form: String, about customer: JSON?) throws -> [RecordSummary] {
    guard let customer = customer?.string, let member = store.forms.newest(form)?.subject else {
      return []
    }
    return try own(form).filter { $0.body[member]?.string == customer }
  }

  private func own(_ form: String) throws -> [RecordSummary] {
    try store.view.records(ofForm: form, organisation: store.settings.organisation)
      .filter { !$0.isVoid }
  }

  /// The substance of what was recorded last about the customer; for a new customer, the one
  /// that was declared last by anybody.
  private func lastSubstance(for customer: JSON?) throws -> Usual? {
    for form in ["declaration", "order", "movement"] {
      let records = try records(ofForm: form, about: customer)
      if let newest = records.max(by: Self.isOlder), let cas = newest.body["substance"]?.string {
        return substance(cas)
      }
    }
    let newest = try own("declaration").max(by: Self.isOlder)
    return newest?.body["substance"]?.string.map(substance)
  }

  /// The substance that the customer has declared, if it is one and no other.
  private func declaredSubstance(for customer: JSON?) throws -> Usual? {
    let declared = try records(ofForm: "declaration", about: customer)
      .compactMap { $0.body["substance"]?.string }
    guard let cas = declared.first, Set(declared).count == 1 else { return nil }
    return substance(cas)
  }

  private func substance(_ cas: String) -> Usual {
    Usual(cas, shown: SubstanceRegister.standard.wording(of: cas))
  }

  /// A letter under the code where no law asks for a declaration; one for a single order for
  /// what is dangerous enough that it may go no other way.
  private func declarationKind(of cas: String?) -> Usual? {
    guard let cas, let substance = SubstanceRegister.standard.substance(cas: cas) else {
      return nil
    }
    switch substance.euCategory {
    case nil: return Usual("code")
    case "1": return Usual("single")
    default: return nil
    }
  }

  /// The only declaration in force: of several the rules find the best, which the newest need
  /// not be.
  private func declarationInForce(for body: JSON) throws -> Usual? {
    guard let substance = body["substance"]?.string else { return nil }
    let day = body["date"]?.string ?? today.text
    let covering = try records(ofForm: "declaration", about: body["customer"]).filter { record in
      record.body["substance"]?.string == substance
        && (record.body["valid_from"]?.string ?? "") <= day
        && day <= (record.body["valid_until"]?.string ?? "9999")
    }
    return covering.count == 1 ? covering.first.map(named) : nil
  }

  /// Whether the first record is about an earlier time, by what it says of itself.
  static func isOlder(_ first: RecordSummary, _ second: RecordSummary) -> Bool {
    key(first).lexicographicallyPrecedes(key(second))
  }

  private static func key(_ record: RecordSummary) -> [String] {
    ["valid_until", "valid_from", "date"].map { record.body[$0]?.string ?? "" } + [record.id.text]
  }
}

extension CalendarDate {
  /// The day by the machine's clock.
  static var today: CalendarDate { Timestamp.now().date }
}
