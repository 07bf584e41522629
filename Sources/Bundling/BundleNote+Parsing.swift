import Journal
import Records

extension BundleNote {
  /// Reads what ``text`` writes, and nothing else.
  ///
  /// - Throws: ``BundleFault`` of the layer `note`.
  public init(parsing text: [UInt8]) throws(BundleFault) {
    guard let string = String(validating: text, as: UTF8.self), text.last == UInt8(ascii: "\n")
    else { throw Self.fault("it is not made of lines of text") }
    var lines = string.dropLast().split(separator: "\n", omittingEmptySubsequences: false)[...]
    guard let header = lines.popFirst(), header.utf8.elementsEqual(Self.header.utf8) else {
      throw BundleFault(
        .note,
        file: BundlePath.note,
        "the bundle is of a kind or version that is not known here",
        remedy: "update steward, then try again",
      )
    }
    let id = try Self.value("id", of: &lines)
    guard let sender = OrganisationID(try Self.value("from", of: &lines)) else {
      throw Self.fault("its sender is not an organisation's id")
    }
    let recipients = try Self.recipients(in: try Self.value("to", of: &lines))
    var journals: [Stretch] = []
    while lines.first?.hasPrefix("journal ") == true {
      journals.append(try Self.stretch(in: try Self.value("journal", of: &lines)))
    }
    guard (1...Limits.bundleJournals).contains(journals.count) else {
      throw Self.fault("it does not name 1 to \(Limits.bundleJournals) journals")
    }
    guard zip(journals, journals.dropFirst()).allSatisfy({ $0.origin < $1.origin }) else {
      throw Self.fault("its journals are not in the order of their origins, or one stands twice")
    }
    let part = try Self.part(in: try Self.value("part", of: &lines))
    let isSealed = lines.first?.utf8.elementsEqual("sealed".utf8) == true
    if isSealed { lines.removeFirst() }
    guard let bag = FileDigest(hexadecimal: Array(try Self.value("bag", of: &lines).utf8)) else {
      throw Self.fault("its last line has no lower-case SHA-256")
    }
    self.init(
      sender: sender,
      recipients: recipients,
      journals: journals,
      part: part,
      isSealed: isSealed,
      bag: bag,
    )
    guard self.id.utf8.elementsEqual(id.utf8) else {
      throw Self.fault("its id is ‘\(Text(String(id)).shown())’, but its text gives ‘\(self.id)’")
    }
    // One note has one text: no other spaces, zeros or order.
    guard self.text == text else { throw Self.fault("it is not written the one way it can be") }
  }

  private static func value(
    _ word: String,
    of lines: inout ArraySlice<Substring>,
  ) throws(BundleFault) -> Substring {
    guard let line = lines.popFirst(), line.utf8.starts(with: "\(word) ".utf8) else {
      throw fault("its line ‘\(word)’ is missing or out of place")
    }
    return line.dropFirst(word.utf8.count + 1)
  }

  private static func recipients(in text: Substring) throws(BundleFault) -> [OrganisationID] {
    let words = text.split(separator: " ", omittingEmptySubsequences: false)
    guard words.count <= maximumRecipients else {
      throw fault("it names more than \(maximumRecipients) recipients")
    }
    var recipients: [OrganisationID] = []
    for word in words {
      guard let recipient = OrganisationID(word) else {
        throw fault("a recipient is not an organisation's id")
      }
      recipients.append(recipient)
    }
    return recipients
  }

  private static func stretch(in text: Substring) throws(BundleFault) -> Stretch {
    let words = text.split(separator: " ", omittingEmptySubsequences: false)
    guard words.count == 4, let origin = Origin(words[0]),
      let base = DecimalNumber.parse(Array(words[1].utf8)),
      let size = DecimalNumber.parse(Array(words[2].utf8)),
      let hash = Base64.decode(Array(words[3].utf8)), let root = NodeHash(bytes: hash)
    else { throw fault("a line ‘journal’ is malformed") }
    guard base <= size, size <= BundleRange.maximumSize else {
      throw fault("the sizes of a journal are impossible")
    }
    return Stretch(origin: origin, base: base, size: size, root: root)
  }

  private static func part(in text: Substring) throws(BundleFault) -> BundlePart {
    let numbers = text.split(separator: " ", omittingEmptySubsequences: false)
      .compactMap { DecimalNumber.parse(Array($0.utf8)) }
    guard numbers.count == 2, numbers.allSatisfy({ $0 <= BundlePart.maximum }),
      let part = BundlePart(Int(numbers[0]), of: Int(numbers[1]))
    else { throw fault("its line ‘part’ is malformed") }
    return part
  }

  private static func fault(_ reason: String) -> BundleFault {
    BundleFault(.note, file: BundlePath.note, "the bundle's note is malformed: \(reason)")
  }
}
