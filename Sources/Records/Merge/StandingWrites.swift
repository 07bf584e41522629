/// Which writes of which field stand: no other write of the field has them among its
/// ancestors.
///
/// One sweep from the heads to the first entry carries the set of fields that
/// descendants wrote, so that a long history costs what its length costs, however it
/// branches.
struct StandingWrites {
  /// What makes a member a field.
  let rules: FieldRules

  /// The fields that any entry names, in the order of their names.
  let names: [Text]

  /// For each field the readable nodes whose write of it stands, ascending.
  private(set) var writers: [[Int]]

  /// For each field whether an unreadable write of it stands.
  private(set) var isIncomplete: [Bool]

  /// The fields that each node writes.
  private let written: [Written]

  private enum Written {
    case every
    case some([Int])
  }

  /// Finds the standing writes of a graph.
  ///
  /// `naming`: Fields to look at beside those that an entry names.
  init(_ graph: RevisionGraph, rules: FieldRules, naming named: [Text] = []) {
    self.rules = rules
    let namesByNode = graph.contents.map { $0.fieldsNamed(rules: rules) }
    var all = Set(named + [FieldRules.void])
    for names in namesByNode { all.formUnion(names) }
    names = all.sorted()
    var numbers: [Text: Int] = [:]
    numbers.reserveCapacity(names.count)
    for (number, name) in names.enumerated() { numbers[name] = number }

    written = graph.contents.indices.map { node in
      switch graph.contents[node] {
      case .first, .unreadable: .every
      case .revision, .void, .malformed: .some(namesByNode[node].compactMap { numbers[$0] })
      }
    }
    writers = [[Int]](repeating: [], count: names.count)
    isIncomplete = [Bool](repeating: false, count: names.count)
    sweep(graph)
    for field in writers.indices where writers[field].count > 1 { writers[field].sort() }
  }

  private mutating func sweep(_ graph: RevisionGraph) {
    let nothing = FieldSet(count: names.count)
    // What the children met so far, and all below them, have written; let go of as soon as
    // it is handed on, so that a long line needs two sets at a time.
    var covered = [FieldSet?](repeating: nil, count: graph.ids.count)
    for node in graph.childrenFirst {
      var set = covered[node] ?? nothing
      covered[node] = nil
      let isReadable = !graph.contents[node].isUnreadable
      switch written[node] {
      case .every:
        for field in names.indices where !set.contains(field) {
          if isReadable { writers[field].append(node) } else { isIncomplete[field] = true }
        }
        set.insertAll()
      case .some(let fields):
        for field in fields where !set.contains(field) {
          writers[field].append(node)
          set.insert(field)
        }
      }
      for parent in graph.parents[node] {
        if covered[parent] == nil { covered[parent] = set } else { covered[parent]?.formUnion(set) }
      }
    }
  }

  /// Whether a node writes a field.
  func writes(_ node: Int, field: Int) -> Bool {
    switch written[node] {
    case .every: true
    case .some(let fields): fields.contains(field)
    }
  }
}

extension Revision.Content {
  /// The fields that the entry names: those it writes, or for a first entry those that it
  /// gives a value.
  fileprivate func fieldsNamed(rules: FieldRules) -> [Text] {
    switch self {
    case .first(let body):
      (body.members ?? []).map { rules.fieldName(ofMember: Text($0.name)) }
    case .revision(let writes, _): writes.map { rules.fieldName(ofMember: Text($0)) }
    case .void: [FieldRules.void]
    case .malformed, .unreadable: []
    }
  }

  /// The value that the entry gives a field which it writes.
  func value(ofField field: Text, rules: FieldRules) -> FieldValue {
    switch self {
    case .first(let body), .revision(_, let body): rules.value(ofField: field, in: body)
    case .void: field == FieldRules.void ? .present(true) : .absent
    case .malformed, .unreadable: .absent
    }
  }
}
