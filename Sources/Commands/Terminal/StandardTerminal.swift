import Foundation
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

  func answer() -> String? { readLine(strippingNewline: true) }

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
