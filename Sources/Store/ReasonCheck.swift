import CentralView
import Records
import Sealing

/// Looks through what an officer wrote for what a firm must not learn of another.
///
/// It finds names, ids, numbers in books and quantities. What a sentence says between the lines
/// it cannot know.
struct ReasonCheck {
  /// Who is not to be named, with what would name them.
  private struct Stranger {
    let organisation: OrganisationID
    let name: String
    /// Whether a statement of theirs is part of what is decided, so that every word of their
    /// name that tells is one too many.
    let isParty: Bool
    /// People of theirs, and the numbers that their records have in their books.
    var people: Set<String> = []
    var references: Set<String> = []
  }

  private let store: Store
  private let readers: Set<OrganisationID>
  private let strangers: [Stranger]
  /// The words of the readers' own names.
  private let own: Set<String>

  /// `statements`: What is decided on, as far as it is known.
  init(_ store: Store, readers: Set<OrganisationID>, statements: [StandingValue]) throws {
    self.store = store
    self.readers = readers
    let parties = Set(statements.map(\.organisation))
    let held = try store.view.organisations(but: store.settings.organisation)
    let known = try Set(store.trust().enrolled + held)
    own = try Set(readers.flatMap { try Self.folded(store.name(of: $0)) })
    var strangers: [Stranger] = []
    // What several firms read names none of them.
    for other in known.union(parties).sorted()
    where other != store.settings.organisation && readers != [other] {
      var stranger = Stranger(
        organisation: other,
        name: try store.name(of: other),
        isParty: parties.contains(other),
      )
      for statement in statements where statement.organisation == other {
        try Self.add(statement, to: &stranger, in: store)
      }
      strangers.append(stranger)
    }
    self.strangers = strangers
  }

  private static func add(
    _ statement: StandingValue,
    to stranger: inout Stranger,
    in store: Store,
  ) throws {
    let people = ["assessor", "signatory"].compactMap { statement.value?[$0]?.string }
    stranger.people.formUnion(people)
    guard let record = try statement.record.flatMap({ try store.view.record($0) }) else { return }
    stranger.people.formUnion(try store.history(of: record).compactMap { $0.entry?.author })
    let form = FormName(record.form).flatMap { store.forms[$0] }
    let subject = try form?.subject.flatMap { record.body[$0]?.string }
      .flatMap { EntryID($0) }.flatMap { try store.view.record($0) }
    let numbers = [record, subject].compactMap { $0?.body["reference"]?.string }
    stranger.references.formUnion(numbers.filter { $0.contains(where: \.isNumber) })
  }

  /// Refuses a text that would tell whoever reads it about somebody else.
  ///
  /// `what`: What the text is, in the sentence that refuses it.
  func check(_ text: String, _ what: String) throws {
    for stranger in strangers {
      if let found = found(stranger, in: text) {
        throw ConflictError.namesAnother(found, what: what)
      }
    }
    let ids = Self.words(text).filter { $0.utf8.count >= 8 }
    for id in ids {
      // The first characters tell; a sentence may go on without a space.
      let owners = try store.view.organisations(withEntryNamed: String(id.prefix(8)))
      if !owners.isSubset(of: readers.union([store.settings.organisation])) {
        throw ConflictError.namesAnother(id, what: what)
      }
    }
  }

  /// What of an organisation a text names.
  private func found(_ stranger: Stranger, in text: String) -> String? {
    if Self.names(stranger.organisation, called: stranger.name, in: text) { return stranger.name }
    let folded = Self.folded(text)
    if stranger.isParty {
      let words = Self.folded(stranger.name).filter {
        $0.count >= 4 && NameWords.isTelling($0) && !own.contains($0)
      }
      if !Set(folded).isDisjoint(with: words) { return stranger.name }
    }
    if let person = stranger.people.sorted().first(where: { Self.holds(folded, $0) }) {
      return person
    }
    let tokens = text.split { $0.isWhitespace || ",;:()‘’'\"".contains($0) }
      .map { $0.lowercased() }
    return stranger.references.sorted().first { reference in
      tokens.contains { token in
        let end = token.hasSuffix(".") ? String(token.dropLast()) : token
        return end == reference.lowercased()
      }
    }
  }

  /// Whether text names an organisation: by its name without legal form, by a word of it that
  /// is written as a name, or by the beginning of its id.
  static func names(_ organisation: OrganisationID, called name: String, in text: String) -> Bool {
    let said = words(text)
    let folded = said.map { $0.lowercased() }
    if folded.contains(where: { $0.utf8.count >= 8 && organisation.text.hasPrefix($0) }) {
      return true
    }
    var wanted = self.folded(name)
    while wanted.count > 1, let last = wanted.last, legalForms.contains(last) || last.count < 3 {
      wanted.removeLast()
    }
    if holds(folded, wanted) { return true }
    // One word of it with a capital is a name as well; where a sentence begins, only one that is
    // no ordinary word.
    return zip(said, folded).enumerated().contains { index, word in
      word.0.count >= 4 && word.0.first?.isUppercase == true && wanted.contains(word.1)
        && (index > 0 || NameWords.isTelling(word.1))
    }
  }

  /// Whether words follow one another in a text.
  private static func holds(_ text: [String], _ name: String) -> Bool {
    let words = folded(name)
    return words.contains { $0.count >= 3 } && holds(text, words)
  }

  private static func holds(_ text: [String], _ words: [String]) -> Bool {
    guard !words.isEmpty, text.count >= words.count else { return false }
    return (0...(text.count - words.count)).contains { start in
      text[start..<(start + words.count)].elementsEqual(words)
    }
  }

  private static func folded(_ text: String) -> [String] { words(text).map { $0.lowercased() } }

  private static func words(_ text: String) -> [String] {
    text.normalized.split { !$0.isLetter && !$0.isNumber }.map(String.init)
  }

  private static let legalForms: Set<String> = [
    "gmbh", "limited", "ltd", "llc", "inc", "corp", "plc", "sarl", "sas", "spa", "srl", "kft",
    "oyj", "aps",
  ]
}
