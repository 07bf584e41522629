import Records
import Testing

@testable import Sealing

@Suite("Fingerprint")
struct FingerprintTests {
  @Test("It is the organisation's id and the beginning of the key's hash, in groups")
  func text() throws {
    let keys = try OrganisationKeys(seed: Place.seed([UInt8](0..<32)))
    let fingerprint = Fingerprint(organisation: keys.organisation, key: keys.journalKey)
    #expect(fingerprint.text == "l4zx qkxj 6i3m piqa 62vv zw65 63  dato zv2v")
    let origin = try Place.origin(keys.organisation, "main-aaaaaaaa")
    let card = try Card.first(Place.profile("a"), journal: origin, keys: keys)
    #expect(card.fingerprint == fingerprint)
  }

  @Test(
    "However it is written down, it is the same",
    arguments: [
      "l4zx qkxj 6i3m piqa 62vv zw65 63  dato zv2v", "l4zxqkxj6i3mpiqa62vvzw6563datozv2v",
      "L4ZX-QKXJ-6I3M-PIQA-62VV-ZW65-63-DATO-ZV2V", " l4zx.qkxj 6i3mpiqa62vvzw6563/datozv2v\n",
    ],
  )
  func lenient(text: String) {
    #expect(Fingerprint(text)?.text == "l4zx qkxj 6i3m piqa 62vv zw65 63  dato zv2v")
  }

  @Test(
    "Anything else is none",
    arguments: [
      "", "l4zx", "l4zx qkxj 6i3m piqa 62vv zw65 63", "l4zxqkxj6i3mpiqa62vvzw6563datozv2",
      "l4zxqkxj6i3mpiqa62vvzw6563datozv2va", "l4zxqkxj6i3mpiqa62vvzw6563datozv21",
      "14zxqkxj6i3mpiqa62vvzw6563datozv2v",
    ],
  )
  func malformed(text: String) {
    #expect(Fingerprint(text) == nil)
  }
}
