import CentralView
import Journal
import Practices
import Records
import Store
import SystemPackage

/// What a compliance officer asks, of a firm that kept its records for five years.
extension Step {
  private static let firmEntries = 100_000
  private static let firmGroup = 4_096

  /// Writes the firm's entries and derives its view.
  static func makeFirm(
    _ suffix: String,
    isDeciding: Bool,
    _ workspace: Workspace,
  ) throws -> Measurement {
    try workspace.makePair(suffix)
    let firm = try workspace.open("firm\(suffix)")
    var generator = FirmGenerator(
      organisation: firm.settings.organisation,
      seed: 5,
      isDeciding: isDeciding,
    )
    do {
      var writer = try writer(of: firm)
      var done = 0
      while done < firmEntries {
        let count = min(firmGroup, firmEntries - done)
        _ = try writer.append(generator.lines(count, of: firmEntries))
        done += count
      }
    }
    return try measure(firmEntries) {
      let opened = try workspace.open("firm\(suffix)")
      let malformed = try opened.view.malformed()
      if let first = malformed.first { throw StepFailure("an entry is malformed: \(first.reason)") }
    }
  }

  /// The slowest of the checks of orders of many customers, the busiest among them.
  static func checkOrders(_ workspace: Workspace) throws -> Measurement {
    let firm = try workspace.open("firm-asked")
    guard let date = CalendarDate(FirmGenerator.judgedOn) else { throw StepFailure("no date") }
    var slowest = 0.0
    for number in stride(from: 0, to: 1_500, by: 75) {
      let customer = try firm.view.record(
        named: "K-\(number)",
        of: firm.settings.organisation,
        form: "customer",
      )
      let body: JSON = [
        "customer": .string(customer.id.text), "substance": "110-63-4", "quantity": "200",
        "unit": "kg", "end_use": "makes coatings", "date": .string(date.text),
      ]
      let request = CheckRequest(subject: .order, bodies: [body], date: date)
      let (seconds, answer) = try measured { try firm.shown(firm.check(request)) }
      guard !answer.results.isEmpty else { throw StepFailure("no rule was asked") }
      slowest = max(slowest, seconds)
    }
    return Measurement(seconds: slowest, entries: 0, peak: try peakMemory())
  }

  /// What is due, asked for the second time: the first reads what the machine then keeps.
  static func askWhatIsDue(_ suffix: String, _ workspace: Workspace) throws -> Measurement {
    let firm = try workspace.open("firm\(suffix)")
    guard let date = CalendarDate(FirmGenerator.judgedOn) else { throw StepFailure("no date") }
    _ = try firm.due(DueOptions(date: date))
    return try measure(0) {
      guard try !firm.due(DueOptions(date: date)).items.isEmpty else {
        throw StepFailure("nothing is due")
      }
    }
  }

  /// The scorecard, asked for the second time.
  static func askForPractices(_ suffix: String, _ workspace: Workspace) throws -> Measurement {
    let firm = try workspace.open("firm\(suffix)")
    guard let date = CalendarDate(FirmGenerator.judgedOn) else { throw StepFailure("no date") }
    _ = try firm.scoreCards(on: date)
    return try measure(0) {
      guard try !firm.scoreCards(on: date).isEmpty else { throw StepFailure("no scorecard") }
    }
  }

  /// A question as a process.
  static func ask(step: Step, _ workspace: Workspace) throws -> Measurement {
    try program([
      step == .dueProgram ? "due" : "practices", "--store",
      workspace.path.appending("firm-asked").string, "--at", FirmGenerator.judgedOn,
    ])
  }

  /// The same of one customer, as a process.
  static func checkByProgram(_ workspace: Workspace) throws -> Measurement {
    try program(
      [
        "check", "order", "--store", workspace.path.appending("firm-asked").string,
        "--at", FirmGenerator.judgedOn, "--field", "customer=K-0", "--field", "substance=110-63-4",
        "--field", "quantity=200", "--field", "unit=kg",
      ],
      expecting: [0, 5],
    )
  }
}
