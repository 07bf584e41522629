import Journal
import Records
import Testing

@testable import Sealing

@Suite("OrganisationKeys")
struct OrganisationKeysTests {
  /// Worked out with Python's hmac and hashlib, and with pyca/cryptography for the public
  /// halves, from the seed 00 01 … 1f.
  private static let derived: [(OrganisationKeys.Label, String)] = [
    (.journal, "e24ec238cbc80dd67de983b11f98a5902e071a163f38feac31024d930dece94c"),
    (.witness, "4fadae0f6158cf16c6541f43eb3be7b30c839a56d3b80679d82d13decd79c078"),
    (.receipt, "806ed48664b28ce84a88a4574dfb6270f59121558786bac31e3e3182412cb08a"),
    (.recipient, "aaee1ddf87d70edf52b0b0f5cd95bd18ca2a5cb5282dec53c4b384e5d1bd7b33"),
  ]
  private static let id = "l4zxqkxj6i3mpiqa62vvzw6563"

  @Test("The keys are HKDF-SHA-256 of the seed under their labels")
  func derivation() throws {
    let seed = try Place.seed([UInt8](0..<32))
    for (label, expected) in Self.derived {
      let bytes = OrganisationKeys.derive(seed, label)
      let text = bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
      #expect(text == expected, "\(label)")
    }
    #expect(Self.derived.count == OrganisationKeys.Label.allCases.count)
  }

  @Test("The public halves, names and ids are what an independent program gets")
  func publicKeys() throws {
    let keys = try OrganisationKeys(seed: Place.seed([UInt8](0..<32)))
    #expect(keys.organisation.text == Self.id)
    let origin = try Place.origin(keys.organisation, "main-aaaaaaaa")
    #expect(
      try keys.journalSigner(for: origin).key.text
        == "steward/\(Self.id)/main-aaaaaaaa+0da437b6+AY0s6LweQT5+t7Ux1D5ztzbehAZtdSJl/vY8AYWu0J6A"
    )
    #expect(
      try keys.witnessSigner(for: keys.organisation).key.text
        == "steward/\(Self.id)/witness+7df853f5+BLAFHoQB+Ms1tyR1U1N7vc5Q0qWRPxt7jC3epW0xYK+m"
    )
    #expect(
      try keys.receiptSigner(for: keys.organisation).key.text
        == "steward/\(Self.id)/receipt+3c810e79+AfXF4HGDz+yhC71g/0W+br91ZajE4ZweBp1UgvrNhru0"
    )
    #expect(
      keys.recipient.text == "age1uaa4m5lrfjdzdynyhtu864l8hpcfh3ck9w8mhc2u2u52hyjvruqs2gdzup"
    )
  }

  @Test("Another seed gives other keys throughout")
  func distinctKeys() throws {
    var seen: Set<[UInt8]> = []
    for byte in UInt8(0)..<10 {
      let seed = try Place.seed([UInt8](repeating: byte, count: 32))
      for label in OrganisationKeys.Label.allCases {
        #expect(seen.insert(OrganisationKeys.derive(seed, label)).inserted)
      }
    }
  }
}
