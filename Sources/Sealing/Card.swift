public import Journal
import Records

/// An organisation's signed directory entry: who it is, its journals and its keys.
///
/// A card certifies itself: it is signed by the key of the journal on its first `journal`
/// line, and the hash of that key is the organisation's id. So whoever knows the id knows
/// whether a card is real, and nobody else's word is needed. A **joining card** is signed
/// by a second office with a key of its own: a request, which certifies nothing.
@dynamicMemberLookup
public struct Card: Sendable {
  /// What the card says.
  public let content: CardContent
  /// The card as it is sent: its text and the signature that was verified.
  public let note: SignedNote

  /// Reads and verifies a card.
  ///
  /// Joining cards are refused unless they are asked for, so that none is ever taken for the
  /// card of the organisation that it names.
  ///
  /// - Throws: ``CardFault``.
  public init(parsing bytes: RawSpan, orJoining: Bool = false) throws(CardFault) {
    let note: SignedNote
    do throws(NoteFault) { note = try SignedNote(parsing: bytes) } catch { throw .note(error) }
    try self.init(note, orJoining: orJoining)
  }

  /// Verifies a card.
  ///
  /// - Throws: ``CardFault``.
  public init(_ note: SignedNote, orJoining: Bool = false) throws(CardFault) {
    let content = try CardContent(parsing: note.text)
    let signatures: [VerifiedSignature]
    do throws(NoteFault) {
      signatures = try note.verified(by: [content.journals[0].key])
    } catch {
      throw .signature(error)
    }
    let isRequest = orJoining && content.isRequest
    guard content.isCertified || isRequest else { throw .notCertified(content.organisation) }
    self.content = content
    // Other lines say nothing here, and two copies of a card must not differ.
    self.note = SignedNote(verified: note.text, signatures: signatures.map(\.signature))
  }

  /// Signs what is said.
  private init(signing content: CardContent, signer: NoteSigner) throws(CardFault) {
    try content.check()
    self.content = content
    do throws(NoteFault) {
      note = try SignedNote(text: content.text, signer: signer)
    } catch { throw .note(error) }
  }

  /// What the card says, member by member.
  public subscript<Value>(dynamicMember member: KeyPath<CardContent, Value>) -> Value {
    content[keyPath: member]
  }

  /// The card as a file.
  public var bytes: [UInt8] { note.bytes }

  /// Whether this is a second office's request to join, and nobody's card.
  public var isJoining: Bool { !content.isCertified }

  /// What two people compare by telephone before they believe the card.
  public var fingerprint: Fingerprint {
    Fingerprint(organisation: content.organisation, key: content.journals[0].key.publicKey)
  }

  /// The key that signs this journal, if it is the organisation's.
  public func key(of origin: Origin) -> VerifierKey? {
    content.journals.first { $0.origin == origin }?.key
  }

  /// Whether this card takes the place of another one of its organisation: its serial is
  /// higher.
  ///
  /// - Throws: ``CardFault/conflict(_:serial:)`` where two cards have one serial and say
  ///   different things, ``CardFault/otherOrganisation(expected:found:)``, and
  ///   ``CardFault/notCertified(_:)`` for a joining card.
  public func replaces(_ held: Card) throws(CardFault) -> Bool {
    guard content.organisation == held.content.organisation else {
      throw .otherOrganisation(
        expected: held.content.organisation,
        found: content.organisation,
      )
    }
    guard !isJoining else { throw .notCertified(content.organisation) }
    guard content.serial != held.content.serial || self == held else {
      throw .conflict(content.organisation, serial: content.serial)
    }
    return content.serial > held.content.serial
  }
}

// MARK: - Issuing

extension Card {
  /// An organisation's first card, by the place that its first journal is written at.
  ///
  /// - Throws: ``CardFault``; also when the journal is not the organisation's that the
  ///   keys give.
  public static func first(
    _ profile: Profile,
    journal: Origin,
    keys: OrganisationKeys,
  ) throws(CardFault) -> Card {
    guard journal.organisation == keys.organisation else {
      throw .otherOrganisation(expected: keys.organisation, found: journal.organisation)
    }
    return try issue(profile, journal: journal, keys: keys)
  }

  /// The request of another office, with keys of its own, to join this card's
  /// organisation.
  ///
  /// - Throws: ``CardFault``; also when the journal is another organisation's.
  public func joining(journal: Origin, keys: OrganisationKeys) throws(CardFault) -> Card {
    guard journal.organisation == content.organisation else {
      throw .otherOrganisation(expected: content.organisation, found: journal.organisation)
    }
    return try Self.issue(content.profile, journal: journal, keys: keys)
  }

  /// The next card, with the office that asks to join admitted: its journal, its witness
  /// and receipt keys and its recipients stand behind those that are there.
  ///
  /// - Throws: ``CardFault``.
  public func next(adding request: Card, signer: NoteSigner) throws(CardFault) -> Card {
    guard request.isJoining else { throw .notJoining }
    guard request.organisation == content.organisation else {
      throw .otherOrganisation(expected: content.organisation, found: request.organisation)
    }
    var next = content
    next.journals += request.journals
    // A place that was admitted before, and opens another journal, has the same keys.
    next.witnesses += request.witnesses.filter { !next.witnesses.contains($0) }
    next.receipts += request.receipts.filter { !next.receipts.contains($0) }
    next.recipients += request.recipients.filter { !next.recipients.contains($0) }
    return try issue(next, signer: signer)
  }

  /// The next card, with another journal that the place of the first one writes.
  ///
  /// `skipping`: How many serials to leave out, for cards that may have been issued since this
  /// one and are lost.
  ///
  /// - Throws: ``CardFault``.
  public func next(
    opening journal: Origin,
    signer: NoteSigner,
    key: VerifierKey,
    skipping: UInt64 = 0,
  ) throws(CardFault) -> Card {
    guard journal.organisation == content.organisation else {
      throw .otherOrganisation(expected: content.organisation, found: journal.organisation)
    }
    var next = content
    next.journals.append(CardContent.JournalLine(origin: journal, key: key))
    next.serial += skipping
    return try issue(next, signer: signer)
  }

  /// The next card, with another name, role, country or contact point.
  ///
  /// - Throws: ``CardFault``.
  public func next(_ profile: Profile, signer: NoteSigner) throws(CardFault) -> Card {
    var next = content
    next.profile = profile
    return try issue(next, signer: signer)
  }

  private func issue(_ content: CardContent, signer: NoteSigner) throws(CardFault) -> Card {
    guard !isJoining else { throw .notCertified(content.organisation) }
    guard signer.key == content.journals[0].key else {
      throw .otherSigner(expected: content.journals[0].origin)
    }
    var content = content
    content.serial += 1
    return try Card(signing: content, signer: signer)
  }

  private static func issue(
    _ profile: Profile,
    journal: Origin,
    keys: OrganisationKeys,
  ) throws(CardFault) -> Card {
    let signer: NoteSigner
    let content: CardContent
    do throws(NoteFault) {
      signer = try keys.journalSigner(for: journal)
      content = CardContent(
        serial: 1,
        organisation: journal.organisation,
        profile: profile,
        journals: [CardContent.JournalLine(origin: journal, key: signer.key)],
        witnesses: [try keys.witnessSigner(for: journal.organisation).key],
        receipts: [try keys.receiptSigner(for: journal.organisation).key],
        recipients: [keys.recipient],
      )
    } catch { throw .note(error) }
    return try Card(signing: content, signer: signer)
  }
}

extension CardContent {
  /// Whether the key of the first journal is the one that the organisation is named after.
  public var isCertified: Bool {
    OrganisationID(firstKey: journals[0].key.publicKey) == organisation
  }

  /// Whether this can be an office's request: the one journal of a key that names nobody.
  var isRequest: Bool { !isCertified && journals.count == 1 }
}

extension Card: Hashable {
  /// Cards are equal when they say the same: who else signed one makes no difference.
  public static func == (left: Self, right: Self) -> Bool { left.note.text == right.note.text }

  public func hash(into hasher: inout Hasher) { hasher.combine(note.text) }
}
