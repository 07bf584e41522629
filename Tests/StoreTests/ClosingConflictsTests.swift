import CentralView
import Records
import Sealing
import TestSupport
import Testing

@testable import Store

@Suite("Closing conflicts")
struct ClosingConflictsTests {
  private func disputed() throws -> (dispute: Dispute, conflict: ConflictSummary) {
    var dispute = try Dispute("noord", "zuid")
    try dispute.assess(0, "approved")
    try dispute.assess(1, "refused")
    try dispute.declare(0, "1200", endUse: "coatings")
    try dispute.declare(1, "88.5", endUse: "coatings")
    try dispute.report()
    return (dispute, try dispute.contradiction())
  }

  @Test("What another command closes is refused with that command", .temporaryFolder)
  func otherCommand() throws {
    let (dispute, conflict) = try disputed()
    #expect {
      try dispute.authority.resolve(conflict, choices: [], because: "x")
    } throws: { error in
      guard case ConflictError.closedElsewhere(_, .contradiction, let command) = error else {
        return false
      }
      return command.hasPrefix("steward determine \(conflict.id.prefix(8)) --take ")
    }
    let own = ConflictSummary.sample(conflict, kind: .fork)
    #expect(throws: ConflictError.self) {
      try dispute.authority.determine(own, [.bothStand], because: "x")
    }
    let pair = ConflictSummary.sample(conflict, kind: .duplicate)
    #expect {
      try dispute.authority.determine(pair, [.bothStand], because: "x")
    } throws: { error in
      guard case ConflictError.closedElsewhere(_, .duplicate, let command) = error else {
        return false
      }
      return command.hasPrefix("steward matches same ")
    }
    #expect(throws: ConflictError.notAnAuthority) {
      try dispute.firms[0].determine(conflict, [.bothStand], because: "x")
    }
  }

  @Test("What does not answer the question is refused", .temporaryFolder)
  func choices() throws {
    let (dispute, conflict) = try disputed()
    let entry = conflict.values[0].entry.short
    let bad: [[RulingChoice]] = [
      [], [.bothStand, .take(entry: entry)], [.take(entry: "zzzzzzzz")], [.take(entry: "zz")],
      [.set(member: "assessor", "me")], [.set(member: "outcome", "refused"), .bothStand],
    ]
    for choices in bad {
      #expect(throws: (any Error).self) {
        try dispute.authority.determine(conflict, choices, because: "x")
      }
    }
    #expect(try dispute.contradiction().status == .open)
  }

  @Test(
    "A reason that names another firm goes to nobody",
    .temporaryFolder,
    arguments: [
      "Zuid works refused them", "as zuid WORKS wrote", "seen at Zuid last week", "refused by $ID",
    ],
  )
  func reasons(_ text: String) throws {
    let (dispute, conflict) = try disputed()
    let id = dispute.firms[1].settings.organisation.text.prefix(10)
    let reason = text.replacing("$ID", with: id)
    #expect {
      try dispute.authority.determine(
        conflict,
        [.set(member: "outcome", "refused")],
        because: reason,
      )
    } throws: { error in
      guard case ConflictError.namesAnother(_, "reason") = error else { return false }
      return true
    }
    // What stays at home may say it.
    _ = try dispute.authority.determine(conflict, [.bothStand], because: reason)
  }

  @Test("No firm is told a quantity that another one wrote", .temporaryFolder)
  func quantities() throws {
    let (dispute, _) = try disputed()
    let conflict = try dispute.contradiction("amount")
    for (choices, reason) in [
      ([RulingChoice.set(member: "quantity", "88.5")], "as we see it"),
      ([RulingChoice.set(member: "quantity", "100")], "they said 88.5 elsewhere"),
    ] {
      #expect(throws: ConflictError.tellsQuantity("88.5 kg")) {
        try dispute.authority.determine(conflict, choices, because: reason)
      }
    }
    _ = try dispute.authority.determine(
      conflict,
      [.set(member: "quantity", "100")],
      because: "the plant cannot use more",
    )
  }

  @Test("Conflicts are listed by kind, firm, age and state", .temporaryFolder)
  func filters() throws {
    let (dispute, conflict) = try disputed()
    let authority = dispute.authority
    func ids(_ filter: ConflictFilter) throws -> Set<String> {
      Set(try authority.conflicts(filter).map(\.id))
    }
    let amount = try dispute.contradiction("amount")
    #expect(try ids(ConflictFilter()) == [conflict.id, amount.id])
    #expect(try ids(ConflictFilter(kinds: [.concurrent])).isEmpty)
    #expect(try ids(ConflictFilter(kinds: [.contradiction, .fork])).count == 2)
    let firm = dispute.firms[0].settings.organisation
    #expect(try ids(ConflictFilter(firm: firm)).count == 2)
    #expect(try ids(ConflictFilter(firm: authority.settings.organisation)).isEmpty)
    let newest = try #require(conflict.newestTime).date
    #expect(try ids(ConflictFilter(olderThan: 0, date: newest)).isEmpty)
    #expect(try ids(ConflictFilter(olderThan: 0, date: newest.adding(days: 1))).count == 2)
    #expect(try ids(ConflictFilter(olderThan: 30, date: newest.adding(days: 30))).isEmpty)
    #expect(try ids(ConflictFilter(olderThan: 30, date: newest.adding(days: 31))).count == 2)
    _ = try authority.determine(conflict, [.bothStand], because: "both")
    #expect(try ids(ConflictFilter()) == [amount.id])
    #expect(try ids(ConflictFilter(statuses: [.determined])) == [conflict.id])
    #expect(try ids(ConflictFilter(statuses: [.resolved, .stale])).isEmpty)
  }
}

extension ConflictSummary {
  /// The same with another kind.
  fileprivate static func sample(_ conflict: ConflictSummary, kind: ConflictKind) -> ConflictSummary
  {
    var other = conflict
    other.kind = kind.rawValue
    return other
  }
}
