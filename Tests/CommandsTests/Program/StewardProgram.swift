import Foundation
import SystemPackage
import TestSupport
import Testing

/// The program as it was built beside these tests, run as a process of its own.
struct StewardProgram {
  /// The executable file.
  static let path: String? = {
    let bundles = CommandLine.arguments.filter { $0.contains(".xctest") }
    let folders =
      bundles.map { URL(filePath: $0).deletingLastPathComponent() }
      + [Checkout.url.appending(path: ".build/debug")]
    return folders.map { $0.appending(path: "steward").path() }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }()

  /// How a run ended.
  struct Outcome {
    /// The exit status, or 128 and the signal.
    let status: Int32
    /// What went to standard output.
    let output: String
    /// What went to standard error.
    let errors: String
  }

  private let process = Process()
  private let output = Pipe()
  private let errors = Pipe()

  /// Starts `steward` with these arguments in `folder`, without a terminal.
  init(_ arguments: [String], in folder: FilePath) throws {
    let path = try #require(Self.path, "the program was not built beside the tests")
    process.executableURL = URL(filePath: path)
    process.arguments = arguments
    process.currentDirectoryURL = URL(filePath: folder.string)
    process.environment = [
      "PATH": "/usr/bin:/bin", "STEWARD_AUTHOR": "Test", "HOME": folder.string,
    ]
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = errors
    try process.run()
  }

  /// Ends the process at once, as a power cut would, if it still runs.
  func kill() { if process.isRunning { Foundation.kill(process.processIdentifier, SIGKILL) } }

  /// Waits for the end.
  func finish() throws -> Outcome {
    let text = try output.fileHandleForReading.readToEnd() ?? Data()
    let notes = try errors.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    let isSignal = process.terminationReason == .uncaughtSignal
    return Outcome(
      status: isSignal ? 128 + process.terminationStatus : process.terminationStatus,
      output: String(decoding: text, as: UTF8.self),
      errors: String(decoding: notes, as: UTF8.self),
    )
  }

  /// Runs `steward` to its end.
  static func run(_ arguments: [String], in folder: FilePath) throws -> Outcome {
    try StewardProgram(arguments, in: folder).finish()
  }
}
