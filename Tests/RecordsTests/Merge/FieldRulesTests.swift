import Records
import Testing

/// Which members are one field.
@Suite("Field rules")
struct FieldRulesTests {
  @Test("A member belongs to its group, and else is a field of its own")
  func fieldNames() {
    let rules = FieldRules(
      groups: [
        .init(name: "amount", members: ["quantity", "unit", "void"]),
        .init(name: "second", members: ["unit", "other", "amount"]),
        .init(name: "void", members: ["lost"]),
      ],
      rules: ["tags": .union, "amount": .union],
    )
    let expected: [(Text, Text)] = [
      ("quantity", "amount"), ("unit", "amount"), ("other", "second"), ("amount", "amount"),
      ("void", "void"), ("lost", "lost"), ("name", "name"),
    ]
    for (member, field) in expected { #expect(rules.fieldName(ofMember: member) == field) }
    #expect(rules.isGroup("amount") && !rules.isGroup("void") && !rules.isGroup("quantity"))
    #expect(rules.rule(ofField: "tags") == .union)
    #expect(rules.rule(ofField: "name") == .manual)
    #expect(rules.rule(ofField: "amount") == .manual, "a group is never a union")
  }

  @Test("Names that Swift's strings call equal are two fields when their bytes differ")
  func namesByBytes() {
    var history = RecordHistory(["caf\u{E9}": 1])
    history.revise(after: RecordHistory.id(0), writing: ["cafe\u{301}": 2])
    #expect(history.merged().body.members?.count == 2)
  }
}
