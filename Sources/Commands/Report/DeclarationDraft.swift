import CentralView
import Practices
import Records
import Store

/// Fills in a declaration from what is recorded and what was said on the command line.
struct DeclarationDraft {
  private let command: ReportDeclaration
  private let records: FirmRecords
  private let customer: RecordSummary
  private let site: RecordSummary?
  private let cas: String
  private let substance: Substance?

  init(_ command: ReportDeclaration, records: FirmRecords) throws {
    self.command = command
    self.records = records
    let store = records.store
    customer = try store.view.record(
      named: command.customer,
      of: store.settings.organisation,
      form: "customer",
    )
    site = try command.site.map {
      try store.view.record(named: $0, of: store.settings.organisation, form: "site")
    }
    (cas, substance) = try records.substance(command.substance)
    if let site, site.body["customer"]?.string != customer.id.text {
      throw ReportFault.otherSite(command.site ?? "", customer: command.customer)
    }
  }

  /// The paper.
  func paper() throws -> DeclarationPaper {
    let firm = try records.firm()
    let kind = try kind(inEU: firm.isInEU)
    var paper = DeclarationPaper(
      kind: kind,
      customer: party(customer, in: "customer"),
      supplier: supplier(firm),
      cas: cas,
      substance: substance,
    )
    paper.site = site.map { party($0, in: "site") }
    paper.concentration = try decimal(command.concentration)
    paper.transactions = command.transactions.map(String.init)
    paper.amount = try amount()
    paper.endUse = command.endUse
    paper.licence = try licence()
    if kind != .single { paper.period = try period(kind) }
    try fillIn(&paper)
    paper.remarks = try remarks(kind)
    return paper
  }

  private func kind(inEU: Bool) throws -> DeclarationPaper.Kind {
    let allowed = DeclarationPaper.kinds(for: substance, inEU: inEU)
    guard let asked = command.kind.flatMap({ DeclarationPaper.Kind(rawValue: $0.rawValue) }) else {
      return allowed.first ?? .code
    }
    guard allowed.contains(asked) else {
      throw ReportFault.kindNotAllowed(kind: asked.rawValue, category: substance?.euCategory ?? "")
    }
    return asked
  }

  private func decimal(_ text: String?) throws -> String? {
    guard let text else { return nil }
    guard let number = DecimalText.shortest(text) else { throw ReportFault.noAmount(text) }
    return number
  }

  private func amount() throws -> String? {
    guard let quantity = command.quantity, let unit = command.unit else { return nil }
    guard let number = DecimalText.shortest(quantity),
      let amount = Amount(quantity: number, unit: unit)
    else { throw ReportFault.noAmount("\(quantity) \(unit)") }
    return amount.text
  }

  private func period(_ kind: DeclarationPaper.Kind) throws -> (
    from: CalendarDate, until: CalendarDate
  ) {
    let from = command.from?.date ?? records.date
    let last = Self.yearLater(from).adding(days: -1)
    let until = command.until?.date ?? last
    guard from <= until else { throw ReportFault.noPeriod(from: from.text, until: until.text) }
    guard kind != .multiple || until <= last else {
      throw ReportFault.periodTooLong(from: from.text, until: until.text)
    }
    return (from, until)
  }

  private static func yearLater(_ date: CalendarDate) -> CalendarDate {
    CalendarDate(year: date.year + 1, month: date.month, day: date.day)
      ?? CalendarDate(year: date.year + 1, month: 3, day: 1) ?? date
  }

  // MARK: What is recorded

  private func party(_ record: RecordSummary, in form: String) -> DeclarationPaper.Party {
    func text(_ name: String) -> String? { record.body[name]?.string }
    let town = [text("postal_code"), text("city")].compactMap(\.self).joined(separator: " ")
    let country = text("country").map { Country($0)?.name ?? $0 }
    let number = [text("registration_authority"), text("registration_number")].compactMap(\.self)
    return DeclarationPaper.Party(
      name: text("name") ?? (form == "site" ? "" : record.id.short),
      address: [text("street") ?? "", town, country ?? ""],
      number: text("registration_number") == nil ? nil : number.joined(separator: " "),
    )
  }

  private func supplier(_ firm: ReportingFirm) -> DeclarationPaper.Party {
    DeclarationPaper.Party(
      name: firm.name,
      address: [firm.contact, Country(firm.country)?.name ?? firm.country],
    )
  }

  private func isSame(_ other: String?) -> Bool {
    guard let other else { return false }
    if Text(other) == Text(cas) { return true }
    return substance != nil && SubstanceRegister.standard.substance(cas: other) == substance
  }

  private func licence() throws -> DeclarationPaper.Licence? {
    let held = try records.known("licence").filter { record in
      let named = record.body["substances"]?.elements?.map(\.string) ?? []
      return !record.isVoid && record.body["holder"]?.string == customer.id.text
        && records.isCurrent(record.body) && (named.isEmpty || named.contains(where: isSame))
    }
    let latest = held.max { first, second in
      Text(first.body["valid_until"]?.string ?? "~")
        < Text(second.body["valid_until"]?.string ?? "~")
    }
    guard let body = latest?.body, let number = body["number"]?.string else { return nil }
    return DeclarationPaper.Licence(
      number: number,
      validFrom: body["valid_from"]?.string,
      issuedBy: body["issued_by"]?.string,
      validUntil: body["valid_until"]?.string,
    )
  }

  /// Fills in from the last declaration what hardly changes, where nothing else was said.
  private func fillIn(_ paper: inout DeclarationPaper) throws {
    let earlier = try records.known("declaration").filter { record in
      !record.isVoid && record.body["customer"]?.string == customer.id.text
        && record.body["site"]?.string == site?.id.text && isSame(record.body["substance"]?.string)
    }
    func day(_ record: KnownRecord) -> Text {
      Text(record.body["valid_from"]?.string ?? record.body["signed_on"]?.string ?? "")
    }
    guard let last = earlier.max(by: { (day($0), $0.id) < (day($1), $1.id) })?.body else { return }
    paper.endUse = paper.endUse ?? last["end_use"]?.string
    paper.concentration = paper.concentration ?? last["concentration"]?.string
    guard last["kind"]?.string == paper.kind.rawValue, paper.kind != .single else { return }
    paper.amount = paper.amount ?? Amount(of: last)?.text
    paper.transactions = paper.transactions ?? last["transactions"]?.integer.map { String($0) }
  }

  private func remarks(_ kind: DeclarationPaper.Kind) throws -> [String] {
    var remarks: [String] = []
    let paper = ["name", "address", "registration_number"]
    if customer.conflicts.contains(where: paper.contains) {
      remarks.append(
        "The customer’s name, address or number is in conflict: look before it is sent."
      )
    }
    if customer.isVoid { remarks.append("The customer was withdrawn.") }
    guard kind == .multiple else { return remarks }
    let start = (command.from?.date ?? records.date)
    let first =
      CalendarDate(year: start.year - 1, month: start.month, day: start.day)
      ?? start.adding(days: -365)
    let supplies = try records.known("movement").count { record in
      let day = record.body["date"]?.string.flatMap { CalendarDate($0) }
      return !record.isVoid && record.body["kind"]?.string == "supplied"
        && record.body["counterparty"]?.string == customer.id.text
        && isSame(record.body["substance"]?.string)
        && day.map { first <= $0 && $0 < start } ?? false
    }
    remarks.append(
      "A declaration for several orders wants three supplies or more in the 12 months before it (Regulation (EC) No 273/2004, Article 4(2)); \(supplies == 0 ? "none is" : supplies == 1 ? "one is" : "\(supplies) are") recorded."
    )
    return remarks
  }
}
