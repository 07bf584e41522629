public import Records

/// A case that shows what a rule says: the records there are, what is asked for, the day, and
/// the verdict.
///
///     {"records": [{"as": "janssen", "form": "customer", "body": {…}}],
///      "order": {"customer": "@janssen", …}, "date": "2026-03-02", "verdict": "pass"}
///
/// A body names another record as `@name`.
public struct RuleExample: Hashable, Sendable {
  /// A record of an example.
  public struct Record: Hashable, Sendable {
    /// What the example calls it.
    public var name: String
    /// Its form, without version.
    public var form: String
    /// Its body, in which `@name` stands for another record's id.
    public var body: JSON
  }

  /// The records there are.
  public let records: [Record]
  /// What is asked for.
  public let subject: CheckRequest.Subject
  /// The members of the order or sample.
  public let body: JSON
  /// The day.
  public let date: CalendarDate
  /// What the rule says.
  public let verdict: Verdict

  init(_ source: MemberReader) throws(PackageFault) {
    var reader = source
    _ = reader.has("note")
    var records: [Record] = []
    for var object in try reader.objects("records") ?? [] {
      let record = Record(
        name: try object.requiredString("as"),
        form: try object.requiredString("form"),
        body: object.value("body") ?? .object([]),
      )
      try object.finish()
      if records.contains(where: { $0.name == record.name }) {
        throw object.place.fault("as", "is ‘\(record.name)’, which stands there twice")
      }
      records.append(record)
    }
    self.records = records
    switch (reader.value("order"), reader.value("sample")) {
    case (let order?, nil): (subject, body) = (.order, order)
    case (nil, let sample?): (subject, body) = (.sample, sample)
    default: throw reader.place.fault("order", "is missing, or ‘sample’ stands beside it")
    }
    guard let date = try reader.date("date") else {
      throw reader.place.fault("date", "is missing")
    }
    self.date = date
    guard
      let verdict = try reader.choice("verdict", Verdict.allCases.map(\.rawValue))
        .flatMap(Verdict.init(rawValue:))
    else { throw reader.place.fault("verdict", "is missing") }
    self.verdict = verdict
    let names = Set(records.map(\.name))
    for value in records.map(\.body) + [body] {
      if let stranger = Self.references(in: value).first(where: { !names.contains($0) }) {
        throw reader.place.fault("records", "has no ‘@\(stranger)’, which a body names")
      }
    }
  }

  /// The id that a record of an example has: the same in every run.
  public static func id(_ name: String) -> EntryID {
    let line = Array("example \(name)".utf8)
    return EntryID(line: line.span.bytes)
  }

  /// The records and the request, with an id wherever a body names a record.
  public func materialised(organisation: OrganisationID) -> ([KnownRecord], CheckRequest) {
    let known = records.map { record in
      KnownRecord(
        id: Self.id(record.name),
        form: record.form,
        organisation: organisation,
        bodies: [Self.resolving(record.body)],
      )
    }
    return (known, CheckRequest(subject: subject, bodies: [Self.resolving(body)], date: date))
  }

  private static func references(in value: JSON) -> [String] {
    switch value {
    case .string(let text) where text.hasPrefix("@"): [String(text.dropFirst())]
    case .array(let elements): elements.flatMap(references)
    case .object(let members): members.flatMap { references(in: $0.value) }
    default: []
    }
  }

  private static func resolving(_ value: JSON) -> JSON {
    switch value {
    case .string(let text) where text.hasPrefix("@"): .string(id(String(text.dropFirst())).text)
    case .array(let elements): .array(elements.map(resolving))
    case .object(let members):
      .object(members.map { JSON.Member($0.name, resolving($0.value)) })
    default: value
    }
  }
}
