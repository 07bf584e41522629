import Foundation
import TestSupport
import Testing

/// The README's tour and the conversation that is run as a test are the same.
@Suite("The README’s tour")
struct TourTests {
  /// The lines of the code blocks in the README's section, but for empty ones.
  private static func readme() throws -> [String] {
    let text = try String(contentsOf: Checkout.url.appending(path: "README.md"), encoding: .utf8)
    let section = try #require(text.components(separatedBy: "\n## ").first { $0.hasPrefix("Five") })
    let blocks = section.components(separatedBy: "\n```\n").enumerated()
      .filter { !$0.offset.isMultiple(of: 2) }.map(\.element)
    return blocks.flatMap { $0.components(separatedBy: "\n") }.filter { !$0.isEmpty }
  }

  /// The lines of the conversation as a terminal shows them: an answer stands behind its
  /// question there.
  private static func transcript() throws -> [String] {
    let url = Checkout.url.appending(path: "Tests/CommandsTests/Transcripts/tour.txt")
    return try String(contentsOf: url, encoding: .utf8).components(separatedBy: "\n")
      .filter { !$0.isEmpty && !$0.hasPrefix("# ") && !$0.hasPrefix("< ") && $0 != "<" }
  }

  @Test("Every line of the README is one of the conversation, in its order")
  func lines() throws {
    var places = Placeholders()
    var rest = try Self.transcript()[...]
    var mayLeaveOut = false
    for line in try Self.readme() {
      if line == "…" {
        mayLeaveOut = true
        continue
      }
      let plain = line.replacingOccurrences(of: "cd ../", with: "cd ")
      while mayLeaveOut, let next = rest.first, try !places.match(plain, next) {
        rest = rest.dropFirst()
      }
      mayLeaveOut = false
      let next = try #require(rest.first, "the README goes on: \(line)")
      #expect(try places.match(plain, next), "\(line)\nis not\n\(places.filling(next))")
      rest = rest.dropFirst()
    }
    #expect(mayLeaveOut || rest.isEmpty, "the README leaves out: \(rest.first ?? "")")
  }

  @Test("It shows what a firm does first, and nothing else is hidden in it")
  func contents() throws {
    let commands = try Self.readme().filter { $0.hasPrefix("$ steward ") }
      .map { $0.dropFirst("$ steward ".count).split(separator: " ")[0] }
    for command in ["init", "add", "pack", "import", "due"] {
      #expect(commands.contains(where: { $0 == command }), "\(command)")
    }
  }
}
