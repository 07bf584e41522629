/// A line on the terminal that counts up while long work goes on; nothing anywhere else.
struct ProgressLine: Sendable {
  /// What is counted, in the plural.
  let unit: String
  private let terminal: any Terminal = Surroundings.current.terminal

  /// Prepares a line; it is not there before there is something to show.
  init(_ unit: String) { self.unit = unit }

  /// Shows a count in place of the last one.
  func show(_ count: Int) { show("\(Layout.number(count)) \(unit)…") }

  /// Shows a step in place of the last one.
  func show(_ step: String) {
    guard terminal.isInteractive else { return }
    terminal.note("\r\u{1B}[K" + Layout.cut(step.shown, to: terminal.columns - 1))
  }

  /// Leaves nothing behind.
  func end() {
    guard terminal.isInteractive else { return }
    terminal.note("\r\u{1B}[K")
  }
}
