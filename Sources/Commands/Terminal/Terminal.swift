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
  /// Waits for a line; `nil` at the end of input.
  func answer() -> String?
  /// Everything on standard input, up to `limit` bytes and one more.
  func input(limit: Int) -> [UInt8]
}
