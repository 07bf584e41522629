import Records
import TestSupport
import Testing

/// The standing writes of one field, asked for by name.
@Suite("Standing writes of a field")
struct StandingFieldTests {
  @Test("They are those of the whole merge, and of a field that one write has a say in, its last")
  func agreement() {
    let merge = RecordMerge(rules: GeneratedHistory.fieldRules)
    var (several, single) = (0, 0)
    for seed in 0..<300 as Range<UInt64> {
      let history = GeneratedHistory(seed: seed)
      let merged = merge.merge(history.revisions, of: history.record)
      for name in ["name", "tags", "address", "assessment", "status", "extra", "void"] as [Text] {
        let found = merge.standing(name, in: history.revisions.shuffled(), of: history.record)
        if let field = merged.field(named: name) {
          #expect(found == field.writes, "seed \(seed), \(name)")
          several += 1
        } else if name != FieldRules.void, let value = found.first?.value.json {
          #expect(found.count == 1, "seed \(seed), \(name)")
          let members = value.members?.map { $0 } ?? []
          let isShown =
            GeneratedHistory.fieldRules.isGroup(name)
            ? members.allSatisfy { merged.body[$0.name] == $0.value }
            : merged.body[name.string] == value
          #expect(isShown, "seed \(seed), \(name)")
          single += 1
        }
      }
    }
    #expect(several > 100)
    #expect(single > 100)
  }
}
