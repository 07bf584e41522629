import CentralView
import Records
import Sealing

extension Store {
  /// Refuses a reason or a value that would tell a firm about another.
  ///
  /// `withdrawn`: Letters that are taken back with this decision, and with its reason.
  func requireSilence(
    of ruling: Ruling,
    _ reason: String,
    letters: [Ruling.Letter],
    withdrawn: [RecordSummary],
  ) throws {
    let conflict = ruling.conflict
    var readers = Set(letters.map(\.organisation))
    if conflict.kind == ConflictKind.concurrent.rawValue { readers = [conflict.organisation] }
    readers.formUnion(try withdrawn.flatMap { try self.readers(ofLetter: $0) })
    guard !readers.isEmpty else { return }
    let check = try ReasonCheck(self, readers: readers, statements: conflict.values)
    try check.check(reason, "reason")
    let values = letters.compactMap { $0.body["value"] } + [ruling.value].compactMap(\.self)
    for value in values { try check.check(value.strings.joined(separator: "; "), "value") }
    for letter in letters { try requireNoQuantity(letter, of: conflict, reason) }
  }

  /// Refuses words in a determination that a firm reads which name another one.
  ///
  /// Letters are begun by ‘determine’, and revised and withdrawn as any record.
  func requireSilence(of record: RecordSummary, _ reason: String, _ members: [JSON.Member]) throws {
    let readers = try Set(self.readers(ofLetter: record))
    guard !readers.isEmpty else { return }
    let check = try ReasonCheck(self, readers: readers, statements: statements(behind: record))
    try check.check(reason, "reason")
    for member in members where ["reason", "value"].contains(member.name) {
      try check.check(member.value.strings.joined(separator: "; "), member.name)
    }
  }

  /// The firms that read a determination.
  func readers(ofLetter record: RecordSummary) throws -> [OrganisationID] {
    guard record.form.hasPrefix("determination/") else { return [] }
    return (try self.readers(of: record) ?? []).compactMap { OrganisationID($0) }
  }

  /// What was decided on in the determination that a letter tells of.
  private func statements(behind letter: RecordSummary) throws -> [StandingValue] {
    let own = try view.determinations(by: [settings.organisation])
    let whole = own.filter { $0.record == letter.id || $0.letters.contains(letter.id) }
    return try whole.flatMap { determination in
      try determination.writes.compactMap {
        try view.statement(of: $0, field: determination.field)
      }
    }
  }

  /// Of quantities a firm is told none that another one wrote.
  private func requireNoQuantity(
    _ letter: Ruling.Letter,
    of conflict: ConflictSummary,
    _ reason: String,
  ) throws {
    guard conflict.field == "amount" else { return }
    func quantity(_ value: StandingValue) -> String? { value.value?["quantity"]?.string }
    let own = Set(conflict.values.filter { $0.record == letter.record }.compactMap(quantity))
    let tokens = Set(reason.split { !$0.isNumber && $0 != "." }.map(String.init))
    for value in conflict.values where value.organisation != letter.organisation {
      guard let quantity = quantity(value), !own.contains(quantity) else { continue }
      let isSet = letter.body["value"]?["quantity"]?.string == quantity
      guard !isSet, !tokens.contains(quantity) else {
        throw ConflictError.tellsQuantity(
          [quantity, value.value?["unit"]?.string].compactMap(\.self).joined(separator: " ")
        )
      }
    }
  }
}

extension JSON {
  /// Every text in a value.
  fileprivate var strings: [String] {
    switch self {
    case .string(let text): [text]
    default: (elements ?? []).flatMap(\.strings) + (members ?? []).flatMap { $0.value.strings }
    }
  }
}
