import Foundation
import Testing

@testable import Journal

@Suite("Base64")
struct Base64Tests {
  @Test("Bytes are written as Foundation writes them, and read back", arguments: 0...70)
  func roundTrip(count: Int) {
    let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 151 &+ count) }
    let text = Base64.encode(bytes)
    #expect(text == Data(bytes).base64EncodedString())
    #expect(Base64.decode(Array(text.utf8)) == bytes)
  }

  @Test(
    "Only the canonical text of a value is read",
    arguments: [
      "A", "AA", "AAA", "AA=", "AA==A", "AB==", "AAB=", "A===", "====", "=", "AAAA=", "AAAA==",
      "AAAA====", "AA=A", "AAA-", "AAA_", "AAA ", "AAAA\n", "AA\nAA", "AAÄA",
    ],
  )
  func strict(text: String) {
    #expect(Base64.decode(Array(text.utf8)) == nil)
  }
}
