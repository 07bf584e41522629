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
    var replies = 0
    var holds = 0
  }

  /// The answer that stands for Ctrl-C, as terminals show it.
  static let interrupt = "^C"

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

  /// How many lines the person typed, empty ones included.
  var replies: Int { state.withLock(\.replies) }
  /// The answers that nobody asked for.
  var unasked: [String] { state.withLock(\.answers) }
  /// How many holds on Ctrl-C were not released.
  var holds: Int { state.withLock(\.holds) }

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

  func reply() -> Reply {
    state.withLock { state in
      guard !state.answers.isEmpty else { return .end }
      let answer = state.answers.removeFirst()
      state.replies += 1
      // A person sees what they type.
      state.notes += answer + "\n"
      state.everything += answer + "\n"
      return answer == Self.interrupt ? .interrupted : .line(answer)
    }
  }

  func holdInterrupts() { state.withLock { $0.holds += 1 } }

  func releaseInterrupts() { state.withLock { $0.holds -= 1 } }

  func input(limit: Int) -> [UInt8] { Array(state.withLock(\.standardInput).prefix(limit + 1)) }
}
