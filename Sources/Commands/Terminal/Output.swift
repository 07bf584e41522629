import ArgumentParser
import Records

/// The forms that a command's result can take.
enum OutputFormat: String, CaseIterable, ExpressibleByArgument {
  case text, json
}

/// What a command found or did: one value that gives both forms of its result.
protocol CommandResult {
  /// What scripts rely on: members may be added, never renamed.
  var json: JSON { get }
  /// What a person reads: lines that fit, without the last line feed.
  func text(columns: Int) -> String
}

/// Writes results to standard output, and is the only code that does.
enum Output {
  /// Writes a result, as nothing but one document.
  static func write(_ result: some CommandResult, as format: OutputFormat) {
    switch format {
    case .text: write(text: result.text(columns: Surroundings.current.terminal.columns))
    case .json: write(json: result.json)
    }
  }

  /// Writes text that a person reads; a last look keeps control characters away from the
  /// terminal, whatever the command forgot.
  static func write(text: String) {
    guard !text.isEmpty else { return }
    Surroundings.current.terminal.write(Text(text).shown(keepingLines: true) + "\n")
  }

  /// Writes one line of JSON.
  static func write(json: JSON) { Surroundings.current.terminal.write(json.safeText + "\n") }

  /// Says something beside the result, to standard error.
  static func note(_ text: String) {
    let terminal = Surroundings.current.terminal
    let safe = Text(text).shown(keepingLines: true)
    terminal.note(Layout.fitted(safe, columns: terminal.columns) + "\n")
  }
}
