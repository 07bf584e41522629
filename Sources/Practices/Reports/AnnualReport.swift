public import Records

/// The annual return as a report: what an authority asks of a firm once a year.
///
/// Article 9 of Regulation (EU) 2015/1011 asks for a summary of the quantities used or
/// supplied and, where they were supplied, of the quantity to each third party; a firm
/// without any reports that too.
public struct AnnualReport: Sendable {
  /// The sums.
  public let annual: AnnualReturn
  /// Whose they are, and who makes the report.
  public let firm: ReportingFirm
  private let titles: [EntryID: String]

  /// A report of these sums.
  ///
  /// `titles`: What the customers that moved anything are called.
  public init(_ annual: AnnualReturn, firm: ReportingFirm, titles: [EntryID: String]) {
    self.annual = annual
    self.firm = firm
    self.titles = titles
  }

  /// The report, with its table and what programs are given.
  public var report: Report {
    var report = Report(title: "Annual return for \(annual.year)")
    report.facts = facts
    report.sections = sections
    report.notes = notes
    report.sheet = sheet
    report.data = data
    return report
  }

  /// How many lines one record of the form holds.
  private static let mostLines = 400
  /// How many bytes the lines of one record take at most, so that its entry stays below
  /// ``Records/Limits/entryBytes`` with everything else that it says.
  private static let mostBytes = 48_000

  /// The lines as records of the form `annual_return` hold them: as few records as they fit
  /// in, and one without lines for a nil return.
  public var savedParts: [JSON] {
    var parts: [[JSON]] = [[]]
    var bytes = 0
    for line in annual.lines.map(saved) {
      let size = line.text.utf8.count + 1
      let isFull = parts[parts.count - 1].count == Self.mostLines || bytes + size > Self.mostBytes
      if isFull { parts.append([]) }
      bytes = isFull ? size : bytes + size
      parts[parts.count - 1].append(line)
    }
    return parts.map { .array($0) }
  }

  private func saved(_ line: AnnualReturn.Line) -> JSON {
    var members: [JSON.Member] = [
      .init("substance", .string(line.cas)), .init("kind", .string(line.kind)),
    ]
    if let name = name(of: line.thirdParty) {
      members.append(.init("third_party", .string(String(name.prefix(300)))))
    }
    members.append(.init("quantity", .string(Self.stored(line.quantity).text)))
    members.append(.init("unit", .string(line.unit)))
    return .object(members)
  }

  /// A quantity to six places, which is all that a record holds: a milligram of a kilogram.
  private static func stored(_ quantity: ExactDecimal) -> ExactDecimal {
    quantity.rounded(toPlaces: 6)
  }

  // MARK: Words

  private func name(of party: AnnualReturn.ThirdParty?) -> String? {
    switch party {
    case .record(let id): titles[id] ?? "\(id.short) (not here)"
    case .named(let name): name.string
    case nil: nil
    }
  }

  private var facts: [ReportFact] {
    var facts = firm.facts
    facts.append(ReportFact("Period", "\(annual.year)-01-01 to \(annual.year)-12-31"))
    facts.append(ReportFact("Made on", firm.date.text))
    facts.append(ReportFact("Movements summed up", String(counted)))
    if !annual.leftOut.isEmpty {
      facts.append(ReportFact("Movements in no sum", "\(annual.leftOut.count), see below"))
    }
    return facts
  }

  private var counted: Int { annual.lines.reduce(0) { $0 + $1.movements } }

  private var sections: [ReportSection] {
    var sections: [ReportSection] = []
    if annual.isNil {
      sections.append(
        ReportSection(
          "Nil return",
          blocks: [
            .text(
              "No movement of any substance is recorded for \(annual.year): nothing was produced, received, used, supplied, returned or destroyed."
            )
          ],
        )
      )
    }
    let cas = Set(annual.lines.map { Text($0.cas) }).map(\.string)
    let grouped = SubstanceGroup.groups(of: cas, register: annual.substance, for: firm.country)
    for group in grouped {
      sections.append(ReportSection(group.heading))
      for member in group.members { sections.append(section(for: member)) }
    }
    if !annual.unmoved.isEmpty {
      let names = annual.unmoved.map { Self.title(of: $0, annual.substance($0)) }
      sections.append(
        ReportSection("Nil", blocks: [.text("No movement in \(annual.year):"), .list(names)])
      )
    }
    if !annual.leftOut.isEmpty { sections.append(leftOutSection) }
    return sections
  }

  private static func title(of cas: String, _ substance: Substance?) -> String {
    guard let substance else { return "\(cas) (not in the register)" }
    guard let other = substance.others.first(where: { $0.cas == cas }) else {
      return "\(substance.fullName), CAS \(cas)"
    }
    return "\(substance.fullName), \(other.what), CAS \(cas)\(mark(other.isConfirmed))"
  }

  private func section(for cas: String) -> ReportSection {
    let substance = annual.substance(cas)
    var section = ReportSection(Self.title(of: cas, substance), level: 3)
    if let code = substance?.cn8 {
      let mark = Self.mark(substance?.isConfirmed(.cn8) ?? false)
      section.blocks.append(.text("CN code \(code)\(mark)"))
    }
    var table = ReportTable([
      .init("Kind", name: "kind", .code), .init("Third party", name: "third_party"),
      .init("Quantity", name: "quantity", .number), .init("Unit", name: "unit", .code),
      .init("Movements", name: "movements", .number),
      .init("Not in kilograms because", name: "remark"),
    ])
    let lines = annual.lines.filter { $0.cas.utf8.elementsEqual(cas.utf8) }
    for (index, line) in lines.enumerated() {
      let name = name(of: line.thirdParty) ?? (Self.needsParty(line.kind) ? "(nobody named)" : "")
      table.add([
        ReportCell(line.kind), ReportCell(name), ReportCell(line.quantity.text),
        ReportCell(line.unit), ReportCell(String(line.movements)),
        ReportCell(line.whyNotKilograms ?? ""),
      ])
      let isLast = index + 1 == lines.count || lines[index + 1].kind != line.kind
      if isLast { Self.addTotals(lines.filter { $0.kind == line.kind }, to: &table) }
    }
    if !table.rows.contains(where: { !$0.cells[5].text.isEmpty }) { table.dropLastColumn() }
    section.blocks.append(.table(table))
    return section
  }

  /// A total for each unit that several lines of one kind have.
  private static func addTotals(_ lines: [AnnualReturn.Line], to table: inout ReportTable) {
    for unit in Set(lines.map(\.unit)).sorted() {
      let same = lines.filter { $0.unit == unit }
      guard same.count > 1 else { continue }
      let sum = ExactDecimal.sum(of: same.map(\.quantity))
      table.add(
        [
          ReportCell("\(same[0].kind), all"), "", ReportCell(sum?.text ?? "too long"),
          ReportCell(unit), ReportCell(String(same.reduce(0) { $0 + $1.movements })), "",
        ],
        isTotal: true,
      )
    }
  }

  private static func needsParty(_ kind: String) -> Bool {
    ["received", "supplied", "returned"].contains(kind)
  }

  private static func mark(_ isConfirmed: Bool) -> String { isConfirmed ? "" : " (not confirmed)" }

  private var leftOutSection: ReportSection {
    var table = ReportTable([
      .init("Date", name: "date", .code), .init("Kind", name: "kind"),
      .init("Substance", name: "substance", .code), .init("Quantity", name: "quantity", .number),
      .init("Third party", name: "third_party"), .init("Record", name: "record", .code),
      .init("Why it is in no sum", name: "reason"),
    ])
    for item in annual.leftOut {
      let body = item.body
      let party = body["counterparty"]?.string.flatMap { EntryID($0) }.map { name(of: .record($0)) }
      table.add([
        ReportCell(body["date"]?.string ?? "?"), ReportCell(body["kind"]?.string ?? "?"),
        ReportCell(body["substance"]?.string ?? "?"),
        ReportCell(
          [body["quantity"]?.string ?? "?", body["unit"]?.string ?? ""].joined(separator: " ")
        ),
        ReportCell((party ?? body["supplier"]?.string) ?? ""), ReportCell(item.record.short),
        ReportCell(item.reason),
      ])
    }
    return ReportSection(
      "In no sum",
      blocks: [
        .text(
          "These movements are not certain, so they are in none of the sums above. Settle them, and make the return again."
        ),
        .table(table),
      ],
    )
  }

  private var notes: [String] {
    var notes = [
      "Quantities are summed exactly. A mixture counts by the substance in it, by its percentage by mass."
    ]
    notes += annual.densities
    let unit = annual.lines.filter { $0.whyNotKilograms != nil }
    if !unit.isEmpty {
      notes.append(
        "\(unit.count == 1 ? "One sum is" : "\(unit.count) sums are") not in kilograms, for the reason that stands beside \(unit.count == 1 ? "it" : "each")."
      )
    }
    if annual.lines.contains(where: { $0.quantity != Self.stored($0.quantity) }) {
      notes.append(
        "A record keeps six places after the point; the return that is saved is rounded to them."
      )
    }
    let isMarked =
      annual.densities.contains { $0.contains("(not confirmed)") }
      || annual.lines.contains { line in
        let substance = annual.substance(line.cas)
        return substance?.cn8 != nil && substance?.isConfirmed(.cn8) == false
      }
    if isMarked {
      notes.append(
        "What is marked as not confirmed was not compared with its source in the original."
      )
    }
    notes.append(
      "Source: Regulation (EU) 2015/1011, Article 9: a summary of the quantities used or supplied and, where supplied, to each third party; category 3 only where the authority asks. Where no law asks for it, the return is voluntary."
    )
    return notes
  }
}

// MARK: - For programs

extension AnnualReport {
  private var sheet: ReportTable {
    var table = ReportTable([
      .init("Year", name: "year"), .init("CAS", name: "substance"), .init("Name", name: "name"),
      .init("EU category", name: "eu_category"), .init("Kind", name: "kind"),
      .init("Third party", name: "third_party"), .init("Quantity", name: "quantity"),
      .init("Unit", name: "unit"), .init("Movements", name: "movements"),
      .init("Not in kilograms because", name: "not_in_kg_because"),
    ])
    for line in annual.lines {
      let substance = annual.substance(line.cas)
      table.add([
        ReportCell(String(annual.year)), ReportCell(line.cas), ReportCell(substance?.name ?? ""),
        ReportCell(substance?.euCategory ?? ""), ReportCell(line.kind),
        ReportCell(name(of: line.thirdParty) ?? ""), ReportCell(line.quantity.text),
        ReportCell(line.unit), ReportCell(String(line.movements)),
        ReportCell(line.whyNotKilograms ?? ""),
      ])
    }
    return table
  }

  private var data: [ReportDatum] {
    [
      ReportDatum("report", "annual"),
      ReportDatum("organisation", .string(firm.organisation)),
      ReportDatum("year", .integer(annual.year)),
      ReportDatum("nil", .bool(annual.isNil)),
      ReportDatum("lines", .array(annual.lines.map(json))),
      ReportDatum("unmoved", .array(annual.unmoved.map { .string($0) })),
      ReportDatum(
        "left_out",
        .array(
          annual.leftOut.map {
            ["record": .string($0.record.text), "reason": .string($0.reason), "body": $0.body]
          }
        ),
      ),
    ]
  }

  private func json(_ line: AnnualReturn.Line) -> JSON {
    let substance = annual.substance(line.cas)
    var record: JSON = .null
    if case .record(let id)? = line.thirdParty { record = .string(id.text) }
    return [
      "substance": .string(line.cas),
      "name": substance.map { .string($0.name) } ?? .null,
      "eu_category": substance?.euCategory.map { .string($0) } ?? .null,
      "kind": .string(line.kind),
      "third_party": name(of: line.thirdParty).map { .string($0) } ?? .null,
      "record": record,
      "quantity": .string(line.quantity.text),
      "unit": .string(line.unit),
      "movements": .integer(line.movements),
      "not_in_kg_because": line.whyNotKilograms.map { .string($0) } ?? .null,
    ]
  }
}
