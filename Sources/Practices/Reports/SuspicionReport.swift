public import Records

/// A suspicion as a report to the authority, in the order in which such reports are read
/// elsewhere: who reports, who is reported, what was asked, what gave rise to it, what
/// happened, what was done, and when.
public struct SuspicionReport: Sendable {
  private let record: EntryID
  private let body: JSON
  private let firm: ReportingFirm
  private let indicators: [RulePackage.Indicator]
  private let form: Form?

  /// When the record was begun, as its first entry claims.
  public var recordedOn: Timestamp?
  /// The fields of it that are in conflict, as people read them.
  public var conflicts: [String] = []

  /// A report of a record of the form `suspicious_transaction`.
  ///
  /// `indicators`: The warning signs of the rules in force, for their words.
  public init(
    record: EntryID,
    body: JSON,
    form: Form?,
    firm: ReportingFirm,
    indicators: [RulePackage.Indicator],
  ) {
    self.record = record
    self.body = body
    self.form = form
    self.firm = firm
    self.indicators = indicators
  }

  /// The report.
  public var report: Report {
    var report = Report(title: "Report of a suspicious \(isEnquiry ? "enquiry" : "transaction")")
    report.warnings = [
      "CONFIDENTIAL: for the authority only.",
      "Do not tell the customer, or anybody who could tell them, that this report exists.",
    ]
    report.facts = facts
    report.sections = parties + [asked, signs, narrative, action, times]
    if !conflicts.isEmpty {
      report.notes.append(
        "In conflict, so that other values stand too: \(conflicts.joined(separator: ", "))."
      )
    }
    if firm.officer == nil {
      report.remarks.append(
        "Nobody is recorded as the single point of contact today: steward add officer --field name=… --field contact=…"
      )
    }
    if text("notified") == nil {
      report.remarks.append(
        "It is not marked as sent. Once it is: steward revise \(record.short) --confidential --field notified=YYYY-MM-DD --field authority=… -m sent"
      )
    }
    report.data = [
      ReportDatum("report", "suspicious"), ReportDatum("record", .string(record.text)),
      ReportDatum("organisation", .string(firm.organisation)),
      ReportDatum("officer", firm.officer.map { .string($0) } ?? .null),
      ReportDatum("body", body),
      ReportDatum("indicators", .array(ticked.map { .string($0.text) })),
    ]
    return report
  }

  private var isEnquiry: Bool { text("stage") == "enquiry" }

  private func text(_ name: String) -> String? { body[name]?.string }

  /// A choice as people read it: `controlled with authority`.
  private func words(_ name: String) -> String? {
    text(name)?.split(separator: "_").joined(separator: " ")
  }

  /// The facts whose values are known.
  private func known(_ facts: [(String, String?)]) -> [ReportFact] {
    facts.compactMap { label, value in value.map { ReportFact(label, $0) } }
  }

  private var facts: [ReportFact] {
    var facts = known([
      ("Your report number", text("reference")),
      ("The authority’s number", text("authority_reference")),
      ("To", text("authority")),
    ])
    facts += firm.facts
    if firm.officer == nil { facts.append(ReportFact("Single point of contact", .blank)) }
    facts.append(ReportFact("Basis", basis))
    facts.append(ReportFact("Report made on", firm.date.text))
    facts.append(ReportFact("Record", record.text))
    return facts
  }

  private var basis: String {
    switch text("basis") {
    case "mandatory": "required by law"
    case "voluntary": "voluntary"
    default: "not said"
    }
  }

  private var parties: [ReportSection] {
    let parties = body["parties"]?.elements ?? []
    var heading = ReportSection("1. Parties")
    if parties.isEmpty { heading.blocks.append(.text("Nobody is named.")) }
    return [heading] + parties.enumerated().map { section(for: $1, number: $0 + 1) }
  }

  private func section(for party: JSON, number: Int) -> ReportSection {
    func value(_ name: String) -> String? { party[name]?.string }
    let identity = [value("id_kind"), value("id_number")].compactMap(\.self)
    let isOurs: String? = party["our_customer"]?.bool.map { $0 ? "yes" : "no" }
    let facts = known([
      ("Role", value("role")), ("Name", value("name")), ("Address", value("address")),
      ("Telephone", value("phone")), ("E-mail", value("email")), ("Website", value("web")),
      ("Document", identity.isEmpty ? nil : identity.joined(separator: " ")),
      ("Our customer", isOurs),
    ])
    return ReportSection(
      "Party \(number)",
      level: 3,
      blocks: [facts.isEmpty ? .text("Not described.") : .facts(facts)],
    )
  }

  private var asked: ReportSection {
    let substance = text("substance").map { cas in
      SubstanceRegister.standard.substance(cas: cas).map { "\($0.fullName), CAS \(cas)" }
        ?? "CAS \(cas)"
    }
    let amount = [text("quantity"), text("unit")].compactMap(\.self)
    let facts = known([
      ("Stage", words("stage")), ("Substance as asked for", text("substance_as_asked")),
      ("Substance", substance), ("Quantity", amount.isEmpty ? nil : amount.joined(separator: " ")),
      ("Payment", words("payment")), ("Delivery", words("transfer")),
    ])
    return ReportSection(
      "2. What was asked for",
      blocks: [facts.isEmpty ? .text("Nothing is said.") : .facts(facts)],
    )
  }

  /// A warning sign that somebody ticked.
  private struct Sign {
    let code: String
    let text: String
    let source: String
    let comment: String
  }

  private var ticked: [Sign] {
    (body["indicators"]?.elements ?? []).map { item in
      let code = item["code"]?.string ?? ""
      let known = indicators.first { Text($0.code) == Text(code) }
      let mark = known?.isConfirmed == false ? " (not confirmed)" : ""
      return Sign(
        code: code,
        text: known?.text ?? code,
        source: known.map { $0.source + mark } ?? "",
        comment: item["comment"]?.string ?? "",
      )
    }
  }

  private var signs: ReportSection {
    var table = ReportTable(
      [
        .init("Warning sign", name: "text"), .init("Remark", name: "comment"),
        .init("Code", name: "code"), .init("Source of the sign", name: "source"),
      ],
      whenEmpty: "None was ticked.",
    )
    for sign in ticked {
      table.add([
        ReportCell(sign.text), ReportCell(sign.comment), ReportCell(sign.code),
        ReportCell(sign.source),
      ])
    }
    return ReportSection("3. Warning signs", blocks: [.table(table)])
  }

  private var narrative: ReportSection {
    ReportSection("4. What happened", blocks: [.text(text("narrative") ?? "Nothing is said.")])
  }

  private var action: ReportSection {
    ReportSection("5. What was done", blocks: [.text(words("action") ?? "Nothing is said.")])
  }

  private var times: ReportSection {
    ReportSection(
      "6. Times",
      blocks: [
        .facts([
          ReportFact("Noticed", .orBlank(text("noticed"))),
          ReportFact("Recorded", recordedOn?.text ?? "not known"),
          ReportFact("Authority told", .orBlank(text("notified"))),
          ReportFact("By", .orBlank(text("channel"))),
        ])
      ],
    )
  }
}
