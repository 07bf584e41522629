internal import Records

/// How the register's file is read.
///
/// It is part of the program, and a test reads it: what is wrong with it is a defect.
extension SubstanceRegister {
  static func reading(_ document: JSON) -> SubstanceRegister {
    SubstanceRegister(
      (document["substances"]?.elements ?? []).map(substance),
      checked: text("checked", of: document),
      ambiguous: texts("ambiguous", of: document),
      capitalsOnly: texts("capitals_only", of: document),
    )
  }

  private static func substance(_ entry: JSON) -> Substance {
    var unconfirmed: Set<Substance.Figure> = []
    func code(_ name: String, _ figure: Substance.Figure) -> String? {
      guard let member = entry[name] else { return nil }
      if !isConfirmed(member) { unconfirmed.insert(figure) }
      return text("code", of: member)
    }
    let cn8 = code("cn8", .cn8)
    let deaCode = code("dea_code", .deaCode)
    return Substance(
      name: text("name", of: entry),
      abbreviation: entry["abbreviation"]?.string,
      synonyms: texts("synonyms", of: entry),
      cas: entry["cas"]?.string,
      others: (entry["other_cas"]?.elements ?? []).map { other in
        Substance.Other(
          cas: text("cas", of: other),
          what: text("what", of: other),
          isConfirmed: isConfirmed(other),
        )
      },
      table: entry["table"]?.string,
      control: text("control", of: entry),
      euCategory: entry["eu_category"]?.string,
      isMonitoredInEU: entry["eu_voluntary_list"]?.bool == true,
      hs6: entry["hs6"]?.string,
      cn8: cn8,
      usList: entry["us_list"]?.string,
      deaCode: deaCode,
      thresholds: (entry["thresholds"]?.elements ?? []).map(threshold),
      density: entry["density"].map(density),
      notes: (entry["notes"]?.elements ?? []).map { note in
        Substance.Note(text: text("text", of: note), isConfirmed: isConfirmed(note))
      },
      coversSalts: entry["covers_salts"]?.bool == true,
      coversIsomers: entry["covers_isomers"]?.bool == true,
      unconfirmed: unconfirmed,
    )
  }

  private static func threshold(_ entry: JSON) -> Threshold {
    guard let quantity = Amount(of: entry),
      let period = Threshold.Period(rawValue: text("period", of: entry)),
      let per = Threshold.Counted(rawValue: text("per", of: entry))
    else { preconditionFailure("A threshold in the register of substances is broken.") }
    return Threshold(
      quantity: quantity,
      period: period,
      per: per,
      regime: text("regime", of: entry),
      isConfirmed: isConfirmed(entry),
      source: text("source", of: entry),
    )
  }

  private static func density(_ entry: JSON) -> Density {
    guard let value = ExactDecimal(text("kg_per_l", of: entry)) else {
      preconditionFailure("A density in the register of substances is no number.")
    }
    return Density(
      kilogramsPerLitre: value,
      percent: entry["percent"]?.string.flatMap { ExactDecimal($0) },
      source: text("source", of: entry),
      isConfirmed: isConfirmed(entry),
    )
  }

  private static func isConfirmed(_ entry: JSON) -> Bool { entry["confirmed"]?.bool == true }

  private static func text(_ name: String, of entry: JSON) -> String {
    guard let text = entry[name]?.string else {
      preconditionFailure("The register of substances lacks a ‘\(name)’.")
    }
    return text
  }

  private static func texts(_ name: String, of entry: JSON) -> [String] {
    (entry[name]?.elements ?? []).compactMap(\.string)
  }
}
