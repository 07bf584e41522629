import Records
import TestSupport

/// Making a history from a seed.
extension History {
  /// A history with everything in it that can go wrong.
  ///
  /// Up to six journals of up to four organisations and up to 200 lines: most are short, since
  /// what goes wrong goes wrong between few.
  init(seed: UInt64) throws {
    var maker = Maker(seed: seed)
    self = try maker.history()
  }

  /// Whether two steps claim one time, so that ids decide what is shown.
  var hasTies: Bool { Set(steps.map(\.time)).count < steps.count }

  private struct Maker {
    private let seed: UInt64
    private var random: SeededGenerator
    private var places: [Place] = []
    private var steps: [Step] = []
    /// The steps that each place has read, by record.
    private var known: [[Int: Set<Int>]] = []
    private var parents: [Int: [Int]] = [:]
    private var forms: [Int: String] = [:]
    private var clock: Int64 = 1_700_000_000_000

    init(seed: UInt64) {
      self.seed = seed
      random = SeededGenerator(seed: seed)
    }

    mutating func history() throws -> History {
      var journals = Int.random(in: 1...6, using: &random)
      for organisation in 0..<Int.random(in: 1...min(4, journals), using: &random) {
        let count = Int.random(in: 1...min(3, journals), using: &random)
        for journal in 0..<count {
          places.append(Place(organisation: organisation, journal: journal))
          known.append([:])
        }
        journals -= count
        guard journals > 0 else { break }
      }
      let longest = random.oneIn(20) ? 200 : random.oneIn(3) ? 60 : 24
      let count = Int.random(in: 1...longest, using: &random)
      let fork = random.oneIn(3) ? Int.random(in: 0..<count, using: &random) : -1
      for number in 0..<count {
        if number == fork { leave(before: number) }
        let place = Int.random(in: places.indices, using: &random)
        if random.oneIn(3) { exchange(place) }
        try write(number, at: place)
      }
      for place in places.indices {
        if random.oneIn(8) { places[place].cut = Int.random(in: 1...count, using: &random) }
        guard places[place].forkOf == nil, random.oneIn(8) else { continue }
        places[place].revokedFrom = Int.random(in: 0...count, using: &random)
      }
      return History(seed: seed, places: places, steps: steps)
    }

    private mutating func leave(before number: Int) {
      let base = Int.random(in: places.indices, using: &random)
      var branch = places[base]
      (branch.forkOf, branch.forkedAt) = (base, number)
      places.append(branch)
      known.append(known[base])
    }

    /// The place reads what another of its organisation has.
    private mutating func exchange(_ place: Int) {
      let others = places.indices.filter { places[$0].organisation == places[place].organisation }
      guard let other = others.randomElement(using: &random) else { return }
      known[place].merge(known[other]) { $0.union($1) }
    }

    private mutating func write(_ number: Int, at place: Int) throws {
      // Clocks go wrong by years; now and then two claim the same moment.
      if !(seed.isMultiple(of: 4) && random.oneIn(4)) {
        clock += Int64.random(in: 1...60_000, using: &random)
      }
      var time = clock
      if random.oneIn(5) { time += Int64.random(in: -5...5, using: &random) * 31_556_952_000 }
      var step = Step(number: number, place: place, time: time, form: "customer/1", act: .garbage)
      let record = known[place].keys.sorted().randomElement(using: &random)
      switch Int.random(in: 0..<20, using: &random) {
      case 0: step.act = .garbage
      case 1 where number > 0: step.act = .copy(of: Int.random(in: 0..<number, using: &random))
      case 2 where number > 0: try reviseAnything(&step)
      case 3..<7: try begin(&step)
      case 7: if let record { void(record, &step) } else { try begin(&step) }
      default: if let record { try revise(record, &step) } else { try begin(&step) }
      }
      if random.oneIn(15) { step.withheld = random.oneIn(3) ? .always : .atFirst }
      steps.append(step)
    }

    private mutating func begin(_ step: inout Step) throws {
      let strange = random.oneIn(2) ? "customer/7" : "memo/1"
      step.form = random.oneIn(10) ? strange : random.oneIn(8) ? "note/1" : "customer/1"
      step.act = .first(body: try body(of: step.form))
      known[step.place][step.number] = [step.number]
      parents[step.number] = []
      forms[step.number] = step.form
    }

    private mutating func revise(_ record: Int, _ step: inout Step) throws {
      step.form = forms[record] ?? "customer/1"
      if random.oneIn(20) { step.form = "customer/7" }
      if random.oneIn(30) { step.form = "note/1" }
      let heads = heads(of: record, at: step.place)
      step.act = .revision(
        record: record,
        parents: heads,
        writes: writes(of: step.form),
        body: try body(of: step.form),
      )
      note(step, record, heads)
    }

    private mutating func void(_ record: Int, _ step: inout Step) {
      step.form = forms[record] ?? "customer/1"
      let heads = heads(of: record, at: step.place)
      step.act = .void(record: record, parents: heads)
      note(step, record, heads)
    }

    private mutating func note(_ step: Step, _ record: Int, _ heads: [Int]) {
      known[step.place][record, default: []].insert(step.number)
      parents[step.number] = heads
    }

    /// Revises whatever it names, with parents that may be anybody's.
    private mutating func reviseAnything(_ step: inout Step) throws {
      let count = Int.random(in: 1...3, using: &random)
      let named = (0..<count).map { _ in Int.random(in: 0..<step.number, using: &random) }
      let record = steps.filter { if case .first = $0.act { true } else { false } }
        .randomElement(using: &random)?.number
      step.act = .revision(
        record: random.oneIn(3) ? named[0] : record ?? named[0],
        parents: Set(named).sorted(),
        writes: writes(of: step.form),
        body: try body(of: step.form),
      )
    }

    /// Mostly the heads of what the place has read; now and then only some of them.
    private mutating func heads(of record: Int, at place: Int) -> [Int] {
      let entries = known[place][record] ?? []
      let named = Set(entries.flatMap { parents[$0] ?? [] })
      let heads = entries.filter { !named.contains($0) }.sorted()
      if random.oneIn(6), let any = entries.sorted().randomElement(using: &random) { return [any] }
      return random.oneIn(5) ? Array(heads.prefix(1)) : heads
    }

    private mutating func writes(of form: String) -> [String] {
      var names =
        form == "note/1"
        ? ["text", "city"]
        : ["name", "city", "kind", "vat", "tags", "assessment", "assessor", "outcome", "extra"]
      if random.oneIn(5) { names.append("void") }
      let count = Int.random(in: 0...3, using: &random)
      let chosen = names.shuffled(using: &random).prefix(count)
      return chosen.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// A body that mostly keeps its form.
    private mutating func body(of form: String) throws -> String {
      var members: [JSON.Member] = []
      func add(_ name: String, _ values: [JSON], oneIn count: Int) {
        guard random.oneIn(count), let value = values.randomElement(using: &random) else { return }
        members.append(JSON.Member(name, value))
      }
      let isWhole = !random.oneIn(12)
      if isWhole { add(form == "note/1" ? "text" : "name", ["Aa", "Bb", "Cc"], oneIn: 1) }
      add("city", ["Ghent", "Bruges"], oneIn: 2)
      if form != "note/1" {
        add("vat", ["BE1", "BE2"], oneIn: 2)
        let hasVAT = members.contains { $0.name == "vat" }
        add("kind", hasVAT || !isWhole ? ["firm", "person"] : ["person"], oneIn: 2)
        add("outcome", ["approved", "conditional", "refused"], oneIn: 2)
        add("assessor", ["Ann", "Bob"], oneIn: 2)
        let tags = ["a", "b", "c", "d"].shuffled(using: &random) as [JSON]
        add("tags", [.array(Array(tags.prefix(2))), .array(Array(tags.prefix(3)))], oneIn: 2)
        add("extra", [1, 2], oneIn: 8)
      }
      return JSON.object(members.shuffled(using: &random)).text
    }
  }
}
