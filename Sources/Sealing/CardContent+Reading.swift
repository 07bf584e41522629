import Journal
import Records

extension CardContent {
  /// Reads the text of a card.
  ///
  /// - Throws: ``CardFault`` for the first line that is not what belongs there.
  public init(parsing text: [UInt8]) throws(CardFault) {
    var lines = CardLines(text)
    guard lines.next() == Self.header else { throw .unexpectedLine(1, expected: Self.header) }
    serial = try lines.take("serial") { DecimalNumber.parse($0.utf8).flatMap { $0 > 0 ? $0 : nil } }
    let organisation = try lines.take("organisation") { OrganisationID($0) }
    self.organisation = organisation
    profile = try Self.profile(from: &lines)
    journals = try lines.takeAll("journal") { (value, line) throws(CardFault) in
      try Self.journalLine(value, of: organisation, line: line)
    }
    let witnessName = OrganisationKeys.witnessName(of: organisation)
    witnesses = try lines.takeAll("witness") { (value, line) throws(CardFault) in
      try Self.key(value, name: witnessName, type: .cosignature, line: line)
    }
    let receiptName = OrganisationKeys.receiptName(of: organisation)
    receipts = try lines.takeAll("receipt") { (value, line) throws(CardFault) in
      try Self.key(value, name: receiptName, type: .ed25519, line: line)
    }
    recipients = try lines.takeAll("recipient", atLeast: 0) { (value, line) throws(CardFault) in
      guard let recipient = AgeRecipient(value) else {
        throw .malformedLine(line, word: "recipient")
      }
      return recipient
    }
    guard lines.isAtEnd else { throw .unexpectedLine(lines.number, expected: "the end") }
    try check()
  }

  private static func profile(from lines: inout CardLines) throws(CardFault) -> Profile {
    let name = try lines.take("name") { Profile.isFit($0) ? $0 : nil }
    let role = try lines.take("role") {
      Role(rawValue: $0).flatMap { $0.isStatedOnCards ? $0 : nil }
    }
    let country = try lines.take("country") { Profile.isCountry($0) ? $0 : nil }
    let contact = try lines.takeOptional("contact") { Profile.isFit($0) ? $0 : nil }
    return try Profile(name: name, role: role, country: country, contact: contact ?? "")
  }

  private static func journalLine(
    _ value: String,
    of organisation: OrganisationID,
    line: Int,
  ) throws(CardFault) -> JournalLine {
    let parts = value.utf8.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
    guard parts.count == 2, let origin = Origin(String(Substring(parts[0]))) else {
      throw .malformedLine(line, word: "journal")
    }
    guard origin.organisation == organisation else { throw .foreignOrigin(line, origin) }
    let key = try key(
      String(Substring(parts[1])),
      name: origin.text,
      type: .ed25519,
      line: line,
    )
    return JournalLine(origin: origin, key: key)
  }

  private static func key(
    _ text: String,
    name: String,
    type: KeyType,
    line: Int,
  ) throws(CardFault) -> VerifierKey {
    let key: VerifierKey
    do throws(NoteFault) {
      key = try VerifierKey(parsing: text)
    } catch {
      throw .badKey(line, error)
    }
    guard key.type == type, key.name.utf8.elementsEqual(name.utf8) else {
      throw .foreignKey(line, expected: name)
    }
    return key
  }

  /// Checks what concerns several lines at once.
  ///
  /// - Throws: ``CardFault`` where something stands twice, or there is too much of it.
  func check() throws(CardFault) {
    guard journals.count <= Self.maximumJournals else { throw .tooManyJournals }
    guard Set(journals.map(\.origin)).count == journals.count else { throw .duplicate("journal") }
    guard Set(recipients).count == recipients.count else { throw .duplicate("recipient") }
    // What a witness signs does not name the witness, so its key must do nothing else.
    // One place may sign several journals with one key.
    let journalKeys = Set(journals.map(\.key.publicKey))
    let otherKeys = (witnesses + receipts).map(\.publicKey)
    guard Set(otherKeys).count == otherKeys.count, journalKeys.isDisjoint(with: otherKeys) else {
      throw .duplicate("key")
    }
  }
}

/// The lines of a card, read one after the other.
private struct CardLines {
  private let lines: [String]
  private var index = 0

  init(_ text: [UInt8]) {
    // Note texts are UTF-8 and end in a line feed.
    lines = text.dropLast().split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
  }

  /// The number of the next line, from 1.
  var number: Int { index + 1 }

  var isAtEnd: Bool { index == lines.count }

  mutating func next() -> String? {
    guard !isAtEnd else { return nil }
    defer { index += 1 }
    return lines[index]
  }

  /// What follows `word` and a space on the next line, or `nil` for another word.
  private func value(of word: String) -> String? {
    guard !isAtEnd else { return nil }
    let line = lines[index].utf8
    guard line.starts(with: "\(word) ".utf8) else { return nil }
    return String(Substring(line.dropFirst(word.utf8.count + 1)))
  }

  mutating func take<Value>(
    _ word: String,
    read: (String) -> Value?,
  ) throws(CardFault) -> Value {
    guard let value = try takeOptional(word, read: read) else {
      throw .unexpectedLine(number, expected: word)
    }
    return value
  }

  mutating func takeOptional<Value>(
    _ word: String,
    read: (String) -> Value?,
  ) throws(CardFault) -> Value? {
    guard let text = value(of: word) else { return nil }
    guard let value = read(text) else { throw .malformedLine(number, word: word) }
    index += 1
    return value
  }

  mutating func takeAll<Value>(
    _ word: String,
    atLeast minimum: Int = 1,
    read: (String, Int) throws(CardFault) -> Value,
  ) throws(CardFault) -> [Value] {
    var values: [Value] = []
    while let text = value(of: word) {
      values.append(try read(text, number))
      index += 1
    }
    guard values.count >= minimum else { throw .unexpectedLine(number, expected: word) }
    return values
  }
}
