public import Journal
public import Records

/// Whose journal this is and which keys sign it: the body of a `journal/1`, entry 0 of every
/// journal.
public struct JournalOpening: Hashable, Sendable {
  /// The journal that the entry opens.
  public let origin: Origin
  /// Who writes it.
  public let profile: Profile
  /// The verifier keys of the place: the journal's own, its witness's, its receipts'.
  public let keys: [VerifierKey]
  /// Where mail to the place is sealed to.
  public let recipients: [AgeRecipient]

  /// What a card says about the first of its journals: an organisation's first card or a
  /// joining card opens the journal that signs it.
  public init(_ card: Card) {
    let first = card.journals[0]
    origin = first.origin
    profile = card.profile
    keys = [first.key] + card.witnesses.prefix(1) + card.receipts.prefix(1)
    recipients = Array(card.recipients.prefix(1))
  }

  /// Reads the body of an entry.
  ///
  /// - Throws: ``TrustFault``.
  public init(_ body: JSON) throws(TrustFault) {
    guard let organisation = body["organisation"]?.string.flatMap({ OrganisationID($0) }) else {
      throw .malformed("organisation")
    }
    guard let journal = body["journal"]?.string,
      let origin = Origin(organisation: organisation, journal: journal)
    else { throw .malformed("journal") }
    guard let name = body["name"]?.string else { throw .malformed("name") }
    guard let role = body["role"]?.string.flatMap(Role.init(rawValue:)) else {
      throw .malformed("role")
    }
    guard let country = body["country"]?.string else { throw .malformed("country") }
    guard body["contact"] == nil || body["contact"]?.string != nil else {
      throw .malformed("contact")
    }
    let contact = body["contact"]?.string ?? ""
    do throws(CardFault) {
      profile = try Profile(name: name, role: role, country: country, contact: contact)
    } catch { throw .card(error) }
    self.origin = origin
    (keys, recipients) = try Self.keys(in: body["keys"])
    guard keys.first?.name == origin.text else { throw .malformed("keys") }
  }

  /// The body of the entry.
  public var body: JSON {
    var members: [JSON.Member] = [
      JSON.Member("organisation", .string(origin.organisation.text)),
      JSON.Member("journal", .string(origin.journal)),
      JSON.Member("name", .string(profile.name)),
      JSON.Member("role", .string(profile.role.rawValue)),
      JSON.Member("country", .string(profile.country)),
    ]
    if !profile.contact.isEmpty {
      members.append(JSON.Member("contact", .string(profile.contact)))
    }
    let texts = keys.map(\.text) + recipients.map(\.text)
    members.append(JSON.Member("keys", .array(texts.map { .string($0) })))
    return .object(members)
  }

  private static func keys(
    in value: JSON?
  ) throws(TrustFault) -> ([VerifierKey], [AgeRecipient]) {
    var keys: [VerifierKey] = []
    var recipients: [AgeRecipient] = []
    for element in value?.elements ?? [] {
      guard let text = element.string else { throw .malformed("keys") }
      if let recipient = AgeRecipient(text) {
        recipients.append(recipient)
      } else if let key = try? VerifierKey(parsing: text) {
        keys.append(key)
      } else {
        throw .malformed("keys")
      }
    }
    return (keys, recipients)
  }
}
