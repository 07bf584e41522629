import Practices
import TestSupport
import Testing

/// Compares the register with the public table that its facts come from.
@Suite(
  "Register and its source",
  .enabled(if: SharedFolder.isPresent, SharedFolder.absence),
)
struct RegisterSourceTests {
  private struct Row {
    let values: [String: String]

    subscript(column: String) -> String { values[column] ?? "" }
  }

  private static func rows() throws -> [Row] {
    let lines = try String(decoding: SharedFolder.bytes("data/substances.csv"), as: UTF8.self)
    var cells: [[String]] = []
    // The slow way: a table of quoted cells without line ends in them.
    for line in lines.split(whereSeparator: \.isNewline) {
      var row = [""]
      var isQuoted = false
      for character in line {
        switch character {
        case "\"": isQuoted.toggle()
        case "," where !isQuoted: row.append("")
        default: row[row.count - 1].append(character)
        }
      }
      cells.append(row)
    }
    let header = try #require(cells.first)
    return cells.dropFirst().map { row in
      Row(values: Dictionary(zip(header, row), uniquingKeysWith: { $1 }))
    }
  }

  @Test("Every row is there, in its order, and nothing else")
  func names() throws {
    let rows = try Self.rows()
    #expect(rows.count == 56)
    #expect(SubstanceRegister.standard.substances.map(\.fullName) == rows.map { $0["name"] })
  }

  @Test("Numbers, tables, categories and codes are those of the row")
  func facts() throws {
    for (substance, row) in zip(SubstanceRegister.standard.substances, try Self.rows()) {
      let name: Comment = "\(row["name"])"
      #expect(substance.cas ?? "" == row["cas"], name)
      #expect(substance.table ?? "-" == row["un1988_table"], name)
      #expect(substance.control == row["under_control_since"], name)
      #expect(substance.hs6 ?? "" == row["hs6_2022"], name)
      #expect(substance.deaCode ?? "" == row["dea_code"], name)
      let category = row["eu_category"]
      #expect(substance.isMonitoredInEU == (category == "voluntary monitoring list"), name)
      let isKnown = ["1", "2A", "2B", "3", "4"].contains(category)
      #expect(substance.euCategory == (isKnown ? category : nil), name)
      #expect(row["eu_cn8"].hasPrefix(substance.cn8 ?? ""), name)
      #expect((substance.cn8 == nil) == row["eu_cn8"].isEmpty, name)
      if !row["us_list"].hasPrefix("not listed") {
        #expect(row["us_list"].hasPrefix(substance.usList ?? "?") || row["us_list"].isEmpty, name)
      }
    }
  }

  @Test("Every other number of the row counts as the substance, with its mark")
  func otherNumbers() throws {
    for (substance, row) in zip(SubstanceRegister.standard.substances, try Self.rows()) {
      for part in row["other_cas"].split(separator: ";") {
        let number = String(part.split(separator: " ")[0])
        let other = try #require(substance.others.first { $0.cas == number }, "\(number)")
        #expect(other.isConfirmed == !part.contains("K)"), "\(number)")
        #expect(SubstanceRegister.standard.substance(cas: number) == substance)
      }
    }
  }

  @Test("The yearly thresholds are those of the row")
  func thresholds() throws {
    for (substance, row) in zip(SubstanceRegister.standard.substances, try Self.rows()) {
      let thresholds = substance.thresholds.filter { $0.regime == "eu-annex-2" }
      let texts = thresholds.map { "\($0.quantity.text)/\($0.period.rawValue)" }
      #expect(texts.joined() == row["eu_annex2_threshold"])
      #expect(thresholds.allSatisfy { $0.isConfirmed == (row["cas"] == "108-24-7") })
    }
  }

  @Test("Every synonym of the row that is a name is found")
  func synonyms() throws {
    var missing: [String] = []
    for row in try Self.rows() {
      for synonym in row["synonyms"].split(separator: ";").map({ $0.trimmed }) {
        let found = SubstanceRegister.standard.find(synonym).map(\.fullName)
        if found != [row["name"]] { missing.append(synonym) }
      }
    }
    // What is a sentence and no name.
    let sentences: Set = [
      "PMK glycidate (methyl, ethyl, propyl, isopropyl, butyl, isobutyl, sec-butyl, tert-butyl)",
      "BMK glycidate (eight esters)", "cis- and trans-isosafrole",
      "safrole-rich oils (sassafras oil, Ocotea cymbarum oil) count as safrole",
      "IMDPAM and its sodium salt", "EU category 4 (external trade only)",
    ]
    #expect(Set(missing) == sentences)
  }
}

extension Substring {
  fileprivate var trimmed: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
