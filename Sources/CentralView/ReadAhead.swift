import Dispatch
import Records
import Synchronization

/// Reads a journal on one thread while another files what was read: unpacking, hashing and
/// checking take about as long as the tables do.
struct ReadAhead<Source: JournalSource> {
  let source: Source
  let journal: HeldJournal
  let forms: FormSet

  /// Hands the lines at `positions` to `body`, in order, in batches.
  ///
  /// - Throws: what the source or `body` throws.
  func forEachBatch(
    in positions: Range<UInt64>,
    _ body: (inout LineBatch) throws -> Void,
  ) throws {
    guard positions.count > LineBatch.capacity else {
      var batch = LineBatch()
      var checker = LineChecker(forms)
      try source.forEachLine(of: journal, in: positions) { position, line in
        batch.append(line, at: position, &checker)
      }
      return try body(&batch)
    }
    let lane = BatchLane()
    DispatchQueue.global(qos: .userInitiated).async { [self] in read(positions, into: lane) }
    // Nothing of the source may be in use any more when this returns.
    defer { lane.close() }
    while var batch = try lane.nextFull() {
      try body(&batch)
      lane.giveBack(batch)
    }
  }

  private func read(_ positions: Range<UInt64>, into lane: BatchLane) {
    var checker = LineChecker(forms)
    guard var batch = lane.nextEmpty() else { return lane.finish(nil) }
    do {
      try source.forEachLine(of: journal, in: positions) { position, line in
        if batch.isFull {
          lane.hand(on: batch)
          guard let next = lane.nextEmpty() else { throw Unwanted() }
          batch = next
        }
        batch.append(line, at: position, &checker)
      }
      lane.hand(on: batch)
      lane.finish(nil)
    } catch {
      lane.finish(error)
    }
  }

  /// Ends the reading of lines that nobody wants any more.
  private struct Unwanted: Error {}
}

/// A few batches that go back and forth between the thread that fills and the one that
/// empties them.
private final class BatchLane: Sendable {
  private struct State {
    var empty = [LineBatch(), LineBatch(), LineBatch()]
    var full: [LineBatch] = []
    var failure: (any Error)?
    var isFinished = false
    var isClosed = false
  }

  private let state = Mutex(State())
  // Counted up from nothing: a semaphore may not end lower than it began.
  private let empties = DispatchSemaphore(value: 0)
  private let fulls = DispatchSemaphore(value: 0)
  private let end = DispatchSemaphore(value: 0)

  init() { for _ in 0..<3 { empties.signal() } }

  // MARK: For the thread that fills

  /// A batch to fill, once there is one; `nil` when no more are wanted.
  func nextEmpty() -> LineBatch? {
    empties.wait()
    return state.withLock { $0.isClosed ? nil : $0.empty.removeLast() }
  }

  /// Hands a filled batch on.
  func hand(on batch: LineBatch) {
    state.withLock { $0.full.append(batch) }
    fulls.signal()
  }

  /// Says that there will be no more, and why, if something failed.
  func finish(_ failure: (any Error)?) {
    state.withLock {
      $0.failure = failure
      $0.isFinished = true
    }
    fulls.signal()
    end.signal()
  }

  // MARK: For the thread that empties

  /// The next filled batch, once there is one; `nil` after the last.
  func nextFull() throws -> LineBatch? {
    fulls.wait()
    return try state.withLock { state throws in
      if !state.full.isEmpty { return state.full.removeFirst() }
      if let failure = state.failure { throw failure }
      return nil
    }
  }

  /// Gives a batch back to be filled again.
  func giveBack(_ batch: consuming LineBatch) {
    batch.clear()
    let batch = batch
    state.withLock { $0.empty.append(batch) }
    empties.signal()
  }

  /// Wants no more, and returns once the other thread has ended.
  func close() {
    state.withLock { $0.isClosed = true }
    empties.signal()
    end.wait()
  }
}
