public import Records

/// The merge written slowly from its definition.
///
/// For every field every pair of writes is
/// looked at, and every set of ancestors is collected by walking. It shares no code with
/// what it checks, and reports in lines of text that two merges can be compared by.
public struct NaiveMerge {
  private let record: EntryID
  var held: [EntryID: Revision] = [:]
  private(set) var parents: [EntryID: [EntryID]] = [:]
  private(set) var ancestors: [EntryID: Set<EntryID>] = [:]
  let groups: [String: [String]]
  private let rules: [String: MergeRule]
  /// The members that each broken rule of the form names, for a body.
  let brokenRules: (JSON) -> [[String]]

  /// Prepares the merge of these entries of a record, by the groups and rules of its form.
  public init(
    _ revisions: [Revision],
    of record: EntryID,
    groups: [FieldRules.Group],
    rules: [String: MergeRule],
    brokenRules: @escaping (JSON) -> [[String]] = { _ in [] },
  ) {
    self.brokenRules = brokenRules
    self.record = record
    self.rules = rules
    self.groups = Dictionary(
      uniqueKeysWithValues: groups.map { ($0.name.string, $0.members.map(\.string)) }
    )
    for revision in revisions {
      if case .unreadable = revision.content, held[revision.id] != nil { continue }
      held[revision.id] = revision
    }
    let named = held.values.filter { $0.id != record }.flatMap(\.parents)
    for id in Set(named).union(held.keys).union([record]) {
      parents[id] = id == record ? [] : held[id]?.parents ?? []
    }
    cutCircles()
    for id in parents.keys where id != record && !isUnreadable(id) { parents[id]?.append(record) }
    ancestors = walks()
  }

  private func walks() -> [EntryID: Set<EntryID>] {
    parents.mapValues { start in
      var seen: Set<EntryID> = []
      var open = start
      while let id = open.popLast() {
        if seen.insert(id).inserted { open += parents[id] ?? [] }
      }
      return seen
    }
  }

  private mutating func cutCircles() {
    let above = walks()
    let circular = above.filter { $0.value.contains($0.key) }.map(\.key)
    for (id, ancestors) in above {
      let isCircular = circular.contains(id)
      let isBetween =
        circular.contains { ancestors.contains($0) }
        && circular.contains { above[$0]?.contains(id) == true }
      guard isCircular || isBetween else { continue }
      parents[id] = []
      if let old = held[id] {
        held[id] = Revision(id: id, parents: [], time: old.time, content: .unreadable)
      }
    }
  }

  func isUnreadable(_ id: EntryID) -> Bool {
    guard let revision = held[id] else { return true }
    if case .unreadable = revision.content { return true }
    return false
  }

  func field(of member: String) -> String {
    if groups[member] != nil { return member }
    return groups.first { $0.value.contains(member) }?.key ?? member
  }

  /// The entries that write a field: every entry that can be read and names it, the first
  /// entry, and whatever cannot be read.
  private func writers(of name: String) -> [EntryID] {
    parents.keys.filter { id in
      guard !isUnreadable(id), let revision = held[id] else { return true }
      switch revision.content {
      case .first: return true
      case .revision(let writes, _): return writes.map(field(of:)).contains(name)
      case .void: return name == "void"
      case .malformed, .unreadable: return false
      }
    }
  }

  private func standing(_ writers: [EntryID]) -> [EntryID] {
    writers
      .filter { id in !writers.contains { $0 != id && ancestors[$0]?.contains(id) == true } }
      .sorted()
  }

  func value(_ id: EntryID, _ name: String) -> JSON? {
    switch held[id]?.content {
    case .void: return name == "void" ? true : nil
    case .first(let body), .revision(_, let body):
      guard name != "void" else { return nil }
      guard groups[name] != nil else { return body[name] }
      let members = (body.members ?? []).filter { field(of: $0.name) == name }
      return members.isEmpty ? nil : .object(members)
    default: return nil
    }
  }

  func canonical(_ value: JSON?) -> String {
    value.map { String(decoding: $0.canonicalBytes, as: UTF8.self) } ?? "-"
  }

  var heads: [EntryID] {
    held.keys
      .filter { id in !held.keys.contains { ancestors[$0]?.contains(id) == true } }
      .sorted()
  }

  var fieldNames: [String] {
    var names: Set<String> = ["void"]
    for revision in held.values where !isUnreadable(revision.id) {
      switch revision.content {
      case .first(let body): names.formUnion((body.members ?? []).map { field(of: $0.name) })
      case .revision(let writes, _): names.formUnion(writes.map(field(of:)))
      default: continue
      }
    }
    return names.sorted()
  }

  /// One field as it came out.
  struct Field {
    var writes: [EntryID]
    var shown: JSON?
    var isConflict = false
    var isIncomplete = false
    var disputed: [JSON] = []
  }

  func merge(_ name: String) -> Field {
    let all = standing(writers(of: name))
    let writes = all.filter { !isUnreadable($0) }
    var result = Field(writes: writes, isIncomplete: writes.count < all.count)
    let different = Set(writes.map { canonical(value($0, name)) })
    result.isConflict = different.count > 1
    if name == "void" {
      let isVoid = different == ["true"] && !result.isIncomplete
      result.shown = isVoid ? true : nil
      return result
    }
    if different.count < 2 {
      result.shown = writes.first.flatMap { value($0, name) }
      return result
    }
    let values = writes.map { value($0, name) }
    if groups[name] == nil, rules[name] == .union,
      values.allSatisfy({ $0?.elements != nil || $0 == nil })
    {
      unite(name, &result)
      return result
    }
    result.shown = choose(name, writes).flatMap { value($0, name) }
    return result
  }

  private func unite(_ name: String, _ result: inout Field) {
    let writers = writers(of: name)
    var elements: [String: JSON] = [:]
    for id in writers {
      for element in value(id, name)?.elements ?? [] { elements[canonical(element)] = element }
    }
    var shown: [JSON] = []
    func holds(_ id: EntryID, _ element: String) -> Bool {
      (value(id, name)?.elements ?? []).contains { canonical($0) == element }
    }
    for (text, element) in elements.sorted(by: { Text($0.key) < Text($1.key) }) {
      let ofElement = writers.filter { id in
        isUnreadable(id) || holds(id, text)
          || writers.contains { above in
            ancestors[id]?.contains(above) == true && (isUnreadable(above) || holds(above, text))
          }
      }
      let stand = standing(ofElement).filter { !isUnreadable($0) }
      let present = stand.filter { holds($0, text) }
      if !present.isEmpty { shown.append(element) }
      if !present.isEmpty, present.count < stand.count { result.disputed.append(element) }
    }
    result.shown = .array(shown)
    result.isConflict = !result.disputed.isEmpty
  }

  private func choose(_ name: String, _ writes: [EntryID]) -> EntryID? {
    func isLater(_ left: EntryID, _ right: EntryID) -> Bool {
      let (one, two) = (held[left]?.time ?? 0, held[right]?.time ?? 0)
      return one == two ? left < right : one < two
    }
    let decider = groups[name]?.first { if case .cautious = rules[$0] { true } else { false } }
    guard case .cautious(let order) = rules[decider ?? name] else { return writes.max(by: isLater) }
    func key(_ id: EntryID) -> String {
      let deciding = decider.map { value(id, name)?[$0] } ?? value(id, name)
      guard let value = deciding else { return "0" }
      guard let text = value.string, let place = order.firstIndex(of: text) else {
        return "1" + canonical(value)
      }
      return "\(place + 2)"
    }
    guard let best = writes.map(key).min(by: { Text($0) < Text($1) }) else { return nil }
    return writes.filter { key($0) == best }.max(by: isLater)
  }

  /// The outcome in lines.
  public var report: [String] {
    var lines = ["heads \(heads)"]
    lines.append("missing \(parents.keys.filter(isUnreadable).sorted())")
    let fields = fieldNames.map { ($0, merge($0)) }
    var body: [JSON.Member] = []
    for (name, field) in fields where name != "void" {
      guard let shown = field.shown else { continue }
      body += groups[name] != nil ? shown.members ?? [] : [JSON.Member(name, shown)]
    }
    lines.append("body \(canonical(.object(body)))")
    let isVoid = fields.contains { $0.0 == "void" && $0.1.shown != nil }
    lines.append("void \(isVoid)")
    for (name, field) in fields where field.writes.count > 1 || field.isIncomplete {
      let writes = field.writes.map { "\($0) \(canonical(value($0, name)))" }
      lines.append(
        "field \(name) \(writes) shown \(canonical(field.shown)) conflict \(field.isConflict)"
          + " incomplete \(field.isIncomplete) disputed \(canonical(.array(field.disputed)))"
      )
    }
    let conflicts = fields.filter { $0.1.isConflict }.map(\.0)
    let merges = automatic(fields)
    let automatic = fields.filter { merges.contains($0.0) }.map { name, field in
      "automatic \(name) \(field.writes) \(canonical(field.shown))"
    }
    return lines + ["conflicts \(conflicts)"] + automatic
  }

  /// The fields that merged by themselves.
  func automatic(_ fields: [(String, Field)]) -> [String] {
    func isIn(_ id: EntryID, _ head: EntryID) -> Bool {
      id == head || ancestors[head]?.contains(id) == true
    }
    let heads = heads
    let all = Set(fields.flatMap { $0.1.writes })
    guard heads.count > 1, !heads.contains(where: { head in all.allSatisfy { isIn($0, head) } })
    else { return [] }
    return fields.compactMap { name, field in
      guard !field.isConflict, !field.isIncomplete else { return nil }
      let isApart = field.writes.contains { id in !heads.allSatisfy { isIn(id, $0) } }
      return isApart ? name : nil
    }
  }
}
