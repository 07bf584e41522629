import Practices
import Records

/// All that the register says of a substance.
struct SubstanceBlock {
  private let substance: Substance

  init(_ substance: Substance) { self.substance = substance }

  /// What is said wherever something was not read in its source.
  static let unconfirmed = "unconfirmed: not read in its source; check it before you rely on it"

  /// Lines for people, the first one the name.
  func text(columns: Int) -> String {
    let rows = rows()
    let width = rows.map { Layout.width($0.label) }.max() ?? 0
    let indent = String(repeating: " ", count: width + 4)
    let cas = substance.cas.map { ", CAS \($0)" } ?? ", no CAS number"
    let lines = rows.map { label, text in
      Layout.wrapped(
        text,
        width: columns,
        indent: indent,
        first: "  " + Layout.padded(label, to: width) + "  ",
      )
    }
    return ([substance.fullName + cas] + lines).joined(separator: "\n")
  }

  private func rows() -> [(label: String, text: String)] {
    var rows: [(label: String, text: String)] = []
    if !substance.synonyms.isEmpty {
      rows.append(("also called", substance.synonyms.joined(separator: "; ")))
    }
    var covered = substance.others.map { "\($0.cas) \($0.what)" + mark($0.isConfirmed) }
    if substance.coversSalts { covered.append("its salts") }
    if substance.coversIsomers { covered.append("its isomers") }
    if !covered.isEmpty { rows.append(("counts as it", covered.joined(separator: "; "))) }
    rows.append(
      (
        "1988 Convention",
        substance.table.map { "Table \($0), \(substance.control)" } ?? "in no table",
      )
    )
    rows.append(("EU", european))
    rows.append(("USA", american))
    let codes = [
      substance.hs6.map { "HS \($0)" },
      substance.cn8.map { "CN \($0)" + mark(substance.isConfirmed(.cn8)) },
    ]
    rows.append(("customs", codes.compactMap(\.self).joined(separator: "; ")))
    for (place, threshold) in substance.thresholds.enumerated() {
      rows.append((place == 0 ? "thresholds" : "", text(of: threshold)))
    }
    if let density = substance.density {
      let percent = density.percent.map { " at \($0.text) %" } ?? ""
      let source = " (\(density.source))"
      let value = "\(density.kilogramsPerLitre.text) kg/l"
      rows.append(("density", value + percent + source + mark(density.isConfirmed)))
    }
    for note in substance.notes { rows.append(("note", note.text + mark(note.isConfirmed))) }
    return rows
  }

  private var european: String {
    if let category = substance.euCategory { return "category \(category)" }
    return substance.isMonitoredInEU ? "voluntary monitoring list" : "in no category"
  }

  private var american: String {
    var text = substance.usList ?? "in no list"
    if let code = substance.deaCode {
      text += "; DEA code \(code)" + mark(substance.isConfirmed(.deaCode))
    }
    return text
  }

  private func text(of threshold: Threshold) -> String {
    let period =
      switch threshold.period {
      case .year: "a year"
      case .month: "a month"
      case .transaction: "a transaction"
      }
    let every = threshold.quantity.quantity == .zero ? ", so every quantity counts" : ""
    let per =
      switch threshold.per {
      case .customer: "per customer"
      case .operator: "per operator"
      case .each: "per customer, and per operator"
      }
    return "\(threshold.quantity.text) \(period) \(per)\(every) (\(threshold.source))"
      + mark(threshold.isConfirmed)
  }

  private func mark(_ isConfirmed: Bool) -> String { isConfirmed ? "" : " [unconfirmed]" }

  /// Whether something in it was not read in its source.
  var hasUnconfirmed: Bool { rows().contains { $0.text.contains("[unconfirmed]") } }

  /// The substance as scripts read it.
  var json: JSON {
    let others: [JSON] = substance.others.map { other in
      [
        "cas": .string(other.cas), "what": .string(other.what),
        "confirmed": .bool(other.isConfirmed),
      ]
    }
    let notes: [JSON] = substance.notes.map { note in
      ["text": .string(note.text), "confirmed": .bool(note.isConfirmed)]
    }
    let density = substance.density.map { Self.json($0) } ?? JSON.null
    return [
      "name": .string(substance.name),
      "abbreviation": .optional(substance.abbreviation),
      "synonyms": .strings(substance.synonyms),
      "cas": .optional(substance.cas),
      "other_cas": .array(others),
      "table": .optional(substance.table),
      "control": .string(substance.control),
      "eu_category": .optional(substance.euCategory),
      "eu_voluntary_list": .bool(substance.isMonitoredInEU),
      "hs6": .optional(substance.hs6),
      "cn8": code(substance.cn8, .cn8),
      "us_list": .optional(substance.usList),
      "dea_code": code(substance.deaCode, .deaCode),
      "thresholds": .array(substance.thresholds.map { Self.json($0) }),
      "density": density,
      "notes": .array(notes),
    ]
  }

  private func code(_ text: String?, _ figure: Substance.Figure) -> JSON {
    guard let text else { return .null }
    return ["code": .string(text), "confirmed": .bool(substance.isConfirmed(figure))]
  }

  private static func json(_ threshold: Threshold) -> JSON {
    [
      "quantity": .string(threshold.quantity.quantity.text),
      "unit": .string(threshold.quantity.unit.rawValue),
      "period": .string(threshold.period.rawValue),
      "per": .string(threshold.per.rawValue),
      "regime": .string(threshold.regime),
      "source": .string(threshold.source),
      "confirmed": .bool(threshold.isConfirmed),
    ]
  }

  private static func json(_ density: Density) -> JSON {
    [
      "kg_per_l": .string(density.kilogramsPerLitre.text),
      "percent": .optional(density.percent?.text),
      "source": .string(density.source),
      "confirmed": .bool(density.isConfirmed),
    ]
  }
}
