import CentralView
import Records
import Sealing

/// Looks through what an officer wrote for what a firm must not learn of another.
///
/// It finds names, ids and quantities. What a sentence says between the lines it cannot know.
struct ReasonCheck {
  let store: Store
  let conflict: ConflictSummary

  /// Refuses a reason or a value that would tell whoever reads it about somebody else.
  func check(_ ruling: Ruling, _ reason: String, _ letters: [Ruling.Letter]) throws {
    var readers = Set(letters.map(\.organisation))
    if conflict.kind == ConflictKind.concurrent.rawValue { readers = [conflict.organisation] }
    guard !readers.isEmpty else { return }
    let book = try store.trust()
    let known = Set(book.enrolled + conflict.organisations)
    let others = known.filter { $0 != store.settings.organisation && readers != [$0] }
    for other in others.sorted() {
      let name = try store.name(of: other)
      if Self.names(other, called: name, in: reason) {
        throw ConflictError.namesAnother(name, what: "reason")
      }
      let values = letters.compactMap { $0.body["value"] }.map(\.text).joined(separator: " ")
      if Self.names(other, called: name, in: values) {
        throw ConflictError.namesAnother(name, what: "value")
      }
    }
    for letter in letters { try checkQuantities(letter, reason, ruling) }
  }

  /// Whether text names an organisation: by its name without legal form, by a word of it that
  /// is written as a name, or by the beginning of its id.
  static func names(_ organisation: OrganisationID, called name: String, in text: String) -> Bool {
    let said = words(text)
    let folded = said.map { $0.lowercased() }
    if folded.contains(where: { $0.utf8.count >= 8 && organisation.text.hasPrefix($0) }) {
      return true
    }
    var wanted = words(name).map { $0.lowercased() }
    while wanted.count > 1, let last = wanted.last, legalForms.contains(last) || last.count < 3 {
      wanted.removeLast()
    }
    guard !wanted.isEmpty, folded.count >= wanted.count else { return false }
    for start in 0...(folded.count - wanted.count)
    where folded[start..<(start + wanted.count)].elementsEqual(wanted) {
      return true
    }
    // One word of it, in the middle of a sentence and with a capital, is a name as well.
    return zip(said, folded).dropFirst().contains { word, lower in
      word.count >= 4 && word.first?.isUppercase == true && wanted.contains(lower)
    }
  }

  private static func words(_ text: String) -> [String] {
    text.normalized.split { !$0.isLetter && !$0.isNumber }.map(String.init)
  }

  private static let legalForms: Set<String> = [
    "gmbh", "limited", "ltd", "llc", "inc", "corp", "plc", "sarl", "sas", "spa", "srl", "kft",
    "oyj", "aps",
  ]

  /// Of quantities a firm is told none that another one wrote.
  private func checkQuantities(
    _ letter: Ruling.Letter,
    _ reason: String,
    _ ruling: Ruling,
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
