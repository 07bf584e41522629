/// Where a command reads answers and writes what it has to say.
///
/// The seam lets a test play the person at the keyboard.
public protocol Terminal: Sendable {
  /// Whether a person sits there, so that what is missing can be asked for.
  var isInteractive: Bool { get }
  /// How many characters a line of output holds.
  var columns: Int { get }
  /// Writes results, to standard output.
  ///
  /// Where nobody reads any more, the text is dropped and the command goes on.
  func write(_ text: String)
  /// Writes everything else, to standard error.
  func note(_ text: String)
  /// Waits for a line, for the end of input or for Ctrl-C.
  func reply() -> Reply
  /// Makes Ctrl-C wait for the next ``reply()``, until ``releaseInterrupts()``: what was
  /// answered can be kept first.
  func holdInterrupts()
  /// Lets Ctrl-C end the program again, as it usually does.
  func releaseInterrupts()
  /// Everything on standard input, up to `limit` bytes and one more.
  func input(limit: Int) -> [UInt8]
}

extension Terminal {
  /// Waits for a line; `nil` at the end of input and for Ctrl-C.
  func answer() -> String? {
    guard case .line(let line) = reply() else { return nil }
    return line
  }
}
