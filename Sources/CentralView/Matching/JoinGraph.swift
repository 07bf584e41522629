/// Who is one with whom, as registers and people say, and who is not.
///
/// Being one is carried on from one to the next, but never between two of whom somebody said
/// that they are different. What comes out depends on what was said and not on its order.
struct JoinGraph<Node: Hashable & Comparable & Sendable>: Sendable {
  /// Two nodes, ordered.
  typealias Pair = OrderedPair<Node>

  private(set) var neighbours: [Node: Set<Node>] = [:]
  private(set) var strangers: [Node: Set<Node>] = [:]

  /// Makes two one.
  mutating func join(_ pair: Pair) {
    guard pair.first != pair.second else { return }
    neighbours[pair.first, default: []].insert(pair.second)
    neighbours[pair.second, default: []].insert(pair.first)
  }

  /// Keeps two apart, whatever others are between them.
  mutating func part(_ pair: Pair) {
    guard pair.first != pair.second else { return }
    strangers[pair.first, default: []].insert(pair.second)
    strangers[pair.second, default: []].insert(pair.first)
  }

  /// How many ways of keeping strangers apart are looked at in one component; beyond it only
  /// those are one of whom it was said.
  private static var mostChoices: Int { 1_000 }

  /// The groups of two or more that are one: the largest sets that are connected and in which
  /// no two are strangers; sorted.
  ///
  /// A node is in several groups only where strangers are said to be one by way of it.
  func groups() -> [[Node]] {
    components().flatMap { groups(in: $0) }.sorted { $0.lexicographicallyPrecedes($1) }
  }

  /// Everybody who is one with `node`, itself among them, sorted; alone if nobody is.
  func kin(of node: Node) -> [Node] {
    let component = component(of: node)
    guard component.count > 1 else { return [node] }
    let kin = groups(in: component).filter { $0.contains(node) }.flatMap(\.self)
    return Set(kin + [node]).sorted()
  }

  /// Everything that is connected with `node`, whoever stands in between.
  func component(of node: Node) -> Set<Node> { component(of: node, in: nil) }

  /// The strangers that are said to be one by way of others.
  func contradictions() -> [Pair] {
    components().flatMap { component in
      component.flatMap { node in
        (strangers[node] ?? []).filter { node < $0 && component.contains($0) }
          .map { Pair(node, $0) }
      }
    }.sorted()
  }

  /// The shortest way from one to the other, each one with the next; of several the one with
  /// the least nodes.
  func chain(_ pair: Pair) -> [Node]? {
    var origins: [Node: Node] = [:]
    var front = [pair.first]
    while !front.isEmpty, origins[pair.second] == nil {
      var next: [Node] = []
      for node in front {
        for other in (neighbours[node] ?? []).sorted()
        where other != pair.first && origins[other] == nil {
          origins[other] = node
          next.append(other)
        }
      }
      front = next
    }
    guard origins[pair.second] != nil else { return nil }
    var chain = [pair.second]
    while let last = chain.last, let origin = origins[last] { chain.append(origin) }
    return chain.reversed()
  }

  // MARK: Components

  private func components() -> [Set<Node>] {
    var seen: Set<Node> = []
    return neighbours.keys.compactMap { node in
      guard !seen.contains(node) else { return nil }
      let component = component(of: node)
      seen.formUnion(component)
      return component
    }
  }

  private func component(of node: Node, in allowed: Set<Node>?) -> Set<Node> {
    var component: Set<Node> = [node]
    var front = [node]
    while let last = front.popLast() {
      for other in neighbours[last] ?? [] where allowed?.contains(other) ?? true {
        if component.insert(other).inserted { front.append(other) }
      }
    }
    return component
  }

  // MARK: Groups

  private func groups(in component: Set<Node>) -> [[Node]] {
    var strange: [Node: Set<Node>] = [:]
    for node in component {
      let others = (strangers[node] ?? []).intersection(component)
      if !others.isEmpty { strange[node] = others }
    }
    guard !strange.isEmpty else { return [component.sorted()] }
    let others = component.subtracting(strange.keys)
    guard let choices = choices(among: strange) else { return pairs(in: component) }
    var sets: Set<Set<Node>> = []
    for choice in choices {
      var rest = others.union(choice)
      while let node = rest.first {
        let part = self.component(of: node, in: rest)
        rest.subtract(part)
        if part.count > 1 { sets.insert(part) }
      }
    }
    return sets.filter { set in !sets.contains { $0.isStrictSuperset(of: set) } }
      .map { $0.sorted() }
  }

  private func pairs(in component: Set<Node>) -> [[Node]] {
    component.flatMap { node in
      (neighbours[node] ?? []).filter { node < $0 && !(strangers[node] ?? []).contains($0) }
        .map { [node, $0] }
    }
  }

  /// Every largest set without strangers, by the method of Bron and Kerbosch (1973); `nil`
  /// where there are too many.
  private func choices(among strange: [Node: Set<Node>]) -> [Set<Node>]? {
    var found: [Set<Node>] = []
    var steps = 0
    func friends(_ node: Node, _ set: Set<Node>) -> Set<Node> {
      set.subtracting(strange[node] ?? []).subtracting([node])
    }
    func extend(_ chosen: Set<Node>, _ open: Set<Node>, _ done: Set<Node>) {
      steps += 1
      guard steps <= 20 * Self.mostChoices, found.count <= Self.mostChoices else { return }
      if open.isEmpty, done.isEmpty { found.append(chosen) }
      let pivot = open.union(done).max { friends($0, open).count < friends($1, open).count }
      guard let pivot else { return }
      var (open, done) = (open, done)
      for node in open.subtracting(friends(pivot, open)) {
        extend(chosen.union([node]), friends(node, open), friends(node, done))
        open.remove(node)
        done.insert(node)
      }
    }
    extend([], Set(strange.keys), [])
    return steps <= 20 * Self.mostChoices && found.count <= Self.mostChoices ? found : nil
  }
}
