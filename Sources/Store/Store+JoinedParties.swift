import CentralView
import Practices
import Records

extension Store {
  /// The customer of a request with the records judged to be the same, once with each of them
  /// to speak for all, the record that the request names first; none where it stands for itself.
  func joinedParties(of request: CheckRequest) throws -> [JoinedParty] {
    let customers = request.bodies.compactMap { $0["customer"]?.string.flatMap { EntryID($0) } }
    for customer in customers {
      let members = try view.recordsJudgedSame(as: customer, by: settings.organisation)
      guard members.count > 1 else { continue }
      let speakers = [customer] + members.filter { $0 != customer }
      return speakers.map { JoinedParty(customer: customer, members: members, speaker: $0) }
    }
    return []
  }

  /// What people call a customer of the own organisation.
  func name(ofCustomer id: EntryID) throws -> String {
    let body = try view.record(id, of: settings.organisation)?.body
    let words = [body?["reference"], body?["name"]].compactMap { $0?.string }
    return words.isEmpty ? id.short : "‘\(words.joined(separator: ", "))’"
  }
}
