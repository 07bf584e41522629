import Records
import TestSupport
import Testing

@testable import CentralView

@Suite("Where branches part")
struct ForkSurveyTests {
  /// Branches of one journal, by the text that stands for each entry.
  private struct Branches: JournalSource {
    let lines: [String: [[UInt8]]]
    let journals: [HeldJournal]

    func forEachLine(
      of journal: HeldJournal,
      in positions: Range<UInt64>,
      _ body: (UInt64, RawSpan) throws -> Void,
    ) throws {
      let all = lines[journal.branch] ?? []
      for position in positions {
        let line = all[Int(position)]
        try body(position, line.span.bytes)
      }
    }
  }

  /// The points, entry by entry: every position at which branches that agreed before differ.
  private func slow(_ branches: [[[UInt8]]]) -> [UInt64: [Set<EntryID>]] {
    var points: [UInt64: [Set<EntryID>]] = [:]
    let longest = branches.map(\.count).max() ?? 0
    for position in 0..<longest {
      let reaching = branches.filter { $0.count > position }
      let groups = Dictionary(grouping: reaching) { branch in
        branch.prefix(position).map { String(decoding: $0, as: UTF8.self) }.joined(separator: "|")
      }
      for group in groups.values {
        let ids = Set(
          group.map { branch -> EntryID in
            let line = branch[position]
            return EntryID(line: line.span.bytes)
          }
        )
        if ids.count > 1 { points[UInt64(position), default: []].append(ids) }
      }
    }
    return points
  }

  @Test("The points are the same whichever branch was held first, and those of the slow way")
  func anyOrder() throws {
    for seed in 0..<300 {
      var random = SeededGenerator(seed: UInt64(seed))
      var branches: [[[UInt8]]] = [
        (0..<Int.random(in: 1..<12, using: &random)).map { [UInt8($0)] }
      ]
      for number in 1...Int.random(in: 1...4, using: &random) {
        let base = branches.randomElement(using: &random) ?? []
        let start = Int.random(in: 0..<base.count, using: &random)
        let length = Int.random(in: 1..<6, using: &random)
        branches.append(
          Array(base.prefix(start)) + (0..<length).map { [UInt8(number * 20 + $0), 100] }
        )
      }
      let expected = slow(branches).mapValues { Set($0) }
      for _ in 0..<3 {
        branches.shuffle(using: &random)
        let found = try ForkSurvey(held(branches).journals, in: held(branches)).points
        let points = Dictionary(grouping: found, by: \.position).mapValues { points in
          Set(points.map { Set($0.sides.keys) })
        }
        #expect(points == expected, "seed \(seed)")
      }
    }
  }

  /// The branches as a store holds them: each from where it leaves the first.
  private func held(_ branches: [[[UInt8]]]) -> Branches {
    let organisation = OrganisationID(firstKey: [UInt8](repeating: 7, count: 32))
    var lines: [String: [[UInt8]]] = [:]
    var journals: [HeldJournal] = []
    for (number, branch) in branches.enumerated() {
      let name = number == 0 ? "" : "b\(number)"
      let first = zip(branch, branches[0]).enumerated().first { $1.0 != $1.1 }?.offset
      lines[name] = branch
      journals.append(
        HeldJournal(
          origin: "steward/x/y",
          organisation: organisation,
          branch: name,
          first: number == 0 ? 0 : UInt64(first ?? min(branch.count, branches[0].count)),
          size: UInt64(branch.count),
        )
      )
    }
    return Branches(lines: lines, journals: journals)
  }
}
