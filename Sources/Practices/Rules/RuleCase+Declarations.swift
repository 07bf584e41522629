import Records

/// An end-use declaration as rules read it.
struct ReliedDeclaration {
  var record: KnownRecord
  var body: JSON
  /// `single`, `multiple` or `code`.
  var kind: String?
  /// The day it was made: signed, else the day it begins.
  var made: CalendarDate?
  /// The first day it covers.
  var from: CalendarDate?
  /// The last day it covers, where it says so.
  var until: CalendarDate?
  /// What another order took it for, where it is for a single one.
  var usedFor: EntryID?

  /// Whether it has begun and not ended; one that does not say when is not ended.
  func isInForce(on date: CalendarDate) -> Bool {
    from.map { $0 <= date } ?? true && until.map { date <= $0 } ?? true
  }

  /// How sentences name it.
  var name: String {
    body.text("reference").map { "declaration ‘\($0)’" } ?? "declaration \(record.id.short)"
  }
}

extension RuleCase {
  /// The declaration that the order relies on: the one it names, else the best there is.
  ///
  /// The best has the fewest defects on the day (not in force, used up, too small), and of
  /// several the fewest of the package's rules about declarations speak against it; then one for
  /// a single transaction comes first, then the one that lasts longest. Every rule about
  /// declarations judges this one, so that no two rules pass on different papers.
  func declaration() throws -> ReliedDeclaration? {
    if let assumed { return assumed }
    if order["declaration"] != nil {
      guard let record = try named("declaration", form: "declaration") else { return nil }
      return try relied(record, body(of: record))
    }
    var ranked: [(rank: DeclarationRank, declaration: ReliedDeclaration)] = []
    let candidates = try declarationsOfSubstance()
    let uses = try unnamedUses(of: candidates)
    for (record, body) in candidates where coversSite(body.text("site")) {
      var declaration = try relied(record, body)
      if declaration.usedFor == nil { declaration.usedFor = uses[record.id] }
      ranked.append((try rank(of: declaration), declaration))
    }
    let fewest = ranked.map(\.rank.defects).min()
    var best = ranked.filter { $0.rank.defects == fewest }
    if best.count > 1 {
      for index in best.indices {
        best[index].rank.defects += try objections(to: best[index].declaration)
      }
    }
    return best.min { $0.rank < $1.rank }?.declaration
  }

  /// What the package's rules about declarations have against one: a warning counts as one
  /// objection, and whatever holds the order as more than all warnings together.
  private func objections(to declaration: ReliedDeclaration) throws -> Int {
    try assuming(declaration) {
      var objections = 0
      for rule in package.rules
      where rule.test.judgesDeclaration && rule.subjects.contains(request.subject)
        && rule.isInForce(on: date)
      {
        if case .no = try rule.condition.fit(self) { continue }
        switch try rule.test.finding(in: self).verdict(rule.verdict) {
        case .notApplicable, .pass: break
        case .warn: objections += 1
        case .unknown, .hold, .refuse: objections += 1_000
        }
      }
      return objections
    }
  }

  /// The customer's declarations for the order's substance, whatever their site and dates.
  private func declarationsOfSubstance() throws -> [(record: KnownRecord, body: JSON)] {
    let wanted = parentCAS
    return try states(aboutCustomer: "declaration").filter { _, body in
      body.text("substance").map(book.parentCAS) == wanted
    }
  }

  /// What used up declarations for a single transaction without naming one: each such supply,
  /// or order decided to go, the oldest of them that it falls under.
  ///
  /// An order that names its declaration goes by who else names it; where nobody does, this
  /// keeps one paper from covering order after order.
  private func unnamedUses(
    of declarations: [(record: KnownRecord, body: JSON)]
  ) throws -> [EntryID: EntryID] {
    var open: [ReliedDeclaration] = []
    for (record, body) in declarations where body.text("kind") == "single" {
      let declaration = try relied(record, body)
      if declaration.usedFor == nil { open.append(declaration) }
    }
    guard !open.isEmpty else { return [:] }
    let day = { (date: CalendarDate?) in date?.dayNumber ?? .min }
    open.sort { (day($0.from), $0.record.id) < (day($1.from), $1.record.id) }
    let supplies = try goods([.supplied, .decided]).filter { $0.declaration == nil }
      .sorted { (day($0.date), $0.record) < (day($1.date), $1.record) }
    var uses: [EntryID: EntryID] = [:]
    var known: Set<String> = []
    // What leaves for one order in parts is one transaction.
    for supply in supplies where known.insert(supply.transaction).inserted {
      let fitting = open.firstIndex { declaration in
        let isSameSite = declaration.body.text("site").map { $0 == supply.site } ?? true
        return isSameSite && (supply.date.map { declaration.isInForce(on: $0) } ?? true)
      }
      guard let fitting else { continue }
      uses[open.remove(at: fitting).record.id] = supply.record
    }
    return uses
  }

  private func relied(_ record: KnownRecord, _ body: JSON) throws -> ReliedDeclaration {
    var declaration = ReliedDeclaration(record: record, body: body)
    declaration.kind = body.text("kind")
    declaration.made = body.day("signed_on") ?? body.day("valid_from")
    declaration.from = body.day("valid_from") ?? body.day("signed_on")
    declaration.until = body.day("valid_until")
    if declaration.kind == "single" { declaration.usedFor = try otherUse(of: record.id) }
    return declaration
  }

  /// Another order, or a movement for none or another, that was made under a declaration.
  private func otherUse(of declaration: EntryID) throws -> EntryID? {
    for record in try records(aboutCustomer: "order") where record.id != request.record {
      guard let other = try delivery(of: record) else { continue }
      if other.declaration == declaration.text, other.isStanding, other.kind != "enquiry" {
        return record.id
      }
    }
    let own = request.record?.text
    for record in try records(aboutCustomer: "movement") {
      guard let other = try delivery(of: record), other.declaration == declaration.text,
        other.isSupply
      else { continue }
      if own == nil || other.order != own { return record.id }
    }
    return nil
  }

  private func rank(of declaration: ReliedDeclaration) throws -> DeclarationRank {
    var defects = 0
    if let from = declaration.from, date < from { defects += 1 }
    if let until = declaration.until, until < date { defects += 1 }
    if declaration.usedFor != nil { defects += 1 }
    if let declared = try declaredKilograms(declaration), let own = try ordered().kilograms,
      declared < own
    {
      defects += 1
    }
    let kind =
      switch declaration.kind {
      case "single": 0
      case "code": 1
      case "multiple": 2
      default: 3
      }
    return DeclarationRank(
      defects: defects,
      kind: kind,
      until: -(declaration.until?.dayNumber ?? .min + 1),
      made: -(declaration.made?.dayNumber ?? .min + 1),
      record: declaration.record.id,
    )
  }

  /// The kilograms of the pure substance that a declaration declares; `nil` where it does not
  /// say, or nobody can.
  func declaredKilograms(_ declaration: ReliedDeclaration) throws -> ExactDecimal? {
    let concentration = declaration.body.text("concentration")
    let percent = concentration.flatMap { ExactDecimal($0) }
    if concentration != nil, percent == nil { return nil }
    return Amount(of: declaration.body)?.kilograms(
      of: substance,
      concentration: percent,
      density: try book.density(for: declaration.body),
    )
  }
}

/// Which of several declarations is relied on: the least.
struct DeclarationRank: Comparable {
  var defects: Int
  var kind: Int
  var until: Int
  var made: Int
  var record: EntryID

  static func < (left: Self, right: Self) -> Bool {
    (left.defects, left.kind, left.until, left.made, left.record)
      < (right.defects, right.kind, right.until, right.made, right.record)
  }
}
