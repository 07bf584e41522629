internal import Records

/// Substances under the heading that a return puts them under: the EU's category or,
/// outside the EU, the table of the 1988 Convention.
struct SubstanceGroup: Hashable, Sendable {
  /// The heading.
  let heading: String
  /// CAS numbers, by the substances' names.
  let members: [String]

  /// The groups that are not empty, the strictest first.
  static func groups(
    of numbers: [String],
    register: (String) -> Substance?,
    for country: String,
  ) -> [SubstanceGroup] {
    let isInEU = ReportingFirm(
      organisation: "",
      name: "",
      country: country,
      date: CalendarDate(dayNumber: 0),
    ).isInEU
    var groups: [String: [String]] = [:]
    for cas in numbers {
      groups[isInEU ? category(register(cas)) : table(register(cas)), default: []].append(cas)
    }
    func key(_ cas: String) -> [Text] { [Text(register(cas)?.name ?? "\u{10FFFF}"), Text(cas)] }
    return groups.sorted { Text($0.key) < Text($1.key) }.map { heading, members in
      SubstanceGroup(
        heading: String(heading.drop { $0 != " " }.dropFirst()),
        members: members.sorted { key($0).lexicographicallyPrecedes(key($1)) },
      )
    }
  }

  /// The heading after the digit that it is sorted by.
  private static func category(_ substance: Substance?) -> String {
    switch substance?.euCategory {
    case let category?:
      "1\(category) Category \(category) of Regulations (EC) No 273/2004 and No 111/2005"
    case nil where substance?.isMonitoredInEU == true:
      "2 In no EU category, on the EU voluntary monitoring list"
    case nil where substance != nil: "3 In no EU category"
    case nil: "4 Not in the register of substances"
    }
  }

  private static func table(_ substance: Substance?) -> String {
    switch substance?.table {
    case let table?: "1\(table) Table \(table) of the 1988 Convention"
    case nil where substance != nil: "3 In no table of the 1988 Convention"
    case nil: "4 Not in the register of substances"
    }
  }
}
