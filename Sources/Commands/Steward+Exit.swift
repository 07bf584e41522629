import ArgumentParser
import Foundation
import Practices
import Records

extension Steward {
  /// Runs the program with the process's arguments and ends the process with a documented
  /// status.
  public static func runAndExit() -> Never {
    let words = UnsafeBufferPointer(start: CommandLine.unsafeArgv, count: Int(CommandLine.argc))
    let bytes = words.dropFirst().compactMap { word in
      word.map { Array(UnsafeRawBufferPointer(start: $0, count: strlen($0))) }
    }
    Foundation.exit(run(bytes: bytes, in: .process))
  }

  /// Runs the program with words as the system hands them over, which need not be text.
  static func run(bytes words: [[UInt8]], in surroundings: Surroundings) -> Int32 {
    do {
      return run(try ArgumentBytes.text(of: words), in: surroundings)
    } catch {
      return Surroundings.$current.withValue(surroundings) { report(error) }
    }
  }

  /// Runs the program and returns its exit status: 0 done, 1 a defect, 2 refused, 3 not
  /// authentic, 4 the machine is in the way, 5 a person is needed, 64 usage.
  public static func run(_ arguments: [String], in surroundings: Surroundings) -> Int32 {
    Surroundings.$current.withValue(surroundings) {
      do {
        let arguments = movingLeadingOptions(arguments)
        try checkCommand(arguments)
        var command = try parseAsRoot(arguments)
        try command.run()
        return 0
      } catch {
        return report(error)
      }
    }
  }

  /// Puts the options that stand before the subcommand behind it, where they are parsed:
  /// `steward --store DIR list customer` reads as well as the other way round.
  static func movingLeadingOptions(_ arguments: [String]) -> [String] {
    let names = ["--store", "--format", "--author"]
    var moved: [String] = []
    var rest = arguments[...]
    while let first = rest.first {
      if names.contains(first), rest.count > 1 {
        moved += rest.prefix(2)
        rest = rest.dropFirst(2)
      } else if names.contains(where: { first.hasPrefix($0 + "=") }) {
        moved.append(first)
        rest = rest.dropFirst()
      } else {
        break
      }
    }
    guard !moved.isEmpty, !rest.isEmpty else { return arguments }
    let end = rest.firstIndex(of: "--") ?? rest.endIndex
    return Array(rest[..<end]) + moved + Array(rest[end...])
  }

  /// Names the command that a person may have meant who mistyped one.
  private static func checkCommand(_ arguments: [String]) throws {
    guard let first = arguments.first, !first.hasPrefix("-"), first != "help" else { return }
    let groups = configuration.groupedSubcommands.flatMap(\.subcommands)
    let known = (configuration.subcommands + groups).map { $0._commandName }
    guard !known.contains(first) else { return }
    let likely = Spelling.nearest(to: first, in: known).map { " Did you mean ‘\($0)’?" } ?? ""
    throw ValidationError("There is no command ‘\(first)’.\(likely)")
  }

  /// Says what went wrong, and returns the status that says it to scripts.
  private static func report(_ error: any Error) -> Int32 {
    let terminal = Surroundings.current.terminal
    if let error = error as? any UserFacingError {
      Output.note("steward: \(error.problem)")
      if let remedy = error.remedy { Output.note("hint: \(remedy)") }
      return error.kind.rawValue
    }
    if let code = error as? ExitCode { return code.rawValue }
    let code = exitCode(for: error)
    switch code {
    case .success:
      let message = fullMessage(for: error, columns: terminal.columns)
      terminal.write(Layout.fitted(message, columns: terminal.columns) + "\n")
    case .validationFailure:
      let message = fullMessage(for: error, columns: terminal.columns)
      let prefix = "Error: "
      Output.note(
        message.hasPrefix(prefix) ? "steward: " + message.dropFirst(prefix.count) : message
      )
    default:
      Output.note(
        "steward: the program met something that it does not handle (\(words(of: error)))"
      )
      Output.note("hint: this is a defect; please report it with the command that you ran")
      return ExitCode.failure.rawValue
    }
    return code.rawValue
  }

  /// The error in its own words, or nothing that a person could not use anyway.
  private static func words(of error: any Error) -> String {
    switch error {
    case let fault as JSONFault: fault.description
    case let fault as EntryFault: fault.description
    default: "no details"
    }
  }
}
