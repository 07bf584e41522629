import Foundation
import SystemPackage

/// Runs each step in a process of its own and prints a table.
@main
struct Benchmarks {
  private var entries = 1_000_000
  private var names: [String] = []
  private var step: Step?
  private var folder: String?
  private var isKept = false

  static func main() {
    do {
      try start()
    } catch {
      FileHandle.standardError.write(Data("\(error)\n".utf8))
      exit(1)
    }
  }

  private static func start() throws {
    var arguments = Array(CommandLine.arguments.dropFirst())
    var benchmarks = Self()
    while !arguments.isEmpty {
      let argument = arguments.removeFirst()
      switch argument {
      case "--entries": benchmarks.entries = Int(try value(of: argument, &arguments)) ?? 0
      case "--step": benchmarks.step = Step(rawValue: try value(of: argument, &arguments))
      case "--folder": benchmarks.folder = try value(of: argument, &arguments)
      case "--keep": benchmarks.isKept = true
      case "--help": return print(help)
      default: benchmarks.names.append(argument)
      }
    }
    guard benchmarks.entries >= 1_000 else { throw StepFailure("--entries takes 1000 or more") }
    if let unknown = benchmarks.names.first(where: { name in
      !Step.allCases.contains { $0.name == name }
    }) {
      throw StepFailure("there is no benchmark ‘\(unknown)’\n\(help)")
    }
    try benchmarks.run()
  }

  private static func value(of option: String, _ rest: inout [String]) throws -> String {
    guard !rest.isEmpty else { throw StepFailure("\(option) needs a value") }
    return rest.removeFirst()
  }

  private static let help = """
    benchmarks [--entries N] [--folder DIR [--keep]] [NAME…]

    Measures on N generated entries (1000000 unless said), in a temporary folder or in DIR.
    Names: \(Set(Step.allCases.map(\.name)).sorted().joined(separator: ", ")); all when none is given.
    """

  private func run() throws {
    if let step, let folder {
      let measurement = try step.run(in: Workspace(path: FilePath(folder)), entries: entries)
      print(String(decoding: try JSONEncoder().encode(measurement), as: UTF8.self))
      return
    }
    let root = folder ?? "\(NSTemporaryDirectory())/steward-benchmarks-\(getpid())"
    try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
    defer { if !isKept { try? FileManager.default.removeItem(atPath: root) } }
    var table = ResultTable()
    for step in Step.plan(names) {
      FileHandle.standardError.write(Data("\(step.title) …\n".utf8))
      do {
        table.add(step, try measure(step, in: root))
      } catch {
        table.add(step, problem: "\(error)")
      }
    }
    print(table.text)
  }

  private func measure(_ step: Step, in root: String) throws -> Measurement {
    let process = Process()
    process.executableURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    process.arguments = ["--step", step.rawValue, "--folder", root, "--entries", "\(entries)"]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let bytes = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw StepFailure("failed") }
    return try JSONDecoder().decode(Measurement.self, from: bytes)
  }
}
