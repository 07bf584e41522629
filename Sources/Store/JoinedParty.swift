import Practices
import Records

/// A firm's records of one customer, which it judged to be the same, as one of them is judged
/// by all.
///
/// What is said about any of them is read as if it were said about the one that the order
/// names: licences, declarations, orders and deliveries count together. Assessments do not, or
/// a favourable one would hide the refusal of the same customer under another number: the
/// order is judged once for each record, by the assessments of that record where it has some,
/// and the worst answer counts.
struct JoinedParty {
  /// The customer that the order names.
  let customer: EntryID
  /// Every record of it, this one among them.
  let members: [EntryID]
  /// Whose own words and assessments are looked at.
  let speaker: EntryID

  /// Whether a record is one of them.
  func contains(_ id: EntryID) -> Bool { members.contains(id) }

  /// A body that names the order's customer wherever it names one of the others.
  func renamed(_ body: JSON) -> JSON {
    guard let all = body.members else { return body }
    let renamed = all.map { member in
      guard let id = member.value.string.flatMap({ EntryID($0) }), contains(id) else {
        return member
      }
      return JSON.Member(member.name, .string(customer.text))
    }
    return .object(renamed)
  }

  /// A record's body with the members that only the others have.
  static func filled(_ body: JSON, from others: [JSON]) -> JSON {
    var members = body.members ?? []
    for other in others.flatMap({ $0.members ?? [] })
    where !members.contains(where: { $0.name.utf8.elementsEqual(other.name.utf8) }) {
      members.append(other)
    }
    return .object(members)
  }
}

extension CheckAnswer {
  /// The worse answer of each rule; of two alike the own one.
  mutating func takeWorse(of other: CheckAnswer, as name: String) {
    for (index, result) in other.results.enumerated() where results.indices.contains(index) {
      guard result.verdict > results[index].verdict, result.rule == results[index].rule else {
        continue
      }
      results[index] = result
      results[index].because += " (by the record \(name), judged to be the same customer)"
    }
  }
}
