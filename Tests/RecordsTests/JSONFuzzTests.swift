import TestSupport
import Foundation
import Records
import Testing

@Suite("JSON against Foundation")
struct JSONFuzzTests {
  private static let seeds = [
    Line.first.text, Line.revision.text,
    #"{"a":[1,-2.5e3,true,false,null,"x\u00e9\ud834\udd1e\n"],"b":{"c":{}}}"#,
    #"[ 0 , -0 , 1.25E+2 , "é漢𝄞" , [[[]]] , { } ]"#,
  ]

  /// Two readers of one grammar must say the same of 20,000 damaged texts.
  ///
  /// Foundation differs, and is asked nothing, in these cases: it guesses UTF-16 and
  /// UTF-32 from byte order marks and zero bytes, skips a UTF-8 byte order mark, refuses
  /// numbers that a Double cannot hold, nests at most 512 deep, and lets a comma stand
  /// after the last element of an array.
  @Test("Damaged texts are accepted and refused alike", arguments: seeds.indices)
  func agreement(_ seed: Int) {
    var generator = SeededGenerator(seed: UInt64(seed))
    let original = Array(Self.seeds[seed].utf8)
    for _ in 0..<5_000 {
      var bytes = original
      for _ in 0...Int.random(in: 0..<3, using: &generator) { Self.damage(&bytes, &generator) }
      guard !bytes.contains(0), bytes.first.map({ $0 < 0xEF }) ?? false,
        !Self.hasTrailingComma(bytes)
      else { continue }
      var tape = JSONTape()
      let isOurs = (try? tape.parse(bytes.span.bytes)) != nil
      let value = try? JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)
      #expect(isOurs == (value != nil), "\(String(decoding: bytes, as: UTF8.self))")
    }
  }

  /// Whether nothing but white space stands between some comma and the next bracket.
  private static func hasTrailingComma(_ bytes: [UInt8]) -> Bool {
    let tight = bytes.filter { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
    return zip(tight, tight.dropFirst()).contains {
      $0 == UInt8(ascii: ",") && $1 == UInt8(ascii: "]")
    }
  }

  private static func damage(_ bytes: inout [UInt8], _ generator: inout SeededGenerator) {
    let grammar =
      Array(#"{}[]",:\0123eE+-.utfn /"#.utf8) + [0x80, 0xC3, 0xED, 0xF4, 0x1F, 0x0A, 0x7F]
    guard !bytes.isEmpty else { return }
    let index = Int.random(in: bytes.indices, using: &generator)
    let byte = grammar.randomElement(using: &generator) ?? 0x20
    switch Int.random(in: 0..<4, using: &generator) {
    case 0: bytes[index] = byte
    case 1: bytes.remove(at: index)
    case 2: bytes.insert(byte, at: index)
    default: bytes.swapAt(index, Int.random(in: bytes.indices, using: &generator))
    }
  }
}
