import Records
import TestSupport
import Testing

@Suite("Registration number")
struct RegistrationNumberTests {
  @Test(
    "A number that its register gave has no problem",
    arguments: [
      ("ES", "A28047223"), ("ES", "54362315K"), ("ES", "X2482300W"), ("ES", "P2807900B"),
      ("ES", "G28029643"), ("FR", "552081317"), ("FR", "55208131766522"), ("FR", "356000000"),
      ("FR", "35600000000048"), ("FR", "35600000049837"), ("GB", "00102498"), ("GB", "FC031145"),
      ("GB", "SC123456"), ("GB", "IP12345R"), ("GB", "R0000001"), ("NL", "33273785"),
      ("NL", "01234567"), ("DE", "HRB 12345 B"), ("US", "anything"), ("", "x"), ("AU", ""),
    ],
  )
  func accepted(country: String, number: String) {
    let problem = RegistrationNumber.check(number, country: country)
    #expect(problem == nil, "\(String(describing: problem))")
  }

  @Test(
    "A wrong number is refused with what to do, and never repaired",
    arguments: [
      ("ES", "A28047224", "check digit does not fit", "letterhead"),
      ("ES", "28047223", "is not a Spanish number", "as A28047223"),
      ("ES", "a-28047223", "characters that do not belong", "write A28047223"),
      ("ES", "A2804722C", "is not a Spanish number", "as A28047223"),
      ("ES", "T28047223", "is not a Spanish number", "as A28047223"),
      ("FR", "552081318", "check digit does not fit", "letterhead"),
      ("FR", "552 081 317", "characters that do not belong", "write 552081317"),
      ("FR", "5520813176652", "has 13 digits and needs 14", "dropped a zero"),
      ("FR", "55208131", "has 8 digits and needs 9", "dropped a zero"),
      ("FR", "35600000000049", "check digit does not fit", "letterhead"),
      ("FR", "abc", "is not a French number", "9 digits for the firm"),
      ("GB", "102498", "has 6 digits and needs 8", "dropped zeros"),
      ("GB", "1234567", "has 7 digits and needs 8", "dropped a zero"),
      ("GB", "sc123456", "characters that do not belong", "write SC123456"),
      ("GB", "123", "is not a number at Companies House", "8 digits"),
      ("NL", "1234567", "has 7 digits and needs 8", "format the column as text"),
      ("NL", "NL004495445B01", "value-added tax", "the field for that"),
      ("NL", "123", "chamber of commerce", "8 digits"),
    ],
  )
  func refused(country: String, number: String, problem: String, remedy: String) {
    let found = RegistrationNumber.check(number, country: country)
    #expect(found?.problem.contains(problem) == true, "\(String(describing: found))")
    #expect(found?.remedy.contains(remedy) == true, "\(String(describing: found))")
  }

  @Test(
    "A number that a spreadsheet destroyed is recognised in every country",
    arguments: ["3,31355E+13", "3.31355E+13", "5,5E+09", "1E+12", "3,31355e+13"],
    ["FR", "ES", "GB", "NL", "DE", "", "ZZ"],
  )
  func destroyed(number: String, country: String) {
    let found = RegistrationNumber.check(number, country: country)
    #expect(found?.problem.contains("a spreadsheet left") == true)
    #expect(
      found?.remedy == "format the column as text where the number comes from and export it again"
    )
  }

  @Test(
    "What only looks like a spreadsheet's number is left alone",
    arguments: [
      "E+13", "31,355E+13", "3,E+13", "3,31355E13", "3,31355E+", "3,31355E+1300", "3E-5",
    ],
  )
  func undamaged(number: String) {
    #expect(RegistrationNumber.check(number, country: "DE") == nil)
  }

  // MARK: Real registers

  @Test(
    "Real firms' numbers are judged as they deserve",
    .enabled(if: SharedFolder.isPresent, SharedFolder.absence),
    arguments: [
      // Every Spanish number passes its check digit.
      ("madrid.csv", "ES", ["": 999]),
      // Eight of London's have lost their zeros.
      ("london.csv", "GB", ["": 983, "needs 8": 8]),
      // 27 of Amsterdam's have lost a zero, and one is a VAT number.
      ("amsterdam.csv", "NL", ["": 938, "needs 8": 27, "value-added tax": 1]),
      // A spreadsheet destroyed nearly all of France's.
      ("paris.csv", "FR", ["": 4, "a spreadsheet": 995, "check digit": 1]),
    ] as [(String, String, [String: Int])],
  )
  func real(file: String, country: String, expected: [String: Int]) throws {
    var counts: [String: Int] = [:]
    for number in try Self.numbers(in: file) where !number.isEmpty {
      let problem = RegistrationNumber.check(number, country: country)?.problem ?? ""
      let key = expected.keys.first { !$0.isEmpty && problem.contains($0) }
      counts[key ?? problem, default: 0] += 1
    }
    #expect(counts == expected)
  }

  /// The column with the number.
  private static func numbers(in file: String) throws -> [String] {
    let text = String(decoding: try SharedFolder.bytes("data/companies/\(file)"), as: UTF8.self)
    var rows = text.split(whereSeparator: \.isNewline).map(cells)
    let column = try #require(rows.removeFirst().firstIndex(of: "Company Registration Number"))
    return rows.map { $0[column] }
  }

  /// The cells of a line; separators between quotation marks belong to the cell.
  private static func cells(_ line: Substring) -> [String] {
    var cells = [""]
    var isQuoted = false
    for character in line {
      switch character {
      case "\"": isQuoted.toggle()
      case ";" where !isQuoted: cells.append("")
      default: cells[cells.count - 1].append(character)
      }
    }
    return cells
  }
}
