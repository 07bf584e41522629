public import Foundation

/// A virtual environment of Python with packages from PyPI: judges that share no code with
/// this program.
///
/// It is made once for each user and kept, so that later runs need no network.
public struct PythonEnvironment: Sendable {
  /// The environment's Python.
  public let python: URL

  /// The environment with these packages, or `nil` without Python or network; `module` is
  /// what an import of the last one names.
  public init?(named name: String, packages: [String], module: String) {
    // In the home folder: nobody else can have put something there.
    let folder = FileManager.default.homeDirectoryForCurrentUser
      .appending(path: ".cache/steward-tests/\(name)")
    python = folder.appending(path: "bin/python3")
    if isReady(module) { return }
    let system = URL(filePath: "/usr/bin/env")
    guard Self.status(of: system, ["python3", "-m", "venv", folder.path()]) == 0 else { return nil }
    let install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    let limits = ["--timeout", "10", "--retries", "1"]
    guard Self.status(of: python, install + limits + packages) == 0, isReady(module) else {
      return nil
    }
  }

  /// Runs a script with these arguments to its end; its output and errors together.
  public func run(_ script: String, _ arguments: [String]) throws -> (
    status: Int32, output: String
  ) {
    let process = Process()
    process.executableURL = python
    process.arguments = ["-c", script] + arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: data, as: UTF8.self))
  }

  private func isReady(_ module: String) -> Bool {
    FileManager.default.isExecutableFile(atPath: python.path())
      && Self.status(of: python, ["-c", "import \(module)"]) == 0
  }

  private static func status(of program: URL, _ arguments: [String]) -> Int32? {
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return nil }
    process.waitUntilExit()
    return process.terminationStatus
  }
}
