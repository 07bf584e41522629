import Records
import TestSupport
import Testing

@testable import Practices

/// Four thousand real companies, as four firms would load them.
@Suite("Company files", .enabled(if: SharedFolder.isPresent, SharedFolder.absence))
struct CompanyFilesTests {
  /// What is expected of each file, counted by other means.
  struct File: Sendable, CustomTestStringConvertible {
    let name: String
    let columns: Int
    /// How many registration numbers are refused, and how many of those were destroyed by a
    /// spreadsheet.
    let refused: Int
    let destroyed: Int
    let withoutNumber: Int
    /// Names, beside the first column's, that have to be called by their place.
    let firstColumn: String

    var testDescription: String { name }
  }

  private static let files = [
    File(
      name: "amsterdam",
      columns: 49,
      refused: 28,
      destroyed: 0,
      withoutNumber: 34,
      firstColumn: "column 1",
    ),
    File(
      name: "london",
      columns: 49,
      refused: 8,
      destroyed: 0,
      withoutNumber: 9,
      firstColumn: "ID",
    ),
    File(
      name: "madrid",
      columns: 49,
      refused: 0,
      destroyed: 0,
      withoutNumber: 1,
      firstColumn: "ID",
    ),
    File(
      name: "paris",
      columns: 50,
      refused: 995,
      destroyed: 995,
      withoutNumber: 0,
      firstColumn: "ID",
    ),
  ]

  private static let mapping = ColumnMapping(
    ["Company Name=name", "Address 1=street", "Company Registration Number=registration_number"]
      .compactMap(ColumnMapping.Pair.init)
  )

  @Test("Every row is read, and loads unless its number is broken", arguments: files)
  func load(_ file: File) throws {
    let result = try Self.load(file.name, Self.mapping)
    #expect(result.header.names.count == file.columns)
    #expect(result.header.names[0] == file.firstColumn)
    #expect(result.faults == [])
    #expect(result.bodies.count == 1000 - file.refused)
    #expect(result.problems.count == file.refused)
    #expect(result.problems.allSatisfy { $0.column == "Company Registration Number" })
    let destroyed = result.problems.filter {
      $0.reason.contains("a spreadsheet turned this number")
    }
    #expect(destroyed.count == file.destroyed)
    #expect(destroyed.allSatisfy { $0.reason.contains("--ignore 'Company Registration Number'") })
    let without = result.bodies.count { $0["registration_number"] == nil }
    #expect(without == file.withoutNumber)
    let cities = result.bodies.count { $0["city"] != nil && $0["postal_code"] != nil }
    #expect(cities == result.bodies.count)
  }

  @Test("Every row loads without the column of numbers", arguments: files)
  func ignoring(_ file: File) throws {
    var mapping = Self.mapping
    mapping.ignored = ["Company Registration Number"]
    let result = try Self.load(file.name, mapping)
    #expect(result.bodies.count == 1000)
    #expect(result.problems == [])
    #expect(result.bodies.allSatisfy { $0["registration_number"] == nil })
  }

  @Test("Numbers are unique, so that a second load finds each record again", arguments: files)
  func identities(_ file: File) throws {
    let result = try Self.load(file.name, Self.mapping)
    let form = try #require(FormLibrary.forms.newest("customer"))
    var rows = LoadedRows()
    for (index, body) in result.bodies.enumerated() {
      #expect(rows.add(body, line: index, in: form) == nil)
    }
    let identities = result.bodies.compactMap { RecordIdentity(of: $0, in: form) }
    #expect(Set(identities).count == identities.count)
    #expect(identities.count == result.bodies.count - file.withoutNumber)
  }

  @Test("The firms' own numbers load as references", arguments: files)
  func references(_ file: File) throws {
    var mapping = Self.mapping
    mapping.ignored = ["Company Registration Number"]
    mapping.pairs.append(.init(column: "column 1", field: "reference"))
    let result = try Self.load(file.name, mapping)
    #expect(Set(result.bodies.compactMap { $0["reference"]?.string }).count == 1000)
  }

  struct Result {
    var header = CSVHeader([])
    var bodies: [JSON] = []
    var problems: [RowProblem] = []
    var faults: [CSVFault] = []
  }

  private static func load(_ name: String, _ mapping: ColumnMapping) throws -> Result {
    let form = try #require(FormLibrary.forms.newest("customer"))
    let bytes = try SharedFolder.bytes("data/companies/\(name).csv")
    var result = Result()
    var plan: LoadPlan?
    for event in CSVReader.events(of: bytes) {
      switch event {
      case .header(let header):
        result.header = header
        plan = try LoadPlan(form: form, header: header, mapping: mapping)
      case .row(let row):
        switch plan?.body(of: row) {
        case .body(let body)?: result.bodies.append(body)
        case .refused(let problems)?: result.problems += problems
        case .blank?, nil: Issue.record("line \(row.line) is blank")
        }
      case .fault(let fault), .unreadable(let fault): result.faults.append(fault)
      }
    }
    return result
  }
}
