import Foundation
import Synchronization
import SystemPackage

/// The process's own standard streams.
struct StandardTerminal: Terminal {
  let isInteractive: Bool
  let columns: Int

  private static let usualColumns = 100
  private static let fewestColumns = 60

  /// Looks at the streams, and keeps a closed pipe from ending the process.
  init() {
    signal(SIGPIPE, SIG_IGN)
    isInteractive = isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1
    var size = winsize()
    let isKnown = ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
    columns = isKnown ? max(Self.fewestColumns, Int(size.ws_col)) : Self.usualColumns
  }

  func write(_ text: String) { Self.write(text, to: .standardOutput) }

  func note(_ text: String) { Self.write(text, to: .standardError) }

  /// Writes as far as somebody reads: a closed pipe is no failure of the command.
  private static func write(_ text: String, to stream: FileDescriptor) {
    _ = try? stream.writeAll(Array(text.utf8))
  }

  func holdInterrupts() { Interrupts.hold() }

  func releaseInterrupts() { Interrupts.release() }

  func reply() -> Reply {
    Interrupts.hold()
    defer { Interrupts.release() }
    return Self.typed.withLock { typed in
      while true {
        if let end = typed.firstIndex(of: UInt8(ascii: "\n")) {
          defer { typed.removeSubrange(...end) }
          return .line(String(decoding: typed[..<end], as: UTF8.self))
        }
        guard Self.waitForInput() else {
          Interrupts.drain()
          typed = []
          return .interrupted
        }
        let more = Self.read()
        typed += more
        guard more.isEmpty else { continue }
        defer { typed = [] }
        return typed.isEmpty ? .end : .line(String(decoding: typed, as: UTF8.self))
      }
    }
  }

  /// What was typed beyond the line that was asked for.
  private static let typed = Mutex<[UInt8]>([])

  /// Waits until there is something to read, or its end; false where a signal came first.
  private static func waitForInput() -> Bool {
    var sources = [STDIN_FILENO, Interrupts.readEnd].map { number in
      pollfd(fd: number, events: Int16(POLLIN), revents: 0)
    }
    // A signal that nobody asked about, such as a window's new size, ends a wait too.
    while poll(&sources, nfds_t(sources.count), -1) < 0, errno == EINTR {}
    return sources[1].revents == 0
  }

  /// What can be read now; nothing at the end, and where the terminal has gone away.
  private static func read() -> [UInt8] {
    var block = [UInt8](repeating: 0, count: 1 << 12)
    let count = block.withUnsafeMutableBytes { buffer in
      (try? FileDescriptor.standardInput.read(into: buffer)) ?? 0
    }
    return Array(block[..<count])
  }

  func input(limit: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 1 << 16)
    while bytes.count <= limit {
      let count = block.withUnsafeMutableBytes { buffer in
        (try? FileDescriptor.standardInput.read(into: buffer)) ?? 0
      }
      if count == 0 { break }
      bytes += block[..<count]
    }
    return bytes
  }
}
