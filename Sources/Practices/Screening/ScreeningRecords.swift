public import Records

/// What records say of the firms, persons, addresses and substances that texts are compared
/// with.
public struct ScreeningRecords: Sendable {
  /// The subjects, each with what it is found by.
  var entries: [Entry] = []
  /// The places of the customers among them.
  private var places: [EntryID: Int] = [:]

  /// A subject and what it is found by.
  struct Entry: Sendable {
    var subject: ScreeningSubject
    var names: [String] = []
    var addresses: [String] = []
    var numbers: [(label: String, text: String)] = []
    var telephones: [String] = []
    var emails: [String] = []
    var websites: [String] = []
    var cas: [String] = []
    /// Text of an alert in which names may stand.
    var text = ""
  }

  /// Knows nobody.
  public init() {}

  /// How many subjects there are.
  public var count: Int { entries.count }

  /// The forms whose records are compared with, in the order in which they are taken in: a
  /// site or licence belongs to a customer who is there already.
  public static let forms = ["customer", "site", "licence", "surveillance_list", "alert"]

  /// Takes in a record of one of ``forms``, as far as it counts on `date`; others are passed
  /// over.
  public mutating func add(_ record: KnownRecord, on date: CalendarDate) {
    guard !record.isVoid else { return }
    switch record.form {
    case "customer": addCustomer(record)
    case "site", "licence": addBelongings(record)
    case "surveillance_list": addList(record, .list, on: date)
    case "alert": addList(record, .alert, on: date)
    default: break
    }
  }

  // MARK: Customers

  private static let numbers = [
    ("registration_number", "registration number"), ("vat", "VAT number"), ("lei", "LEI"),
    ("eori", "EORI number"), ("reference", "customer number"),
  ]

  private mutating func addCustomer(_ record: KnownRecord) {
    let name = Self.text("name", record.body) ?? record.id.short
    let reference = Self.text("reference", record.body)
    var entry = Entry(
      subject: ScreeningSubject(
        kind: .customer,
        name: reference.map { "\($0), \(name)" } ?? name,
        record: record.id,
        organisation: record.organisation,
        isConfidential: record.isConfidential,
      )
    )
    for body in record.bodies {
      for member in ["name", "trade_name"] { entry.add(name: Self.text(member, body)) }
      for (member, label) in Self.numbers { entry.add(number: Self.text(member, body), label) }
      entry.add(telephone: Self.text("phone", body))
      entry.add(email: Self.text("email", body))
      entry.add(website: Self.text("website", body))
      entry.add(addressOf: body)
    }
    places[record.id] = entries.count
    entries.append(entry)
  }

  /// A customer is found by the addresses of their sites and the numbers of their licences,
  /// too.
  private mutating func addBelongings(_ record: KnownRecord) {
    for body in record.bodies {
      guard
        let place = (Self.text("customer", body) ?? Self.text("holder", body))
          .flatMap({ EntryID($0) }).flatMap({ places[$0] })
      else { continue }
      if record.form == "licence" {
        entries[place].add(number: Self.text("number", body), "licence number")
      } else {
        entries[place].add(addressOf: body)
      }
    }
  }

  // MARK: Lists and alerts

  private mutating func addList(
    _ record: KnownRecord,
    _ kind: ScreeningSubject.Kind,
    on date: CalendarDate,
  ) {
    var known: Set<[UInt8]> = []
    for body in record.bodies where Self.counts(body, on: date) {
      let title = Self.text("name", body) ?? Self.text("title", body) ?? record.id.short
      let reference = Self.text("reference", body)
      let source = reference.map { "\($0), \(title)" } ?? title
      let lines = body["entries"]?.elements ?? []
      for line in lines where known.insert(line.canonicalBytes).inserted {
        entries.append(Self.entry(of: line, record, kind, source: source))
      }
      if kind == .alert, known.insert(body.canonicalBytes).inserted {
        entries.append(Self.entry(ofAlert: body, record, source: source))
      }
    }
  }

  private static func entry(
    of line: JSON,
    _ record: KnownRecord,
    _ kind: ScreeningSubject.Kind,
    source: String,
  ) -> Entry {
    let name = text("name", line) ?? ""
    var cas = text("cas", line)
    let sort = text("kind", line)
    if cas == nil, sort == "substance" || sort == nil {
      let found = SubstanceRegister.standard.find(name)
      if found.count == 1 { cas = found.first?.cas }
    }
    var entry = Entry(
      subject: ScreeningSubject(
        kind: kind,
        name: name,
        record: record.id,
        organisation: record.organisation,
        source: source,
        action: text("action", line),
        note: text("note", line),
        isConfidential: record.isConfidential,
        cas: cas,
      )
    )
    if let cas { entry.cas.append(cas) }
    if sort == "address" { entry.addresses.append(name) } else { entry.add(name: name) }
    if let number = text("number", line) {
      entry.add(number: number, "number")
      entry.add(telephone: number)
      entry.add(email: number)
      entry.add(website: number)
    }
    return entry
  }

  /// An alert is found by the substances, telephone numbers and addresses in its words, too.
  private static func entry(ofAlert body: JSON, _ record: KnownRecord, source: String) -> Entry {
    var entry = Entry(
      subject: ScreeningSubject(
        kind: .alert,
        name: text("title", body) ?? source,
        record: record.id,
        organisation: record.organisation,
        source: source,
        isConfidential: record.isConfidential,
      )
    )
    entry.text = [text("title", body), text("text", body)].compactMap(\.self).joined(
      separator: "\n"
    )
    let found = SubstanceRegister.standard.matches(entry.text)
    entry.cas = found.compactMap(\.substance.cas)
    for part in entry.text.split(whereSeparator: \.isWhitespace) where part.contains("@") {
      entry.add(email: String(part))
    }
    return entry
  }

  private static func counts(_ body: JSON, on date: CalendarDate) -> Bool {
    let start = body["valid_from"]?.string.flatMap { CalendarDate($0) }
    let end = body["valid_until"]?.string.flatMap { CalendarDate($0) }
    return start.map { $0 <= date } ?? true && end.map { date <= $0 } ?? true
  }

  private static func text(_ member: String, _ body: JSON) -> String? {
    body[member]?.string.flatMap { $0.isEmpty ? nil : $0 }
  }
}

extension ScreeningRecords.Entry {
  mutating func add(name: String?) {
    if let name, !names.contains(name) { names.append(name) }
  }

  mutating func add(number: String?, _ label: String) {
    if let number, !numbers.contains(where: { $0.text == number }) {
      numbers.append((label, number))
    }
  }

  mutating func add(telephone: String?) {
    if let telephone, !telephones.contains(telephone) { telephones.append(telephone) }
  }

  mutating func add(website: String?) {
    if let website, !websites.contains(website) { websites.append(website) }
  }

  /// Files an address by street and town and by street and postal code: whoever looks it up
  /// rarely has both.
  mutating func add(addressOf body: JSON) {
    guard let street = body["street"]?.string else { return }
    for member in ["city", "postal_code"] {
      guard let place = body[member]?.string, !place.isEmpty else { continue }
      let address = "\(street) \(place)"
      if !addresses.contains(address) { addresses.append(address) }
    }
  }

  mutating func add(email: String?) {
    let plain = email.map { String($0.drop { "<(,;:".contains($0) }) }
    let end = plain.map { String($0.reversed().drop { ".,;:!?)>".contains($0) }.reversed()) }
    if let end, end.contains("@"), !emails.contains(end) { emails.append(end) }
  }
}
