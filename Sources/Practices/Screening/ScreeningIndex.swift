internal import Records

/// Compares texts with substances, customers, lists and alerts.
///
/// Everything is filed by words and numbers once; a text costs what its own words cost,
/// however many subjects there are.
public struct ScreeningIndex: Sendable {
  /// Who asks.
  public enum Manner: Hashable, Sendable {
    /// A person looks somebody up and wants to see what may be meant.
    case typed
    /// A table's cell, one of thousands.
    case cell
  }

  private let register: SubstanceRegister
  private let subjects: [ScreeningSubject]
  private let names: NameIndex
  private let nameOwners: [Int]
  private let addresses: AddressIndex
  private let numbers: NumberIndex
  private let byCAS: [String: [Int]]
  private let alertTexts: [(owner: Int, key: String)]

  /// Files what `records` know.
  public init(_ records: ScreeningRecords, register: SubstanceRegister = .standard) {
    self.register = register
    subjects = records.entries.map(\.subject)
    var texts: [String] = []
    var owners: [Int] = []
    var addresses = AddressIndex()
    var numbers = NumberIndex()
    var byCAS: [String: [Int]] = [:]
    var alertTexts: [(Int, String)] = []
    for (owner, entry) in records.entries.enumerated() {
      for name in entry.names {
        texts.append(name)
        owners.append(owner)
      }
      for address in entry.addresses { addresses.insert(address, owner: owner) }
      for (label, text) in entry.numbers {
        numbers.insert(number: text, NumberIndex.Entry(owner: owner, label: label))
      }
      for telephone in entry.telephones {
        let filed = NumberIndex.Entry(owner: owner, label: "telephone number")
        numbers.insert(telephone: telephone, filed)
      }
      for website in entry.websites {
        numbers.insert(website: website, NumberIndex.Entry(owner: owner, label: "website"))
      }
      for email in entry.emails {
        numbers.insert(email: email, NumberIndex.Entry(owner: owner, label: "e-mail address"))
      }
      for cas in entry.cas { byCAS[register.parent(of: cas), default: []].append(owner) }
      if !entry.text.isEmpty {
        alertTexts.append((owner, " " + NameWords(entry.text).key + " "))
      }
    }
    names = NameIndex(texts)
    nameOwners = owners
    self.addresses = addresses
    self.numbers = numbers
    self.byCAS = byCAS
    self.alertTexts = alertTexts
  }

  /// What a text speaks of: each subject once, substances first, then in the order in which
  /// they were filed.
  public func hits(in text: String, manner: Manner) -> [ScreeningHit] {
    var hits = Hits()
    addSubstances(in: text, manner, to: &hits)
    for (entry, words) in numbers.find(in: text) {
      hits.add(entry.owner, .number(entry.label), words)
    }
    let words = NameWords(text)
    for (name, fit) in names.names(in: words, isTyped: manner == .typed) {
      let reason: ScreeningHit.Reason =
        switch fit {
        case .whole: .name
        case .misspelled: .similarName
        case .inside: .nameInText
        case .part: .partOfName
        }
      hits.add(nameOwners[name], reason, text)
    }
    addAlertTexts(words, text, to: &hits)
    if manner == .typed {
      for owner in addresses.owners(in: [text]) { hits.add(owner, .address, text) }
    }
    return hits.substances
      + hits.others.sorted { $0.key < $1.key }.map { owner, found in
        ScreeningHit(subject: subjects[owner], why: found.why, words: found.words)
      }
  }

  /// The addresses of customers, lists and alerts that the cells of one row give together.
  public func addressHits(inRow cells: [String]) -> [ScreeningHit] {
    addresses.owners(in: cells).map { owner in
      ScreeningHit(subject: subjects[owner], why: .address, words: cells.joined(separator: ", "))
    }
  }

  private struct Hits {
    var substances: [ScreeningHit] = []
    var others: [Int: (why: ScreeningHit.Reason, words: String)] = [:]

    /// The first reason stays: numbers say more than names.
    mutating func add(_ owner: Int, _ why: ScreeningHit.Reason, _ words: String) {
      if others[owner] == nil { others[owner] = (why, words) }
    }
  }

  private func addSubstances(in text: String, _ manner: Manner, to hits: inout Hits) {
    var found = register.matches(text)
    if found.isEmpty {
      // A code of customs in a table is a number like others.
      let isCode = SubstanceRegister.code(in: text) != nil
      if manner == .typed || !isCode {
        found = register.find(text).map { SubstanceMatch(substance: $0, words: text) }
      }
    }
    for match in found {
      hits.substances.append(
        ScreeningHit(
          subject: ScreeningSubject(
            kind: .substance,
            name: match.substance.fullName,
            cas: match.substance.cas,
          ),
          why: .substance,
          words: match.words,
        )
      )
      for owner in match.substance.cas.flatMap({ byCAS[$0] }) ?? [] {
        hits.add(owner, .substance, match.words)
      }
    }
    // A list may name a substance that the register does not have.
    for (cas, words) in SubstanceRegister.casNumbers(in: text) {
      for owner in byCAS[cas] ?? [] { hits.add(owner, .substance, String(words)) }
    }
  }

  private func addAlertTexts(_ words: NameWords, _ text: String, to hits: inout Hits) {
    guard !alertTexts.isEmpty, 2...8 ~= words.core.count,
      words.core.count(where: { !$0.isNumber && !OrdinaryWords.generic.contains($0.text) }) > 1
    else { return }
    let key = " " + words.core.map(\.text).joined(separator: " ") + " "
    for (owner, alert) in alertTexts where alert.contains(key) {
      hits.add(owner, .alertText, text)
    }
  }
}
