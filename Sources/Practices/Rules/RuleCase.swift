import Records

/// One case as one rule reads it, in one state of the records after the other.
///
/// A record in conflict has several states. Whoever asks for its body gets one of them; the
/// case notes the choice, and ``next()`` goes on to the next combination until every one has
/// been read. So a function is written as if there were no conflicts.
final class RuleCase {
  let request: CheckRequest
  let book: BookCache
  let package: RulePackage

  /// The records that were read, in order, each once.
  private(set) var records: [EntryID] = []
  private var mentioned: Set<EntryID> = []
  /// A record that was read and of which an entry is missing.
  private(set) var incomplete: KnownRecord?
  /// The records that were read in one of several states.
  private(set) var disputed: [EntryID] = []
  /// What was asked for in this state of the world and is not said anywhere.
  private(set) var missing: [MissingFact] = []

  /// The declaration that is judged as if the order relied on it, while several are compared.
  private(set) var assumed: ReliedDeclaration?

  private var choices: [Choice] = []
  private var taken: [EntryID?: Int] = [:]
  private var worlds = 1

  private struct Choice {
    /// The record; `nil` for the request.
    var record: EntryID?
    var index: Int
    var count: Int
  }

  /// More states than this are not looked at: the answer is then unknown.
  static let maximumWorlds = 256

  init(_ request: CheckRequest, in book: BookCache, package: RulePackage) {
    self.request = request
    self.book = book
    self.package = package
  }

  /// The day that is judged.
  var date: CalendarDate { request.date }

  /// The order or sample that is judged.
  var order: JSON {
    guard !request.bodies.isEmpty else { return .object([]) }
    return request.bodies[choice(of: nil, among: request.bodies.count)]
  }

  /// The word for what is judged.
  var noun: String { request.subject.rawValue }

  /// The body of a record in this state of the world; the record counts as read.
  func body(of record: KnownRecord) -> JSON {
    guard !record.bodies.isEmpty else { return .object([]) }
    return record.bodies[state(of: record)]
  }

  /// What a record of goods says in this state of the world.
  func delivery(of record: KnownRecord) throws -> Delivery? {
    let all = try book.deliveries(of: record)
    guard !all.isEmpty else { return nil }
    return all[state(of: record)]
  }

  /// Names a record as one that counted.
  func mention(_ record: EntryID) {
    if mentioned.insert(record).inserted { records.append(record) }
  }

  /// Notes that something is not said.
  func lack(_ fact: MissingFact) { missing.append(fact) }

  /// Judges as if the order relied on a declaration; what is read for it counts as read only
  /// where it is in conflict.
  func assuming<Result>(
    _ declaration: ReliedDeclaration,
    _ judge: () throws -> Result,
  ) rethrows -> Result {
    let known = (records, mentioned, missing)
    assumed = declaration
    defer {
      assumed = nil
      (records, mentioned, missing) = known
    }
    return try judge()
  }

  /// Goes on to the next state of the world: whether there is one.
  ///
  /// - Returns: `false` after the last, and where there are too many.
  func next() -> Bool {
    while let last = choices.last, last.index + 1 == last.count { choices.removeLast() }
    guard !choices.isEmpty, worlds < Self.maximumWorlds else { return false }
    choices[choices.count - 1].index += 1
    worlds += 1
    taken = Dictionary(
      choices.map { ($0.record, $0.index) },
      uniquingKeysWith: { first, _ in first },
    )
    records = []
    mentioned = []
    missing = []
    return true
  }

  /// Whether states are left that were not looked at.
  var isCutShort: Bool { choices.contains { $0.index + 1 < $0.count } }

  /// Whether everything read so far was there whole and in one state only.
  var isUndisputed: Bool { choices.isEmpty && incomplete == nil }

  private func state(of record: KnownRecord) -> Int {
    if record.isIncomplete, incomplete == nil { incomplete = record }
    return choice(of: record.id, among: record.bodies.count)
  }

  private func choice(of record: EntryID?, among count: Int) -> Int {
    guard count > 1 else { return 0 }
    if let index = taken[record] { return index }
    if let record, !disputed.contains(record) { disputed.append(record) }
    choices.append(Choice(record: record, index: 0, count: count))
    taken[record] = 0
    return 0
  }
}
