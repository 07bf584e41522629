import Bundling
import CZlib
import Foundation
import SystemPackage
import TestSupport
import Testing

@Suite("Gzip")
struct GzipTests {
  @Test("A member begins with a header that says nothing but deflate")
  func header() {
    let gzip = GzipDeflater.gzip(Array("{}\n".utf8).span.bytes)
    #expect(Array(gzip.prefix(10)) == [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255])
  }

  @Test("zlib's own reader finds the text again", arguments: Sample.all)
  func oracle(_ sample: Sample) throws {
    let gzip = GzipDeflater.gzip(sample.bytes.span.bytes)
    // The deflate stream inside becomes a zlib stream by another header and trailer.
    let adler = sample.bytes.withUnsafeBufferPointer {
      UInt32(adler32(adler32(0, nil, 0), $0.baseAddress, UInt32($0.count)))
    }
    let trailer = (0..<4).map { UInt8(truncatingIfNeeded: adler >> UInt32(24 - 8 * $0)) }
    let stream = [0x78, 0x9C] + gzip[10..<gzip.count - 8] + trailer
    var text = [UInt8](repeating: 0, count: sample.bytes.count + 1)
    var count = UInt(text.count)
    #expect(uncompress(&text, &count, stream, UInt(stream.count)) == Z_OK)
    let isBack = Array(text.prefix(Int(count))) == sample.bytes
    #expect(isBack)
  }

  @Test("gunzip finds the text again", .temporaryFolder, arguments: Sample.all)
  func gunzip(_ sample: Sample) throws {
    let path = TemporaryFolder.current.appending("text.gz").string
    try Data(GzipDeflater.gzip(sample.bytes.span.bytes)).write(to: URL(filePath: path))
    let output = try Shell.run("gzip -dc '\(path)'")
    #expect(output.status == 0)
    let isBack = output.bytes == sample.bytes
    #expect(isBack)
  }

  @Test("Text survives both ways, however it is cut into calls", arguments: Sample.all)
  func chunks(_ sample: Sample) throws {
    let whole = GzipDeflater.gzip(sample.bytes.span.bytes)
    for size in [1_000, 65_537] {
      var deflater = GzipDeflater()
      var gzip: [UInt8] = []
      for start in stride(from: 0, to: sample.bytes.count, by: size) {
        let chunk = sample.bytes[start..<min(start + size, sample.bytes.count)]
        deflater.append(Array(chunk).span.bytes, to: &gzip)
      }
      deflater.finish(into: &gzip)
      let isSame = gzip == whole
      #expect(isSame)
      var inflater = GzipInflater(size: Int64(gzip.count), limit: .max)
      var text: [UInt8] = []
      for start in stride(from: 0, to: gzip.count, by: size) {
        let chunk = Array(gzip[start..<min(start + size, gzip.count)])
        try inflater.inflate(chunk.span.bytes) { block in
          block.withUnsafeBytes { text.append(contentsOf: $0) }
        }
      }
      try inflater.finish()
      let isBack = text == sample.bytes
      #expect(isBack)
    }
  }

  @Test("Every truncation is refused")
  func truncations() {
    let gzip = GzipDeflater.gzip(Sample.prose(2_000).bytes.span.bytes)
    for count in gzip.indices {
      #expect(throws: GzipFault.self) { try read(Array(gzip.prefix(count))) }
    }
  }

  @Test("Every flipped bit is refused, but in the header's time, level and system")
  func flips() {
    let bytes = Sample.prose(500).bytes
    let gzip = GzipDeflater.gzip(bytes.span.bytes)
    for index in gzip.indices {
      for bit in 0..<8 {
        var copy = gzip
        copy[index] ^= 1 << bit
        let isHarmless =
          (4..<10).contains(index)
          // Deflate fills its last byte up with bits that nobody reads.
          || (index == gzip.count - 9)
        let text = try? read(copy)
        let isSame = text == bytes
        let isRefused = text == nil
        #expect(isRefused || (isHarmless && isSame), "byte \(index) bit \(bit)")
      }
    }
  }

  @Test("A second member and any byte behind the first are refused")
  func trailing() {
    let gzip = GzipDeflater.gzip(Array("one\n".utf8).span.bytes)
    #expect(throws: GzipFault.trailingBytes) { try read(gzip + gzip) }
    #expect(throws: GzipFault.trailingBytes) { try read(gzip + [0]) }
    #expect(throws: GzipFault.trailingBytes) {
      var inflater = GzipInflater(size: 100, limit: 100)
      try inflater.inflate(gzip.span.bytes) { _ in }
      try inflater.inflate([UInt8](repeating: 0, count: 1).span.bytes) { _ in }
    }
  }

  @Test("Text over the limit is refused, text at it is not")
  func limit() throws {
    let bytes = Sample.prose(10_000).bytes
    let gzip = GzipDeflater.gzip(bytes.span.bytes)
    #expect(try GzipInflater.text(of: gzip.span.bytes, limit: bytes.count) == bytes)
    #expect(throws: GzipFault.tooLong(limit: bytes.count - 1)) {
      try GzipInflater.text(of: gzip.span.bytes, limit: bytes.count - 1)
    }
  }

  @Test("A bomb is refused by its ratio long before it is inflated")
  func bomb() throws {
    // What `gzip -9` makes of 64 MiB of zeros is a thousand times shorter.
    let zeros = [UInt8](repeating: 0, count: 64 << 20)
    var bomb = [UInt8](repeating: 0, count: 1 << 17)
    var count = UInt(bomb.count)
    #expect(compress2(&bomb, &count, zeros, UInt(zeros.count), 9) == Z_OK)
    let crc = [0, 0, 0, 0] as [UInt8]
    let gzip = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255] + bomb[2..<Int(count) - 4] + crc + crc
    var inflated = 0
    #expect(throws: GzipFault.ratio) {
      var inflater = GzipInflater(size: Int64(gzip.count), limit: .max)
      try inflater.inflate(gzip.span.bytes) { inflated += $0.byteCount }
    }
    #expect(inflated < 16 << 20)
  }

  @Test("What is written of text that shrinks too well can still be read")
  func tame() throws {
    let spaces = [UInt8](repeating: 0x20, count: 20 << 20)
    let gzip = GzipDeflater.gzip(spaces.span.bytes)
    let isBack = try GzipInflater.text(of: gzip.span.bytes, limit: .max) == spaces
    #expect(isBack)
  }

  private func read(_ gzip: [UInt8]) throws -> [UInt8] {
    try GzipInflater.text(of: gzip.span.bytes, limit: .max)
  }
}

/// A text to compress.
struct Sample: CustomTestStringConvertible, Sendable {
  let testDescription: String
  let bytes: [UInt8]

  static let all = [
    Sample(testDescription: "nothing", bytes: []),
    Sample(testDescription: "one byte", bytes: [0x0A]),
    prose(1_000),
    prose(300_000),
    Sample(testDescription: "zeros", bytes: [UInt8](repeating: 0, count: 3 << 20)),
    noise(200_000),
  ]

  static func prose(_ count: Int) -> Sample {
    var bytes: [UInt8] = []
    var number = 7
    while bytes.count < count {
      number = (number &* 1_103_515_245 &+ 12_345) & 0x7FFF_FFFF
      bytes += Array("{\"form\":\"order/1\",\"quantity\":\"\(number)\"}\n".utf8)
    }
    return Sample(testDescription: "\(count) bytes of entries", bytes: Array(bytes.prefix(count)))
  }

  static func noise(_ count: Int) -> Sample {
    var state: UInt64 = 0x9E37_79B9_7F4A_7C15
    let bytes = (0..<count).map { _ in
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return UInt8(truncatingIfNeeded: state >> 32)
    }
    return Sample(testDescription: "\(count) bytes of noise", bytes: bytes)
  }
}
