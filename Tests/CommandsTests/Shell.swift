import Commands
import Records
import SystemPackage
import Testing
import TestSupport

/// Runs commands in a test's own folder.
struct Shell {
  /// The folder that commands are started in.
  var folder = TemporaryFolder.current
  /// The environment's variables.
  var environment = ["HOME": "/nowhere", "USER": "anna"]

  /// What a command left behind.
  struct Outcome {
    let status: Int32
    let results: String
    let notes: String
    let everything: String
    /// How many lines the person typed.
    let replies: Int
    /// The answers that nobody asked for.
    let unasked: [String]

    /// Standard output as the one JSON document that it is.
    var json: JSON { get throws { try JSON(parsing: results) } }
  }

  /// Runs `steward` with these arguments.
  @discardableResult
  func run(
    _ arguments: String...,
    answers: [String]? = nil,
    standardInput: String = "",
  ) -> Outcome {
    run(arguments, answers: answers, standardInput: standardInput)
  }

  /// Runs `steward` with these arguments.
  @discardableResult
  func run(_ arguments: [String], answers: [String]? = nil, standardInput: String = "") -> Outcome {
    let terminal = ScriptedTerminal(answers: answers, standardInput: standardInput)
    let surroundings = Surroundings(environment: environment, folder: folder, terminal: terminal)
    let status = Steward.run(arguments, in: surroundings)
    #expect(terminal.holds == 0, "Ctrl-C is still held back")
    return Outcome(
      status: status,
      results: terminal.results,
      notes: terminal.notes,
      everything: terminal.everything,
      replies: terminal.replies,
      unasked: terminal.unasked,
    )
  }

  /// Runs a command that has to succeed, and returns its JSON.
  @discardableResult
  func json(_ arguments: String..., sourceLocation: SourceLocation = #_sourceLocation) throws
    -> JSON
  {
    let outcome = run(arguments + ["--format", "json"])
    #expect(outcome.status == 0, "\(arguments): \(outcome.notes)", sourceLocation: sourceLocation)
    return try outcome.json
  }

  /// Adds a customer with a number and a name.
  func addCustomer(_ reference: String, _ name: String) throws {
    try json("add", "customer", "--field", "reference=\(reference)", "--field", "name=\(name)")
  }

  /// A shell in another folder.
  func inside(_ name: String) -> Shell {
    var shell = self
    shell.folder.append(name)
    return shell
  }

  /// A company’s store in the folder `noord`, and a shell in it.
  func company() -> Shell {
    let outcome = run(
      "init",
      "noord",
      "--role",
      "company",
      "--name",
      "Chemie Noord B.V.",
      "--country",
      "NL",
      "--author",
      "A. Jansen",
    )
    #expect(outcome.status == 0, "\(outcome.notes)")
    return inside("noord")
  }

  /// An authority’s store in the folder `ministry`, and a shell in it.
  func authority() -> Shell {
    let outcome = run(
      "init",
      "ministry",
      "--role",
      "authority",
      "--name",
      "Ministry of Health",
      "--country",
      "NL",
      "--author",
      "Officer",
    )
    #expect(outcome.status == 0, "\(outcome.notes)")
    return inside("ministry")
  }
}
