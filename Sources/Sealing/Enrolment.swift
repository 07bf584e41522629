public import Records

/// That this organisation trusts another one, and as what: the body of an `enrolment/1`.
public struct Enrolment: Hashable, Sendable {
  /// Whom.
  public let organisation: OrganisationID
  /// As what, which need not be what the card says.
  public let role: Role
  /// The card that was believed.
  public let card: Card
  /// Whether a person compared the fingerprint with one that the organisation told.
  public let isCompared: Bool
  /// The first day of the trust, where it is not the day of the entry.
  public let since: CalendarDate?

  /// Trusts the organisation of a card; a joining card can be enrolled as an own office
  /// only.
  ///
  /// - Throws: ``CardFault/notCertified(_:)``.
  public init(
    _ card: Card,
    as role: Role,
    isCompared: Bool,
    since: CalendarDate? = nil,
  ) throws(CardFault) {
    guard !card.isJoining || role == .ownOffice else { throw .notCertified(card.organisation) }
    organisation = card.organisation
    self.role = role
    self.card = card
    self.isCompared = isCompared
    self.since = since
  }

  /// Reads the body of an entry.
  ///
  /// - Throws: ``TrustFault``; the card is verified again.
  public init(_ body: JSON) throws(TrustFault) {
    guard let organisation = body["organisation"]?.string.flatMap({ OrganisationID($0) }) else {
      throw .malformed("organisation")
    }
    guard let role = body["role"]?.string.flatMap(Role.init(rawValue:)) else {
      throw .malformed("role")
    }
    guard let text = body["card"]?.string else { throw .malformed("card") }
    let since = body["valid_from"]?.string.flatMap { CalendarDate($0) }
    guard since != nil || body["valid_from"] == nil else { throw .malformed("valid_from") }
    guard body["compared"] == nil || body["compared"]?.bool != nil else {
      throw .malformed("compared")
    }
    do throws(CardFault) {
      let card = try Card(parsing: Array(text.utf8).span.bytes, orJoining: role == .ownOffice)
      let isCompared = body["compared"]?.bool ?? false
      try self.init(card, as: role, isCompared: isCompared, since: since)
    } catch { throw .card(error) }
    guard self.organisation == organisation else { throw .malformed("organisation") }
  }

  /// The body of the entry.
  public var body: JSON {
    var members: [JSON.Member] = [
      JSON.Member("organisation", .string(organisation.text)),
      JSON.Member("role", .string(role.rawValue)),
      JSON.Member("name", .string(card.name)),
      JSON.Member("card", .string(String(decoding: card.bytes, as: UTF8.self))),
      JSON.Member("compared", .bool(isCompared)),
    ]
    if let since { members.append(JSON.Member("valid_from", .string(since.text))) }
    return .object(members)
  }
}
