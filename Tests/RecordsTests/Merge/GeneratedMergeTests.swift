import TestSupport
import Records
import Testing

/// Merges of generated histories against the oracle, and the promises that hold for every one.
@Suite("Merge of generated histories")
struct GeneratedMergeTests {
  private static let merge = RecordMerge(rules: GeneratedHistory.fieldRules)

  /// Where the merge and the oracle differ; `nil` if they agree.
  private static func difference(_ revisions: [Revision], of record: EntryID) -> String? {
    let found = merge.merge(revisions, of: record).report
    let expected = oracle(revisions, of: record).report
    guard found != expected else { return nil }
    let surplus = found.filter { !expected.contains($0) }
    let lacking = expected.filter { !found.contains($0) }
    return
      "found:\n\(surplus.joined(separator: "\n"))\nexpected:\n\(lacking.joined(separator: "\n"))"
  }

  private static func oracle(_ revisions: [Revision], of record: EntryID) -> NaiveMerge {
    let (groups, rules) = (GeneratedHistory.groups, GeneratedHistory.rules)
    return NaiveMerge(revisions, of: record, groups: groups, rules: rules)
  }

  /// The smallest history that still fails: entries are dropped while the difference stays.
  private static func shrunk(_ revisions: [Revision], of record: EntryID) -> [Revision] {
    var smallest = revisions
    var index = 0
    while index < smallest.count {
      var candidate = smallest
      candidate.remove(at: index)
      if difference(candidate, of: record) == nil {
        index += 1
      } else {
        (smallest, index) = (candidate, 0)
      }
    }
    return smallest
  }

  @Test("The merge is what its definition says", arguments: 0..<8)
  func oracleAgrees(part: UInt64) {
    for seed in part * 250..<(part + 1) * 250 {
      let history = GeneratedHistory(seed: seed)
      guard Self.difference(history.revisions, of: history.record) != nil else { continue }
      let small = Self.shrunk(history.revisions, of: history.record)
      let difference = Self.difference(small, of: history.record) ?? ""
      let lines = small.map(\.summary).joined(separator: "\n")
      Issue.record("seed \(seed), record \(history.record.short)\n\(lines)\n\(difference)")
      return
    }
  }

  @Test("The generator makes what the merge is for")
  func generatorReachesEveryCase() {
    var seen: [String: Int] = [:]
    for seed in 0..<400 as Range<UInt64> {
      let history = GeneratedHistory(seed: seed)
      let merged = Self.merge.merge(history.revisions, of: history.record)
      if merged.heads.count > 3 { seen["heads", default: 0] += 1 }
      if merged.isVoid { seen["void", default: 0] += 1 }
      if merged.isIncomplete {
        seen["incomplete", default: 0] += 1
      } else {
        seen["whole", default: 0] += 1
      }
      if !merged.automaticMerges.isEmpty { seen["automatic", default: 0] += 1 }
      for field in merged.fields {
        if field.isConflict { seen["conflict \(field.name)", default: 0] += 1 }
        if field.isConflict && field.isIncomplete { seen["both", default: 0] += 1 }
        if field.name == "tags", !field.isConflict, field.values.count > 1 {
          seen["united", default: 0] += 1
        }
        if field.writes.count > field.values.count { seen["twice", default: 0] += 1 }
      }
    }
    let wanted = [
      "heads", "void", "incomplete", "whole", "automatic", "both", "united", "twice",
      "conflict void", "conflict name", "conflict tags", "conflict address",
      "conflict assessment", "conflict status", "conflict extra",
    ]
    for name in wanted { #expect(seen[name, default: 0] >= 5, "\(name)") }
  }

  @Test("The order in which entries are given changes nothing")
  func orderIsIrrelevant() {
    for seed in 0..<300 as Range<UInt64> {
      let history = GeneratedHistory(seed: seed)
      var random = SeededGenerator(seed: ~seed)
      let merged = Self.merge.merge(history.revisions, of: history.record)
      let shuffled = history.revisions.shuffled(using: &random)
      let again = Self.merge.merge(shuffled + shuffled.prefix(3), of: history.record)
      #expect(again == merged, "seed \(seed)")
      #expect(again.body.bytes == merged.body.bytes, "seed \(seed)")
    }
  }

  @Test("Entries delivered piece by piece, in any order, end in the same state")
  func deliveriesConverge() {
    for seed in 0..<30 as Range<UInt64> {
      let history = GeneratedHistory(seed: seed)
      let end = Self.merge.merge(history.revisions, of: history.record)
      for delivery in 0..<3 as Range<UInt64> {
        var random = SeededGenerator(seed: seed << 8 | delivery)
        var waiting = history.revisions.shuffled(using: &random)
        var held: [Revision] = []
        var state: MergedRecord?
        while !waiting.isEmpty {
          let count = Int.random(in: 1...waiting.count, using: &random)
          held += waiting.suffix(count)
          waiting.removeLast(count)
          state = Self.merge.merge(held, of: history.record)
          #expect(Self.difference(held, of: history.record) == nil, "seed \(seed)")
        }
        #expect(state == end, "seed \(seed)")
      }
    }
  }

  @Test("A revision of all heads that answers every conflict leaves none")
  func resolutionCloses() {
    for seed in 0..<300 as Range<UInt64> {
      let history = GeneratedHistory(seed: seed)
      let merged = Self.merge.merge(history.revisions, of: history.record)
      let open = merged.fieldsInConflict
      #expect(merged.conflicts.count == open.count)
      let answer = Self.revision(after: merged, writing: open.map(\.string))
      #expect(merged.unanswered(by: open.map(\.string), rules: Self.merge.rules).isEmpty)
      let closed = Self.merge.merge(history.revisions + [answer], of: history.record)
      #expect(closed.conflicts.isEmpty && closed.heads == [answer.id], "seed \(seed)")
      #expect(closed.automaticMerges.isEmpty, "seed \(seed)")
      guard let spared = open.last?.string else { continue }
      #expect(
        merged.unanswered(by: open.dropLast().map(\.string), rules: Self.merge.rules)
          == open.suffix(1)
      )
      let partly = Self.revision(after: merged, writing: open.dropLast().map(\.string))
      let left = Self.merge.merge(history.revisions + [partly], of: history.record)
      #expect(left.fieldsInConflict.map(\.string) == [spared], "seed \(seed)")
    }
  }

  private static func revision(after merged: MergedRecord, writing names: [String]) -> Revision {
    Revision(
      id: EntryID(line: Array("answer".utf8).span.bytes),
      parents: merged.heads,
      time: -1,
      content: .revision(writes: names, body: merged.body),
    )
  }

  @Test("What a lone successor shows is what the whole merge shows")
  func successorEqualsMerge() {
    for seed in 0..<300 as Range<UInt64> {
      let history = GeneratedHistory(seed: seed)
      var random = SeededGenerator(seed: ~seed)
      var revisions = history.revisions
      var merged = Self.merge.merge(revisions, of: history.record)
      if merged.heads.count != 1 {
        revisions.append(Self.revision(after: merged, writing: []))
        merged = Self.merge.merge(revisions, of: history.record)
      }
      var shown = merged.body
      for step in 0..<5 {
        let content = GeneratedHistory.content(&random)
        let revision = Revision(
          id: EntryID(line: Array("step \(step)".utf8).span.bytes),
          parents: merged.heads,
          time: Int64(step),
          content: content,
        )
        if case .revision(let writes, let body) = content {
          shown = Self.merge.apply(writes: writes, body: body, onto: shown)
        }
        revisions.append(revision)
        merged = Self.merge.merge(revisions, of: history.record)
        #expect(shown.bytes == merged.body.bytes, "seed \(seed) step \(step)")
      }
    }
  }

  @Test("What a writer sees is the merge of the entries behind the heads that it names")
  func partsMerge() {
    for seed in 0..<300 as Range<UInt64> {
      let history = GeneratedHistory(seed: seed)
      let whole = Self.merge.merge(history.revisions, of: history.record)
      let all = Self.merge.merge(history.revisions, of: history.record, seenFrom: whole.heads)
      #expect(all == whole, "seed \(seed)")
      guard let head = whole.heads.first else { continue }
      let part = Self.merge.merge(history.revisions, of: history.record, seenFrom: [head])
      #expect(part.heads.contains(head), "seed \(seed)")
      var behind: Set<EntryID> = [head, history.record]
      var count = 0
      while count != behind.count {
        count = behind.count
        for revision in history.revisions
        where revision.id != history.record && behind.contains(revision.id) {
          behind.formUnion(revision.parents)
        }
      }
      let visible = history.revisions.filter { behind.contains($0.id) }
      #expect(part.report == Self.oracle(visible, of: history.record).report, "seed \(seed)")
    }
  }
}
