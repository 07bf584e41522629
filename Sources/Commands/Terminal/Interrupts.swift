import Foundation
import Synchronization

/// Turns the signals that ask the program to end into something that can be waited for.
///
/// The handler may do next to nothing, so it writes one byte into a pipe; whoever waits for
/// the keyboard waits for that pipe too. No signal is lost between two questions, and it
/// does not matter which thread the system hands it to.
enum Interrupts {
  private static let signals = [SIGINT, SIGTERM, SIGHUP]

  /// The pipe's end that the handler writes to.
  private static let writeEnd = Atomic<Int32>(-1)

  private static let state = Mutex(State())

  private struct State {
    var depth = 0
    var readEnd: Int32 = -1
    var previous: [sighandler_t?] = []
  }

  /// The pipe's end that can be read once a signal came; -1 where there is no pipe.
  static var readEnd: Int32 { state.withLock(\.readEnd) }

  /// Catches the signals from now on; calls nest.
  static func hold() {
    state.withLock { state in
      state.depth += 1
      guard state.depth == 1 else { return }
      if state.readEnd < 0 { state.readEnd = makePipe() }
      guard state.readEnd >= 0 else { return }
      state.previous = signals.map { number in
        signal(number) { _ in
          let saved = errno
          var byte: UInt8 = 0
          _ = write(Interrupts.writeEnd.load(ordering: .relaxed), &byte, 1)
          errno = saved
        }
      }
    }
  }

  /// Leaves the signals to do what they did before, and forgets what came meanwhile.
  static func release() {
    state.withLock { state in
      state.depth -= 1
      guard state.depth == 0, state.readEnd >= 0 else { return }
      for (number, handler) in zip(signals, state.previous) { signal(number, handler) }
      state.previous = []
      drain(state.readEnd)
    }
  }

  /// Takes out what came, so that it is met once.
  static func drain() { drain(readEnd) }

  private static func drain(_ end: Int32) {
    var bytes: [UInt8] = Array(repeating: 0, count: 64)
    while end >= 0, read(end, &bytes, bytes.count) > 0 {}
  }

  /// A pipe that neither blocks nor is inherited; -1 where the machine has none to give,
  /// and signals then end the program as they usually do.
  private static func makePipe() -> Int32 {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return -1 }
    for end in ends {
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
    }
    writeEnd.store(ends[1], ordering: .relaxed)
    return ends[0]
  }
}
