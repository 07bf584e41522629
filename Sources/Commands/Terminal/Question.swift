import Records

/// Something to ask the person at the terminal.
struct Question {
  /// What is asked: a few words, shown before the answer.
  let text: String
  /// What the answer is for, on lines of their own before it.
  var help = ""
  /// What an empty answer means; without it an empty answer is asked again.
  var usual: String?

  /// Asks until `check` makes a value of the answer, which is trimmed and not empty, and
  /// does not throw what is wrong with it.
  func ask<Value>(_ check: (String) throws -> Value) throws -> Value {
    let terminal = Surroundings.current.terminal
    func explain() {
      guard !help.isEmpty else { return }
      // What it is for may quote what others wrote.
      let safe = Text(help).shown(keepingLines: true)
      terminal.note(Layout.wrapped(safe, width: terminal.columns, indent: "  ") + "\n")
    }
    explain()
    while true {
      terminal.note(text.shown + (usual.map { " [\($0.shown)]" } ?? "") + ": ")
      let line: String
      switch terminal.reply() {
      case .line(let typed): line = typed
      case .end:
        terminal.note("\n")
        throw CommandFault.unanswered(text)
      case .interrupted:
        terminal.note("\n")
        throw CommandFault.interrupted
      }
      let answer = line.trimmed.isEmpty ? (usual ?? "") : line.trimmed
      if answer.isEmpty {
        Output.note("  it cannot be left out; Ctrl-C stops")
        continue
      }
      if answer == "?" {
        explain()
        continue
      }
      do {
        return try check(answer)
      } catch let error as any UserFacingError {
        Output.note("  \(error.problem.shown)")
        if let remedy = error.remedy { Output.note("  \(remedy.shown)") }
      }
    }
  }

  /// Asks for text.
  func ask() throws -> String { try ask { $0 } }

  /// Asks yes or no; an empty answer means what is `usual`, the end of input and Ctrl-C mean
  /// no.
  static func confirm(_ text: String, usual: Bool = false) -> Bool {
    let terminal = Surroundings.current.terminal
    while true {
      terminal.note("\(text.shown) \(usual ? "[Y/n]" : "[y/N]"): ")
      guard let answer = terminal.answer() else {
        terminal.note("\n")
        return false
      }
      switch answer.trimmed.lowercased() {
      case "y", "yes", "j", "ja": return true
      case "": return usual
      case "n", "no", "nein": return false
      default: terminal.note("  answer yes or no\n")
      }
    }
  }
}
