import Foundation
import Practices
import Records
public import SystemPackage

/// What a command finds around it: the environment, the folder it was started in, and
/// the terminal.
public struct Surroundings: Sendable {
  /// The environment's variables.
  public var environment: [String: String]
  /// The folder that relative paths start from.
  public var folder: FilePath
  /// Where a person may sit.
  public var terminal: any Terminal

  /// Describes surroundings.
  public init(environment: [String: String], folder: FilePath, terminal: any Terminal) {
    self.environment = environment
    self.folder = folder
    self.terminal = terminal
  }

  /// The process's own.
  public static let process = Surroundings(
    environment: ProcessInfo.processInfo.environment,
    folder: FilePath(FileManager.default.currentDirectoryPath),
    terminal: StandardTerminal(),
  )

  /// The ones that the running command was given.
  @TaskLocal static var current: Surroundings = .process

  /// The file that a person means by a path on the command line.
  func path(_ text: String) -> FilePath { folder.pushing(FilePath(text)).lexicallyNormalized() }

  /// The language that the person reads forms in.
  var language: Language { Language(environment: environment) }

  /// A variable that is set to something.
  func variable(_ name: String) -> String? {
    environment[name].flatMap { $0.isEmpty ? nil : $0 }
  }
}
