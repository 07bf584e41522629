import Foundation
import Records
import SystemPackage
import TestSupport
import Testing

/// The program as it was built, at a terminal of its own, where Ctrl-C is a signal.
@Suite(
  "Ctrl-C at a terminal",
  .enabled(
    if: FileManager.default.isExecutableFile(atPath: "/usr/bin/setsid"),
    "setsid (util-linux) is absent",
  ),
)
struct InterruptTests {
  @Test("It keeps what was answered, and ends the program", .temporaryFolder)
  func interrupt() throws {
    let shell = Shell().company()
    let session = try TerminalSession(["add", "customer"], in: shell.folder)
    try session.wait(for: "Your customer number: ")
    session.type("C-1\n")
    try session.wait(for: "Name: ")
    session.type("Janssen\n")
    try session.wait(for: "Country [NL]: ")
    session.type("half an answer\u{3}")
    let text = try session.finish()
    #expect(text.contains("your answers are kept as a draft"), "\(text)")
    let next = shell.run(["add", "customer"], answers: ["", "", "", "", "", "no"])
    #expect(next.status == 0, "\(next.everything)")
    #expect(try shell.json("show", "C-1")["body"]?["name"]?.string == "Janssen")
  }

  @Test("So does the end of input", .temporaryFolder)
  func end() throws {
    let shell = Shell().company()
    let session = try TerminalSession(["add", "customer"], in: shell.folder)
    try session.wait(for: "Your customer number: ")
    session.type("C-1\n")
    try session.wait(for: "Name: ")
    session.type("\u{4}")
    #expect(try session.finish().contains("your answers are kept as a draft"))
  }
}

/// A run of the program in a session of its own, with a terminal that it may be interrupted at.
private final class TerminalSession {
  private let process = Process()
  private let keyboard: FileHandle
  private var text = ""

  init(_ arguments: [String], in folder: FilePath) throws {
    let path = try #require(StewardProgram.path, "the program was not built beside the tests")
    var master: Int32 = -1
    var slave: Int32 = -1
    let failure = openpty(&master, &slave, nil, nil, nil)
    try #require(failure == 0)
    let screen = FileHandle(fileDescriptor: slave, closeOnDealloc: true)
    keyboard = FileHandle(fileDescriptor: master, closeOnDealloc: true)
    process.executableURL = URL(filePath: "/usr/bin/setsid")
    process.arguments = ["--ctty", "--wait", path] + arguments
    process.currentDirectoryURL = URL(filePath: folder.string)
    process.environment = ["PATH": "/usr/bin:/bin", "HOME": folder.string, "USER": "anna"]
    process.standardInput = screen
    process.standardOutput = screen
    process.standardError = screen
    try Self.withSignals { try process.run() }
    try screen.close()
  }

  /// Starts a program that Ctrl-C reaches: tests run on threads that block signals, and what
  /// they start would inherit that.
  private static func withSignals(_ start: () throws -> Void) rethrows {
    var ending = sigset_t()
    var before = sigset_t()
    sigemptyset(&ending)
    for number in [SIGINT, SIGTERM, SIGHUP] { sigaddset(&ending, number) }
    pthread_sigmask(SIG_UNBLOCK, &ending, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    try start()
  }

  /// Types this.
  func type(_ keys: String) { keyboard.write(Data(keys.utf8)) }

  /// Reads until the program has said this, or has ended, or says nothing for too long.
  func wait(for words: String) throws {
    while !text.contains(words) {
      guard let more = try read() else { break }
      text += more
    }
    try #require(text.contains(words), "\(text)")
    text = ""
  }

  /// What the program says until it ends.
  func finish() throws -> String {
    while let more = try read() { text += more }
    process.waitUntilExit()
    return text
  }

  /// What comes next; `nil` once the program has ended and all that it said was read.
  ///
  /// Whoever else holds the terminal by accident, such as a program that another test started
  /// meanwhile, is not waited for.
  private func read() throws -> String? {
    for _ in 0..<Self.patience {
      // Asked before looking, so that the last words of a program that ends are not missed.
      let hasEnded = !process.isRunning
      var waiting = pollfd(fd: keyboard.fileDescriptor, events: Int16(POLLIN), revents: 0)
      if poll(&waiting, 1, Self.step) > 0 {
        var block = [UInt8](repeating: 0, count: 4096)
        let count = Foundation.read(keyboard.fileDescriptor, &block, block.count)
        return count > 0 ? String(decoding: block[..<count], as: UTF8.self) : nil
      }
      if hasEnded { return nil }
    }
    process.terminate()
    throw Silence(text: text)
  }

  /// How long one look lasts, in milliseconds.
  private static let step: Int32 = 100
  /// How many looks without a word are enough: 20 seconds.
  private static let patience = 200
}

/// A program that neither says anything nor ends, and what it had said.
private struct Silence: Error {
  let text: String
}
