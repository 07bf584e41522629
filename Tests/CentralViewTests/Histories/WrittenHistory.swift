import Records
import TestSupport

/// A history as lines of journals.
struct WrittenHistory {
  /// One journal as it will be held in the end, or one branch of one.
  struct Journal {
    let origin: String
    let organisation: OrganisationID
    /// The place of the history.
    let place: Int
    /// The lines, those before a fork included.
    let lines: [Line]
    /// Where it leaves the branch that it forked from, and that branch.
    var fork: (first: Int, of: Int)?
    /// The first position that a revocation keeps out.
    let revokedFrom: Int?
  }

  /// One line.
  struct Line: Equatable {
    let id: EntryID
    let text: [UInt8]
    let withheld: History.Withheld

    /// What arrives first, and what is held in the end.
    var early: [UInt8] { withheld == .never ? text : Stub(id, because: .audience).line }
    var late: [UInt8] { withheld == .always ? Stub(id, because: .audience).line : text }
  }

  private(set) var journals: [Journal] = []
  /// What each id is called whatever the organisations are called: the step that wrote it.
  private(set) var labels: [EntryID: String] = [:]
  /// The organisations, as the history numbers them.
  let organisations: [OrganisationID]

  /// Writes the lines.
  ///
  /// `labelling`: Chooses the organisations' ids; another number, other ids of everything.
  init(_ history: History, labelling: UInt8 = 0) throws {
    let count = (history.places.map(\.organisation).max() ?? 0) + 1
    organisations = (0..<count).map { number in
      OrganisationID(firstKey: (0..<32).map { UInt8($0) ^ UInt8(number) &+ labelling &* 31 })
    }
    var lines: [Int: Line] = [:]
    for step in history.steps where history.places.indices.contains(step.place) {
      let organisation = organisations[history.places[step.place].organisation]
      guard let text = try Self.text(of: step, by: organisation, after: lines) else { continue }
      let id = EntryID(line: text.span.bytes)
      lines[step.number] = Line(id: id, text: text, withheld: step.withheld)
      if labels[id] == nil { labels[id] = "step \(step.number)" }
    }
    for place in history.places.indices where history.places[place].forkOf == nil {
      add(place, of: history, lines)
    }
  }

  private mutating func add(_ place: Int, of history: History, _ lines: [Int: Line]) {
    let base = journal(place, of: history, lines)
    let branches = history.places.indices.filter { history.places[$0].forkOf == place }
    guard let other = branches.first.map({ journal($0, of: history, lines) }) else {
      return journals.append(base)
    }
    let common = zip(base.lines, other.lines).prefix { $0 == $1 }.count
    guard common < base.lines.count, common < other.lines.count else {
      // One only goes on where the other ends: that is no fork.
      return journals.append(base.lines.count < other.lines.count ? other : base)
    }
    var branch = other
    branch.fork = (common, journals.count)
    journals += [base, branch]
  }

  private func journal(_ number: Int, of history: History, _ lines: [Int: Line]) -> Journal {
    let place = history.places[number]
    let origin = place.forkOf.map { history.places[$0] } ?? place
    let organisation = organisations[place.organisation]
    let steps = history.steps.filter { step in
      let isOwn = step.place == number
      let isBefore = step.place == place.forkOf && step.number < place.forkedAt ?? 0
      return (isOwn || isBefore) && step.number < place.cut ?? .max && lines[step.number] != nil
    }
    let revokedFrom = origin.revokedFrom.map { from in
      history.steps.count { step in
        step.place == place.forkOf ?? number && step.number < from && lines[step.number] != nil
      }
    }
    return Journal(
      origin: "steward/\(organisation.text)/office\(origin.journal)-abcdefgh",
      organisation: organisation,
      place: number,
      lines: steps.compactMap { lines[$0.number] },
      revokedFrom: revokedFrom,
    )
  }

  /// The step's line; `nil` where what it names is not there.
  private static func text(
    of step: History.Step,
    by organisation: OrganisationID,
    after lines: [Int: Line],
  ) throws -> [UInt8]? {
    guard let form = FormName(step.form) else { return nil }
    var entry = Entry(
      form: form,
      organisation: organisation,
      time: Timestamp(milliseconds: step.time),
      author: "Test",
      audience: ["authority"],
      salt: salt(step.number),
      body: .object([]),
    )
    switch step.act {
    case .garbage: return Array("no entry at all, number \(step.number)".utf8)
    case .copy(let other): return lines[other]?.text
    case .first(let body): entry.body = try JSON(parsing: body)
    case .revision(let record, let parents, let writes, let body):
      guard try name(record, parents, in: &entry, lines) else { return nil }
      entry.writes = writes
      entry.body = try JSON(parsing: body)
    case .void(let record, let parents):
      guard try name(record, parents, in: &entry, lines) else { return nil }
      entry.isVoid = true
      entry.body = nil
    }
    return try entry.line()
  }

  private static func name(
    _ record: Int,
    _ parents: [Int],
    in entry: inout Entry,
    _ lines: [Int: Line],
  ) throws -> Bool {
    guard let first = lines[record]?.id else { return false }
    entry.record = first
    let known = Set(parents.compactMap { lines[$0]?.id })
    entry.parents = known.isEmpty ? [first] : known.sorted()
    entry.audience = nil
    entry.because = "a change"
    return true
  }

  private static func salt(_ number: Int) -> String {
    var random = SeededGenerator(seed: UInt64(number))
    return Base32.encode((0..<16).map { _ in UInt8.random(in: 0...255, using: &random) })
  }
}
