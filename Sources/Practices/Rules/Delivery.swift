import Records

/// Goods that went to a customer, or are to go: what one state of an order, a sample or a
/// movement says.
struct Delivery {
  /// The record.
  var record: EntryID
  /// The form of it.
  var form: String
  /// The number of the substance that it counts as; `nil` where none is given.
  var substance: String?
  /// How much of the pure substance; `nil` where nobody can say.
  var kilograms: ExactDecimal?
  /// The customer whom it is about, as the record names them.
  var customer: String?
  /// The day, where one is given.
  var date: CalendarDate?
  /// The customer's site, where one is named.
  var site: String?
  /// The order that a movement belongs to.
  var order: String?
  /// The declaration that it is made under.
  var declaration: String?
  /// A movement's kind, an order's stage.
  var kind: String?
  /// What was decided, whether it still holds or not: goods of an order that changed after it
  /// was to go are on their way, or have left without a record, until somebody decides anew.
  var decision: String?

  init(_ body: JSON, of record: KnownRecord, register: SubstanceRegister, density: Density?) {
    self.record = record.id
    form = record.form
    let cas = body["substance"]?.string
    let substance = cas.flatMap(register.substance(cas:))
    self.substance = substance?.cas ?? cas
    let concentration = body["concentration"]?.string
    let percent = concentration.flatMap { ExactDecimal($0) }
    // A concentration that cannot be read says that nobody knows how much it is.
    if concentration == nil || percent != nil {
      kilograms = Amount(of: body)?.kilograms(
        of: substance,
        concentration: percent,
        density: density,
      )
    }
    customer = body["customer"]?.string ?? body["counterparty"]?.string
    date = body["date"]?.string.flatMap { CalendarDate($0) }
    site = body["site"]?.string
    order = body["order"]?.string
    declaration = body["declaration"]?.string
    kind = body["kind"]?.string ?? body["stage"]?.string
    decision = body["decision"]?.string
  }

  /// The order that it belongs to, or is, by which what left in parts counts once.
  var transaction: String { order ?? record.text }

  /// Whether it left the firm for a customer.
  var isSupply: Bool { form == "movement" && kind == "supplied" }

  /// Whether it is an order, or a sample, that still counts: neither given up nor refused.
  var isStanding: Bool { form != "movement" && kind != "cancelled" && decision != "refuse" }
}
