import Journal
import Records

@testable import Sealing

/// Organisations and offices with keys that are the same in every run.
struct Place {
  let keys: OrganisationKeys
  let origin: Origin
  let card: Card

  /// A first office, whose seed is this byte 32 times.
  init(
    _ byte: UInt8,
    name: String = "Chemie Noord B.V.",
    role: Role = .company,
  ) throws {
    keys = try Self.keys(byte)
    origin = try Self.origin(keys.organisation, "main-aaaaaaaa")
    card = try Card.first(Self.profile(name, role), journal: origin, keys: keys)
  }

  /// Another office that asks to join.
  init(_ byte: UInt8, joining card: Card) throws {
    keys = try Self.keys(byte)
    origin = try Self.origin(card.organisation, "second-bbbbbbbb")
    self.card = try card.joining(journal: origin, keys: keys)
  }

  var signer: NoteSigner { get throws { try keys.journalSigner(for: origin) } }

  /// The next card after `card`, under a new name.
  func next(_ card: Card, name: String) throws -> Card {
    try card.next(Self.profile(name, card.role), signer: signer)
  }

  static func keys(_ byte: UInt8) throws -> OrganisationKeys {
    try OrganisationKeys(seed: Self.seed([UInt8](repeating: byte, count: 32)))
  }

  static func seed(_ bytes: [UInt8]) throws -> Seed {
    guard let seed = Seed(bytes: bytes) else { throw SeedFault.characters }
    return seed
  }

  static func origin(_ organisation: OrganisationID, _ name: String) throws -> Origin {
    guard let origin = Origin(organisation: organisation, journal: name) else {
      throw NoteFault.badName(name)
    }
    return origin
  }

  static func profile(_ name: String, _ role: Role = .company) throws -> Profile {
    try Profile(name: name, role: role, country: "NL", contact: "M. Bakker, +31 10 555 0100")
  }
}
