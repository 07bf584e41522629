import Records
import Testing

@testable import Sealing

@Suite("Seed")
struct SeedTests {
  private static let bytes = [UInt8](0..<32)
  /// Worked out with Python's hashlib and base64.
  private static let text =
    "steward-seed-1-aaaq-eaye-auda-ocaj-bifq-ydio-b4ib-ceqt-cqkr-mfyy-denb-wha5-dypu-ma35"

  @Test("A seed is written with its checksum, and read back")
  func roundTrip() throws {
    let seed = try Place.seed(Self.bytes)
    #expect(seed.secretText == Self.text)
    #expect(try Seed(parsing: Self.text).secretText == Self.text)
    let random = Seed.random()
    #expect(try Seed(parsing: random.secretText).secretText == random.secretText)
    #expect(Seed.random().secretText != random.secretText)
    #expect(Seed(bytes: [1]) == nil)
  }

  @Test("What a person types off paper is read whatever stands between the characters")
  func lenient() throws {
    let variants = [
      Self.text.uppercased(), Self.text + "\n", Self.text + "\r\n",
      "  " + Self.text.replacing("-", with: " "), Self.text.replacing("-", with: ""),
      Self.text.replacing("o", with: "0"), Self.text.replacing("-1-", with: "-l-"),
    ]
    for variant in variants {
      #expect(try Seed(parsing: variant).secretText == Self.text, "\(variant)")
    }
  }

  @Test("Every single wrong character is noticed")
  func mistyped() {
    let prefix = "steward-seed-1-".utf8.count
    let characters = Array(Self.text.utf8)
    for index in characters.indices.dropFirst(prefix) where characters[index] != 0x2D {
      var altered = characters
      altered[index] =
        characters[index] == UInt8(ascii: "x") ? UInt8(ascii: "y") : UInt8(ascii: "x")
      #expect(throws: SeedFault.checksum) {
        try Seed(parsing: String(decoding: altered, as: UTF8.self))
      }
    }
  }

  @Test("Neighbours swapped are noticed")
  func swapped() {
    let plain = Array(Self.text.replacing("-", with: "").utf8)
    for index in 13..<(plain.count - 1) where plain[index] != plain[index + 1] {
      var altered = plain
      altered.swapAt(index, index + 1)
      #expect(throws: SeedFault.checksum) {
        try Seed(parsing: String(decoding: altered, as: UTF8.self))
      }
    }
  }

  @Test("What is not a seed is refused as what it is, without being quoted")
  func malformed() {
    let cases: [(String, SeedFault)] = [
      ("", .prefix), ("hunter2", .prefix), ("steward-seed-2-aaaa", .prefix),
      ("steward-seed-1-", .length(expected: 56, found: 0)),
      (String(Self.text.dropLast()), .length(expected: 56, found: 55)),
      (Self.text + "a", .length(expected: 56, found: 57)),
      (Self.text.dropLast() + "8", .characters),
      (Self.text.dropLast() + "é", .length(expected: 56, found: 57)),
    ]
    for (text, fault) in cases {
      #expect(throws: fault, "\(text)") { try Seed(parsing: text) }
      #expect(!fault.description.contains("hunter2"))
      #expect(!fault.description.contains("aaaq"))
    }
  }

  @Test("No description, interpolation or dump of a seed or of its keys shows a secret")
  func secrecy() throws {
    let seed = try Place.seed(Self.bytes)
    let keys = try OrganisationKeys(seed: seed)
    let signer = try keys.journalSigner(
      for: try Place.origin(keys.organisation, "main-aaaaaaaa")
    )
    var shown = ["\(seed)", "\(keys)", "\(signer)", "\([seed])", "\(Optional(seed) as Any)"]
    shown += [String(reflecting: seed), String(reflecting: keys), String(reflecting: signer)]
    for value in [seed, keys, signer] as [Any] {
      var text = ""
      dump(value, to: &text)
      shown.append(text)
    }
    let secrets =
      [Self.bytes] + OrganisationKeys.Label.allCases.map { OrganisationKeys.derive(seed, $0) }
    for text in shown {
      let squeezed = text.lowercased().filter { $0.isLetter || $0.isNumber }
      for secret in secrets {
        #expect(!text.contains(secret.prefix(4).map(String.init).joined(separator: ", ")))
        #expect(!squeezed.contains(Base32.encode(secret.prefix(10))))
        let digits = secret.prefix(6).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }
        #expect(!squeezed.contains(digits.joined()))
      }
    }
  }
}
