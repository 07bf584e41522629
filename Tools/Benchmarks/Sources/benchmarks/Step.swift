import Foundation

/// One thing to be measured, in a process of its own so that its memory is its own.
enum Step: String, CaseIterable {
  case durable, durablePeer
  case bulk, bulkPeer
  case view
  case pack, packPeer
  case importAll, importPeer
  case importFew, importFewPeer
  case verify, verifyPeer
  case matchAll
  case matchMore, matchMorePeer
  case firmMade, check, due, practices
  case checkProgram, dueProgram, practicesProgram
  case undecidedMade, dueUndecided, practicesUndecided
  case firmsMade, firmsMatched, findings, contradictions, conflicts
  case help

  /// What it does.
  var title: String {
    switch self {
    case .durable: "durable append, one by one"
    case .durablePeer: "  write + fdatasync of the same bytes"
    case .bulk: "append in bulk, packed on the way"
    case .bulkPeer: "  baseline: the same rows into SQLite"
    case .view: "view of the own journal"
    case .pack: "pack, packed segments copied"
    case .packPeer: "  gzip -6 of the same bytes"
    case .importAll: "import into an empty store"
    case .importPeer: "  baseline: the same rows into SQLite"
    case .importFew: "import of 100 entries, big view"
    case .importFewPeer: "  the same, a view 1,000 times smaller"
    case .verify: "verify"
    case .verifyPeer: "  gunzip | sha256sum"
    case .matchAll: "matching of 100,000 customers"
    case .matchMore: "matching of 100 more"
    case .matchMorePeer: "  the same, 100 times fewer before them"
    case .firmMade: "a firm of five years is written and opened"
    case .check: "check of an order at an opened store"
    case .due: "what is due, at an opened store"
    case .practices: "the practices, at an opened store"
    case .checkProgram: "steward check, from start to end"
    case .dueProgram: "steward due, from start to end"
    case .practicesProgram: "steward practices, from start to end"
    case .undecidedMade: "the same firm decides on nothing"
    case .dueUndecided: "what is due there, at an opened store"
    case .practicesUndecided: "the practices there"
    case .firmsMade: "import of 20 firms, 5,000 entries each"
    case .firmsMatched: "matching of their customers"
    case .findings: "all findings over 20 firms"
    case .contradictions: "contradictions between 20 firms"
    case .conflicts: "all conflicts of 20 firms"
    case .help: "steward --help"
    }
  }

  /// What it is compared with.
  var peer: Step? {
    switch self {
    case .durable: .durablePeer
    case .bulk: .bulkPeer
    case .pack: .packPeer
    case .importAll: .importPeer
    case .importFew: .importFewPeer
    case .verify: .verifyPeer
    case .matchMore: .matchMorePeer
    default: nil
    }
  }

  /// What it must at most be of that, and how long it may take.
  var limit: Double? {
    switch self {
    case .durable: 1.5
    case .bulk: 1
    case .pack: 0.1
    case .importAll: 1
    case .importFew, .matchMore: 3
    case .verify: 0.8
    default: nil
    }
  }

  /// How many seconds it may take, where that is promised.
  var ceiling: Double? {
    switch self {
    case .check, .due, .practices, .checkProgram, .dueProgram, .practicesProgram: 0.1
    case .matchAll: 60
    case .dueUndecided, .practicesUndecided: 0.1
    case .findings, .contradictions, .conflicts: 1
    case .help: 0.02
    default: nil
    }
  }

  /// What it needs, done before and in this order.
  var needs: [Step] {
    switch self {
    case .durable, .durablePeer, .bulk, .matchAll, .firmMade, .undecidedMade, .firmsMade, .help: []
    case .dueUndecided, .practicesUndecided: [.undecidedMade]
    case .matchMore, .matchMorePeer: [.matchAll]
    case .check, .due, .practices, .checkProgram, .dueProgram, .practicesProgram: [.firmMade]
    case .firmsMatched, .findings, .contradictions, .conflicts: [.firmsMade, .firmsMatched]
    case .bulkPeer, .importPeer, .view, .packPeer: [.bulk]
    case .pack: [.bulk, .view]
    case .importAll: [.bulk, .view, .pack]
    case .importFew, .importFewPeer: [.bulk, .view, .pack, .importAll]
    case .verify: [.bulk, .view, .pack, .importAll]
    case .verifyPeer: [.bulk, .packPeer]
    }
  }

  /// The name on the command line, which a step shares with its peer.
  var name: String {
    switch self {
    case .durable, .durablePeer: "durable"
    case .bulk, .bulkPeer: "bulk"
    case .view: "view"
    case .pack, .packPeer: "pack"
    case .importAll, .importPeer: "import"
    case .importFew, .importFewPeer: "increment"
    case .verify, .verifyPeer: "verify"
    case .matchAll, .matchMore, .matchMorePeer: "matching"
    case .firmMade: "firm"
    case .check, .checkProgram: "check"
    case .due, .dueProgram: "due"
    case .practices, .practicesProgram: "practices"
    case .undecidedMade, .dueUndecided, .practicesUndecided: "undecided"
    case .firmsMade, .firmsMatched, .findings, .contradictions, .conflicts: "findings"
    case .help: "help"
    }
  }

  /// The steps with these names, and those that they need, each once.
  static func plan(_ names: [String]) -> [Step] {
    var plan: [Step] = []
    for step in allCases where names.isEmpty || names.contains(step.name) {
      for needed in step.needs + [step] where !plan.contains(needed) { plan.append(needed) }
    }
    return plan
  }
}
