import Records

/// Lines that were read, on their way from the journals to the tables.
///
/// A batch is emptied and filled again, and keeps its memory and that of its readers.
struct LineBatch: Sendable {
  /// How many lines it holds.
  private(set) var count = 0
  /// The lines; those from ``count`` on are what is left of earlier ones.
  var lines: [ReadLine] = []
  /// The bytes of all lines, one after the other.
  private(set) var text: [UInt8] = []

  /// How many lines a batch takes: few enough to stay in a processor's own memory.
  static let capacity = 256

  /// Whether there is room for no more.
  var isFull: Bool { count == Self.capacity }

  /// Reads and checks a line, and keeps it.
  mutating func append(_ line: RawSpan, at position: UInt64, _ checker: inout LineChecker) {
    if count == lines.count { lines.append(ReadLine()) }
    let start = text.count
    line.withUnsafeBytes { text.append(contentsOf: $0) }
    lines[count].position = position
    lines[count].range = start..<text.count
    lines[count].read(line, &checker)
    count += 1
  }

  /// Forgets the lines.
  mutating func clear() {
    count = 0
    text.removeAll(keepingCapacity: true)
  }
}

/// What can be said of one line without looking at any other.
struct ReadLine: Sendable {
  /// Where it stands in its journal.
  var position: UInt64 = 0
  /// Where its bytes are in the batch.
  var range = 0..<0
  /// What the line says, where it is an entry.
  var reader = EntryReader()
  /// The id of the entry that the line is, or stands for.
  private(set) var id = EntryID(line: RawSpan())
  /// What the line is.
  private(set) var verdict = Verdict.stub

  /// What a line is.
  enum Verdict: Hashable, Sendable {
    /// An entry, whose body breaks its form where a problem is given.
    case entry(problem: String?)
    /// What stands for an entry that is not here.
    case stub
    /// No entry, and why.
    case malformed(String)
  }

  /// Reads and checks the line.
  mutating func read(_ line: RawSpan, _ checker: inout LineChecker) {
    do throws(EntryFault) {
      switch try reader.read(line) {
      case .stub(let stub):
        id = stub.leaf
        verdict = .stub
      case .entry:
        id = EntryID(line: line)
        verdict = .entry(problem: checker.problem(with: line, as: reader))
      }
    } catch {
      id = EntryID(line: line)
      verdict = .malformed(error.description)
    }
  }
}
