import Bundling
import CentralView
import Foundation
import Glibc
import Journal
import Records
import Store
import SystemPackage

/// The steps themselves.
extension Step {
  /// Does it.
  func run(in workspace: Workspace, entries: Int) throws -> Measurement {
    switch self {
    case .durable: return try Self.appendOneByOne(workspace)
    case .durablePeer: return try Self.writeOneByOne(workspace)
    case .bulk: return try Self.appendInBulk(workspace, entries)
    case .view: return try Self.measure(entries) { _ = try workspace.open("firm") }
    case .pack: return try Self.pack(workspace, entries)
    case .packPeer:
      return try Self.shell("gzip -6 < \(workspace.lines) > \(workspace.gzip)", entries)
    case .importAll: return try Self.importAll(workspace, entries)
    case .bulkPeer, .importPeer:
      return try Self.measure(entries) { try Baseline.load(workspace.lines, in: workspace.path) }
    case .importFew: return try Self.importFew("", since: entries, workspace)
    case .importFewPeer: return try Self.importFewIntoLittle(workspace, max(entries / 1_000, 100))
    case .verify: return try Self.verify(workspace, entries)
    case .verifyPeer:
      return try Self.shell("gunzip < \(workspace.gzip) | sha256sum > /dev/null", entries)
    case .matchAll: return try Self.matchAll(workspace)
    case .matchMore: return try Self.matchMore(workspace)
    case .matchMorePeer: return try Self.matchMoreThanFew(workspace)
    case .firmMade: return try Self.makeFirm("-asked", isDeciding: true, workspace)
    case .check: return try Self.checkOrders(workspace)
    case .due: return try Self.askWhatIsDue("-asked", workspace)
    case .practices: return try Self.askForPractices("-asked", workspace)
    case .checkProgram: return try Self.checkByProgram(workspace)
    case .dueProgram, .practicesProgram: return try Self.ask(step: self, workspace)
    case .undecidedMade: return try Self.makeFirm("-undecided", isDeciding: false, workspace)
    case .dueUndecided: return try Self.askWhatIsDue("-undecided", workspace)
    case .practicesUndecided: return try Self.askForPractices("-undecided", workspace)
    case .firmsMade: return try Self.makeFirms(workspace)
    case .firmsMatched: return try Self.matchFirms(workspace)
    case .findings: return try Self.askForFindings(workspace)
    case .contradictions: return try Self.askForContradictions(workspace)
    case .conflicts: return try Self.askForConflicts(workspace)
    case .help: return try Self.help()
    }
  }

  private static let files = PosixFileSystem()
  private static let groupSize = 4_096
  private static let few = 100
  private static let oneByOne = 3_000

  static func measure(_ entries: Int, _ body: () throws -> Void) throws -> Measurement {
    let seconds = try measured(body).seconds
    return Measurement(seconds: seconds, entries: entries, peak: try peakMemory())
  }

  // MARK: Appending

  static func writer(of firm: Store) throws -> JournalWriter {
    let journals = firm.path.appending("journals")
    return try JournalWriter.open(
      JournalFolder(
        journals.appending(firm.settings.origin.folderName),
        lost: firm.path.appending("lost"),
      ),
      files: files,
      codec: GzipCodec(),
      saying: "benchmarks",
    )
  }

  private static func appendOneByOne(_ workspace: Workspace) throws -> Measurement {
    try workspace.makePair("-durable")
    let firm = try workspace.open("firm-durable")
    var generator = EntryGenerator(organisation: firm.settings.organisation, seed: 1)
    let lines = generator.lines(oneByOne)
    var writer = try writer(of: firm)
    let seconds = try measured { for line in lines { _ = try writer.append([line]) } }.seconds
    return Measurement(seconds: seconds, entries: oneByOne, peak: try peakMemory())
  }

  private static func writeOneByOne(_ workspace: Workspace) throws -> Measurement {
    let firm = try workspace.open("firm-durable")
    var generator = EntryGenerator(organisation: firm.settings.organisation, seed: 1)
    let lines = generator.lines(oneByOne)
    let path = workspace.path.appending("plain")
    let file = try FileDescriptor.open(
      path,
      .writeOnly,
      options: [.create, .truncate],
      permissions: .ownerReadWrite,
    )
    return try file.closeAfter {
      try measure(oneByOne) {
        for line in lines {
          _ = try file.writeAll(line + [UInt8(ascii: "\n")])
          guard fdatasync(file.rawValue) == 0 else { throw StepFailure("fdatasync failed") }
        }
      }
    }
  }

  /// Appends the million to the firm's journal, and to a file for the peers.
  private static func appendInBulk(_ workspace: Workspace, _ entries: Int) throws -> Measurement {
    try workspace.makePair("")
    let firm = try workspace.open("firm")
    var generator = EntryGenerator(organisation: firm.settings.organisation, seed: 2)
    var writer = try writer(of: firm)
    let copy = try FileDescriptor.open(
      workspace.lines,
      .writeOnly,
      options: [.create, .truncate],
      permissions: .ownerReadWrite,
    )
    defer { try? copy.close() }
    var seconds = 0.0
    var done = 0
    while done < entries {
      let lines = generator.lines(min(groupSize, entries - done))
      seconds += try measured { _ = try writer.append(lines) }.seconds
      try copy.writeAll(lines.joined(separator: [UInt8(ascii: "\n")]) + [UInt8(ascii: "\n")])
      done += lines.count
    }
    return Measurement(seconds: seconds, entries: entries, peak: try peakMemory())
  }

  // MARK: Bundles

  private static func pack(_ workspace: Workspace, _ entries: Int) throws -> Measurement {
    let firm = try workspace.open("firm")
    return try measure(entries) {
      _ = try firm.pack(PackOptions(output: workspace.bundle("all")))
    }
  }

  private static func importAll(_ workspace: Workspace, _ entries: Int) throws -> Measurement {
    let authority = try workspace.open("authority")
    return try measure(entries) {
      let report = try authority.importBundles([workspace.bundle("all")])
      try check(report, adds: entries)
    }
  }

  private static func check(_ report: ImportReport, adds entries: Int) throws {
    guard report.bundles.allSatisfy({ $0.outcome == .merged }), report.tally.new >= entries,
      report.tally.malformed == 0
    else { throw StepFailure("the import went wrong: \(report)") }
  }

  /// Appends a few entries, packs only them and measures their import.
  private static func importFew(
    _ suffix: String,
    since: Int,
    _ workspace: Workspace,
  ) throws -> Measurement {
    let firm = try workspace.open("firm\(suffix)")
    let size = try firm.journals().first { $0.origin == firm.settings.origin.text }?.size ?? 0
    var generator = EntryGenerator(organisation: firm.settings.organisation, seed: 3)
    do {
      var writer = try writer(of: firm)
      _ = try writer.append(generator.lines(few))
    }
    let bundle = workspace.bundle("few\(suffix)")
    _ = try firm.pack(PackOptions(output: bundle, since: size))
    let authority = try workspace.open("authority\(suffix)")
    return try measure(few) { try check(authority.importBundles([bundle]), adds: few) }
  }

  private static func importFewIntoLittle(
    _ workspace: Workspace,
    _ entries: Int,
  ) throws -> Measurement {
    try workspace.makePair("-little")
    let firm = try workspace.open("firm-little")
    var generator = EntryGenerator(organisation: firm.settings.organisation, seed: 4)
    do {
      var writer = try writer(of: firm)
      _ = try writer.append(generator.lines(entries))
    }
    let bundle = workspace.bundle("little")
    _ = try firm.pack(PackOptions(output: bundle))
    let authority = try workspace.open("authority-little")
    try check(authority.importBundles([bundle]), adds: entries)
    return try importFew("-little", since: entries, workspace)
  }

  private static func verify(_ workspace: Workspace, _ entries: Int) throws -> Measurement {
    let authority = try workspace.open("authority")
    return try measure(entries) {
      guard try authority.verify().allSatisfy({ $0.problem == nil }) else {
        throw StepFailure("verify found damage")
      }
    }
  }

  // MARK: Other programs

  private static func shell(_ command: String, _ entries: Int) throws -> Measurement {
    let seconds = try measured { try launch("/bin/sh", ["-c", command]) }.seconds
    return Measurement(seconds: seconds, entries: entries, peak: nil)
  }

  /// The fastest of several starts, where the program has been built.
  private static func help() throws -> Measurement { try program(["--help"]) }

  /// The fastest of several runs of the program with these arguments.
  ///
  /// `expecting`: The exit statuses that are no failure.
  static func program(_ arguments: [String], expecting: [Int32] = [0]) throws -> Measurement {
    let root = (0..<5).reduce(URL(filePath: #filePath)) { url, _ in url.deletingLastPathComponent()
    }
    let program = root.appending(path: ".build/release/steward").path
    guard FileManager.default.isExecutableFile(atPath: program) else {
      throw StepFailure("\(program) has not been built: swift build -c release")
    }
    let times = try (0..<10).map { _ in
      try measured { try launch(program, arguments, expecting: expecting) }.seconds
    }
    return Measurement(seconds: times.min() ?? 0, entries: 0, peak: nil)
  }

  static func launch(
    _ program: String,
    _ arguments: [String],
    expecting: [Int32] = [0],
  ) throws {
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    guard expecting.contains(process.terminationStatus) else {
      throw StepFailure("‘\(program)’ failed")
    }
  }
}

/// Why a step could not be measured.
struct StepFailure: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}
