public import Journal
public import Records

/// That an organisation's entries are no longer relied on, and from where on: the body of a
/// `revocation/1`.
public struct Revocation: Sendable {
  /// Whose.
  public let organisation: OrganisationID
  /// Which journal's, or `nil` for all of the organisation's, which then has no role here
  /// any more either.
  public let origin: Origin?
  /// How many of the journal's entries are still relied on.
  public let size: UInt64
  /// Why.
  public let reason: String

  /// The largest size that an entry can name: JSON's numbers end there.
  private static let maximumSize: UInt64 = (1 << 53) - 1

  /// Revokes an organisation, or one of its journals from an entry on.
  ///
  /// - Throws: ``TrustFault`` where the journal is another organisation's, where a size
  ///   comes without a journal, and without a reason.
  public init(
    of organisation: OrganisationID,
    origin: Origin? = nil,
    size: UInt64 = 0,
    reason: String,
  ) throws(TrustFault) {
    guard origin == nil || origin?.organisation == organisation else { throw .malformed("origin") }
    guard size <= Self.maximumSize, size == 0 || origin != nil else { throw .malformed("size") }
    guard !reason.isEmpty else { throw .malformed("reason") }
    self.organisation = organisation
    self.origin = origin
    self.size = size
    self.reason = reason
  }

  /// Reads the body of an entry.
  ///
  /// - Throws: ``TrustFault``.
  public init(_ body: JSON) throws(TrustFault) {
    guard let organisation = body["organisation"]?.string.flatMap({ OrganisationID($0) }) else {
      throw .malformed("organisation")
    }
    let origin = body["origin"]?.string.flatMap { Origin($0) }
    guard origin != nil || body["origin"] == nil else { throw .malformed("origin") }
    let size = body["size"]?.integer.flatMap { UInt64(exactly: $0) }
    guard size != nil || body["size"] == nil else { throw .malformed("size") }
    guard size == nil || origin != nil else { throw .malformed("size") }
    guard let reason = body["reason"]?.string else { throw .malformed("reason") }
    try self.init(of: organisation, origin: origin, size: size ?? 0, reason: reason)
  }

  /// The body of the entry.
  public var body: JSON {
    var members = [JSON.Member("organisation", .string(organisation.text))]
    if let origin {
      members.append(JSON.Member("origin", .string(origin.text)))
      members.append(JSON.Member("size", .integer(size)))
    }
    members.append(JSON.Member("reason", .string(reason)))
    return .object(members)
  }
}

extension Revocation: Hashable {
  public static func == (left: Self, right: Self) -> Bool { left.body == right.body }

  public func hash(into hasher: inout Hasher) { hasher.combine(body) }
}
