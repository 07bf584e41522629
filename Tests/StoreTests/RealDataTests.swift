import CentralView
import Foundation
import Journal
import Practices
import Records
import Sealing
import SystemPackage
import TestSupport
import Testing

@testable import Store

/// Four thousand real companies as the customers of four firms, all the way to an authority.
@Suite("Real data", .enabled(if: SharedFolder.isPresent, SharedFolder.absence))
struct RealDataTests {
  let fixture = Fixture()

  private static let mapping = ColumnMapping(
    [
      "column 1=reference", "Company Name=name", "Address 1=street",
      "Company Registration Number=registration_number",
    ].compactMap(ColumnMapping.Pair.init)
  )

  /// Loads a file whole: first as it is, then, for what was refused, without the column.
  private func load(_ name: String, into firm: Store) throws -> LoadReport {
    let path = FilePath(
      SharedFolder.url.appending(path: "data/companies/\(name).csv").path()
    )
    let form = try firm.form(named: "customer")
    var options = LoadOptions(mapping: Self.mapping, because: "the customer list")
    let report = try firm.load(path, form: form, options: options)
    guard !report.refused.isEmpty else { return report }
    options.mapping.ignored = ["Company Registration Number"]
    options.mapping.pairs.removeAll { $0.field == "registration_number" }
    let rest = try firm.load(path, form: form, options: options)
    #expect(rest.refused.isEmpty)
    #expect(rest.created == report.refused.count)
    return report
  }

  @Test(
    "Four firms' customers reach one authority, and strangers can check every bundle",
    .temporaryFolder,
  )
  func wholeJob() throws {
    let authority = try fixture.store("authority", role: .authority)
    var bundles: [FilePath] = []
    var expected: [OrganisationID: Int] = [:]
    for (name, country) in [
      ("amsterdam", "NL"), ("london", "GB"), ("madrid", "ES"), ("paris", "FR"),
    ] {
      let firm = try fixture.store(name, country: country)
      try fixture.introduce(firm, to: authority)
      let report = try load(name, into: firm)
      #expect(report.rows == 1_000)
      if name == "paris" {
        #expect(report.refused.count > 900)
        #expect(
          report.refused.allSatisfy { $0.reason.contains("a spreadsheet turned this number") }
        )
        #expect(report.refused.allSatisfy { $0.reason.contains("--ignore") })
      }
      let count = try firm.view.records(ofForm: "customer").count
      #expect(count == 1_000)
      expected[firm.settings.organisation] = count
      bundles.append(try fixture.pack(firm, name))
    }
    let report = try authority.importBundles(bundles.reversed())
    #expect(report.bundles.map(\.outcome) == [.merged, .merged, .merged, .merged])
    for (organisation, count) in expected {
      let records = try authority.view.records(ofForm: "customer", organisation: organisation)
      #expect(records.count == count)
      #expect(records.allSatisfy { !$0.isIncomplete && $0.conflicts.isEmpty })
    }
    #expect(report.tally.malformed == 0)
    #expect(try authority.verify().allSatisfy { $0.problem == nil })
    guard let python = Program("python3"), Program("openssl") != nil else {
      try Test.cancel("the bundles were not checked by Tools/verify-bundle: no python3 or openssl")
    }
    let tool = Checkout.url.appending(path: "Tools/verify-bundle").path()
    let result = try python.run([tool] + bundles.map(\.string))
    #expect(result.status == 0, "\(result.output)")
  }

  @Test(
    "PyPI's bagit calls a bundle a valid bag, and an altered one not",
    .temporaryFolder,
    .enabled(if: BagitEnvironment.isPossible, "needs python3, tar and PyPI's bagit"),
  )
  func bagit() throws {
    let python = try #require(BagitEnvironment.python)
    let tar = try #require(Program("tar"))
    let (_, firms) = try fixture.introduced("one", "two")
    for (index, firm) in firms.enumerated() {
      if index == 0 { _ = try load("madrid", into: firm) }
      let bundle = try fixture.pack(firm, "bundle-\(index)")
      let folder = try fixture.inbox("bag-\(index)", [])
      #expect(try tar.run(["-xf", bundle.string, "-C", folder.string]).status == 0)
      let name = try #require(
        try FileManager.default.contentsOfDirectory(atPath: folder.string).first
      )
      let bag = folder.appending(name)
      let valid = try python.run(["-m", "bagit", "--validate", bag.string])
      #expect(valid.status == 0, "\(valid.output)")
      let readme = URL(filePath: bag.appending("README.txt").string)
      try Data("altered".utf8).write(to: readme)
      #expect(try python.run(["-m", "bagit", "--validate", bag.string]).status != 0)
    }
  }
}

/// A program on this machine.
struct Program {
  let path: String

  /// The program with this name in `PATH`, or `nil`.
  init?(_ name: String) {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    let paths = folders.map { "\($0)/\(name)" }
    guard let path = paths.first(where: FileManager.default.isExecutableFile(atPath:)) else {
      return nil
    }
    self.path = path
  }

  init(path: String) { self.path = path }

  /// Runs the program to its end; its output and errors together.
  func run(_ arguments: [String]) throws -> (status: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(filePath: path)
    process.arguments = arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: data, as: UTF8.self))
  }
}

/// A virtual environment of Python with PyPI's `bagit`, made once for a run of the tests.
enum BagitEnvironment {
  /// Its Python; `nil` without network or Python.
  static let python: Program? = make()

  static var isPossible: Bool { python != nil && Program("tar") != nil }

  private static func make() -> Program? {
    guard let python = Program("python3") else { return nil }
    // One for each user: nobody else can have put something there.
    let folder = FileManager.default.homeDirectoryForCurrentUser
      .appending(path: ".cache/steward-tests/bagit")
    let own = Program(path: folder.appending(path: "bin/python3").path())
    func isReady() -> Bool {
      FileManager.default.isExecutableFile(atPath: own.path)
        && (try? own.run(["-c", "import bagit"]).status) == 0
    }
    if isReady() { return own }
    guard (try? python.run(["-m", "venv", folder.path()]).status) == 0,
      (try? own.run([
        "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--timeout", "10",
        "--retries", "1", "setuptools<81", "bagit",
      ]).status) == 0
    else { return nil }
    return isReady() ? own : nil
  }
}
