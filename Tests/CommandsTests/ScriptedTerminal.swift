import Commands
import Synchronization

/// A terminal whose person answers from a list, and whose output is kept.
final class ScriptedTerminal: Terminal {
  let isInteractive: Bool
  let columns: Int
  private let state: Mutex<State>

  /// What the terminal has been told so far.
  private struct State {
    var answers: [String]
    var standardInput: [UInt8]
    var results = ""
    var notes = ""
    var everything = ""
  }

  init(answers: [String]? = nil, standardInput: String = "", columns: Int = 100) {
    isInteractive = answers != nil
    self.columns = columns
    state = Mutex(State(answers: answers ?? [], standardInput: Array(standardInput.utf8)))
  }

  /// What went to standard output.
  var results: String { state.withLock(\.results) }
  /// What went to standard error.
  var notes: String { state.withLock(\.notes) }
  /// Both, in the order in which they came.
  var everything: String { state.withLock(\.everything) }

  func write(_ text: String) {
    state.withLock {
      $0.results += text
      $0.everything += text
    }
  }

  func note(_ text: String) {
    state.withLock {
      $0.notes += text
      $0.everything += text
    }
  }

  func answer() -> String? {
    state.withLock { state in
      guard !state.answers.isEmpty else { return nil }
      let answer = state.answers.removeFirst()
      // A person sees what they type.
      state.notes += answer + "\n"
      state.everything += answer + "\n"
      return answer
    }
  }

  func input(limit: Int) -> [UInt8] { Array(state.withLock(\.standardInput).prefix(limit + 1)) }
}
