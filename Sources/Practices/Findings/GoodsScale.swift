import CentralView
import Records

/// Weighs what firms' records say of goods, each firm's by its own products.
struct GoodsScale {
  let register: SubstanceRegister
  private let products: [OrganisationID: ProductTable]

  /// The members that are needed to weigh something.
  static let members: [StaticString] = ["quantity", "unit", "concentration", "site"]

  init(_ view: CentralView, register: SubstanceRegister) throws {
    self.register = register
    let records = try view.firmRecords(
      ofForm: "product",
      members: ["name", "substance", "concentration", "density"],
    )
    products = Dictionary(grouping: records, by: \.organisation).mapValues { records in
      ProductTable(
        records.map {
          KnownRecord(id: $0.id, form: "product", organisation: $0.organisation, bodies: $0.states)
        },
        register: register,
      )
    }
  }

  /// Weighs the state of a record; its details hold ``members``.
  func weigh(_ state: FirmBrief, form: String) -> Goods {
    let cas = state.brief.substance
    let (kilograms, lack) = weight(state, of: cas)
    return Goods(
      record: state.brief.id,
      organisation: state.organisation,
      form: form,
      subject: state.brief.subject,
      substance: cas.map { register.parent(of: $0) },
      date: state.brief.start,
      site: state.details["site"]?.string.flatMap { EntryID($0) },
      kilograms: kilograms,
      amount: Self.amount(state.details),
      lack: lack,
      isDisputed: state.brief.isInConflict,
    )
  }

  private func weight(_ state: FirmBrief, of cas: String?) -> (ExactDecimal?, Goods.Lack?) {
    if state.brief.isIncomplete { return (nil, .entry) }
    guard let cas, let amount = Amount(of: state.details) else { return (nil, .quantity) }
    var concentration: ExactDecimal?
    if let text = state.details["concentration"]?.string {
      guard let percent = ExactDecimal(text), percent <= ExactDecimal(100),
        ExactDecimal.zero <= percent
      else { return (nil, .concentration) }
      concentration = percent
    }
    let table = products[state.organisation] ?? ProductTable([], register: register)
    let kilograms = table.kilograms(in: amount, of: cas, concentration: concentration)
    guard kilograms == nil else { return (kilograms, nil) }
    return (nil, amount.unit.dimension == .volume ? .density : .weight)
  }

  /// The amount as a line shows it: `200 l, 70 %`.
  private static func amount(_ details: JSON) -> String {
    guard let quantity = details["quantity"]?.string else { return "" }
    var text = quantity
    if let unit = details["unit"]?.string { text += " \(unit)" }
    if let percent = details["concentration"]?.string { text += ", \(percent) %" }
    return text
  }
}
