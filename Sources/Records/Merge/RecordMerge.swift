/// Makes one state of the entries of one record: a function of the entries and of
/// nothing else.
///
/// No arrival order, no clock, no self (DESIGN, section 9).
///
/// - A write of a field *stands* when no other write of that field has it among its
///   ancestors: the merge is a register of writes, not of values.
/// - Equal values (canonical bytes; absent is a value) count once. One value: merged.
///   Several: a conflict, closed only by a write of that field that has every standing
///   write among its ancestors.
/// - ``MergeRule`` chooses what is shown meanwhile, among the values that can be read.
public struct RecordMerge: Sendable {
  /// The fields, and what is shown of them.
  public let rules: FieldRules

  /// The form that a merged state has to keep; `nil` where none is known.
  public let form: Form?

  /// A merge under a form's rules.
  ///
  /// `form`: The form that has these rules: a merged state that breaks it is in conflict.
  public init(rules: FieldRules, form: Form? = nil) {
    self.rules = rules
    self.form = form
  }

  /// Merges everything held of a record.
  ///
  /// - Parameters:
  ///   - revisions: Its entries in any order; an entry given twice counts once.
  ///   - record: Its first entry, whether held or not.
  /// - Returns: The record's state.
  public func merge(_ revisions: some Sequence<Revision>, of record: EntryID) -> MergedRecord {
    merge(RevisionGraph(revisions, of: record), of: record)
  }

  /// Merges what a writer sees who names these heads: they and their ancestors.
  ///
  /// The body is what the writer's revision carries, and the fields in conflict are
  /// those that it must give a value.
  public func merge(
    _ revisions: some Sequence<Revision>,
    of record: EntryID,
    seenFrom heads: [EntryID],
  ) -> MergedRecord {
    var held: [EntryID: [Revision]] = [:]
    for revision in revisions { held[revision.id, default: []].append(revision) }
    var seen = Set(heads)
    seen.insert(record)
    var open = Array(seen)
    while let id = open.popLast() {
      // The first entry has no parents, whatever it claims.
      guard id != record else { continue }
      for revision in held[id] ?? [] {
        for parent in revision.parents where seen.insert(parent).inserted { open.append(parent) }
      }
    }
    let visible = seen.flatMap { held[$0] ?? [] }
    return merge(RevisionGraph(visible, of: record, naming: heads), of: record)
  }

  private func merge(_ graph: RevisionGraph, of record: EntryID) -> MergedRecord {
    let standing = StandingWrites(graph, rules: rules)
    var members: [JSON.Member] = []
    var fields: [MergedField] = []
    var isVoid = false
    for (number, name) in standing.names.enumerated() {
      let field = field(number, of: standing, in: graph)
      if name == FieldRules.void {
        isVoid = field.shown == .present(true)
      } else if let value = field.shown.json {
        if rules.isGroup(name) {
          members += value.members ?? []
        } else {
          members.append(JSON.Member(name.string, value))
        }
      }
      if field.writes.count > 1 || field.isIncomplete { fields.append(field) }
    }
    let body = JSON.object(rules.sortedMembers(members))
    fields = held(body, toFormBeside: fields, in: graph)
    let inConflict = Set(fields.filter(\.isConflict).map(\.name))
    let heads = graph.heads.map { graph.ids[$0] }
    let hasTooManyHeads = heads.count > MergedRecord.mostHeads
    return MergedRecord(
      record: record,
      heads: heads,
      body: body,
      isVoid: isVoid,
      missing: graph.ids.indices.filter { graph.contents[$0].isUnreadable }.map { graph.ids[$0] },
      fields: fields,
      conflicts: hasTooManyHeads
        ? [RecordConflict(record: record, heads: heads)]
        : fields.filter(\.isConflict).map { field in
          RecordConflict(
            record: record,
            field: field.name,
            writes: field.writes.map(\.entry),
            breaksForm: field.problem != nil,
          )
        },
      automaticMerges: hasTooManyHeads
        ? []
        : automaticMerges(of: standing, in: graph).filter { !inConflict.contains($0.field) },
    )
  }

  /// The state of one field.
  func field(
    _ number: Int,
    of standing: StandingWrites,
    in graph: RevisionGraph,
  ) -> MergedField {
    let name = standing.names[number]
    let writers = standing.writers[number]
    let isIncomplete = standing.isIncomplete[number]
    let writes = writers.map { node in
      StandingWrite(
        entry: graph.ids[node],
        time: graph.times[node],
        value: graph.contents[node].value(ofField: name, rules: rules),
      )
    }
    let values = writes.count > 1 ? FieldValue.distinct(writes.map(\.value)) : writes.map(\.value)
    var shown = values.first ?? .absent
    var isConflict = values.count > 1
    var disputed: [JSON] = []
    if name == FieldRules.void {
      if isConflict || isIncomplete { shown = .absent }
    } else if values.count > 1 {
      let rule = rules.rule(ofField: name)
      if rule == .union, let union = ElementUnion(number, of: standing, writes: writes, in: graph) {
        shown = .present(.array(union.elements))
        disputed = union.disputed
        isConflict = !disputed.isEmpty
      } else {
        shown = choose(among: writes, ofField: name, rule: rule)
      }
    }
    return MergedField(
      name: name,
      writes: writes,
      shown: shown,
      isConflict: isConflict,
      problem: nil,
      isIncomplete: isIncomplete,
      disputedElements: disputed,
    )
  }

  /// The fields that were written apart and merged, while several heads hold the parts.
  private func automaticMerges(
    of standing: StandingWrites,
    in graph: RevisionGraph,
  ) -> [AutomaticMerge] {
    guard graph.heads.count > 1 else { return [] }
    let heads = graph.marks(of: graph.heads)
    let everyHead = UInt64.max >> UInt64(64 - graph.heads.count)
    var inOneHead = everyHead
    for writers in standing.writers { for node in writers { inOneHead &= heads[node] } }
    guard inOneHead == 0 else { return [] }
    return standing.names.indices.compactMap { number in
      let isApart = standing.writers[number].contains { heads[$0] != everyHead }
      guard isApart, !standing.isIncomplete[number] else { return nil }
      let field = field(number, of: standing, in: graph)
      guard !field.isConflict else { return nil }
      return AutomaticMerge(field: field.name, writes: field.writes, shown: field.shown)
    }
  }
}
