import Foundation
import Testing
import TestSupport

/// A conversation with the program as a text file: what was typed and what came of it.
///
///     # a comment
///     file noord/table.csv       the lines that begin with a bar become a file
///     | reference;name
///     $ cd noord                 where the next commands run
///     $ steward list customer    a command; text of one argument stands in single quotes
///     < answer                   an answer at a terminal, which makes it one
///     {id}  C-1  Janssen         expected: a name in braces stands for whatever is there the
///                                first time, and for the same from then on; {*} for anything
///     [status 2]                 the exit status, where it is not 0
struct Transcript: CustomTestStringConvertible, Sendable {
  let name: String

  var testDescription: String { name }

  /// Every transcript.
  static let all: [Transcript] = {
    let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path())
    return (names ?? []).filter { $0.hasSuffix(".txt") }.sorted().map { Transcript(name: $0) }
  }()

  private static let folder = Checkout.url.appending(path: "Tests/CommandsTests/Transcripts")

  /// Something that a transcript says to do.
  enum Step {
    case file(path: String, text: String)
    case folder(String)
    case command(Command)
  }

  /// A command and what is expected of it.
  struct Command {
    let line: Int
    let arguments: [String]
    var answers: [String]?
    var output: [String] = []
    var status: Int32 = 0
  }

  /// What to do, in order.
  func steps() throws -> [Step] {
    let text = try String(contentsOf: Self.folder.appending(path: name), encoding: .utf8)
    var steps: [Step] = []
    for (number, line) in text.components(separatedBy: "\n").enumerated() {
      if line.hasPrefix("# ") || line == "#" { continue }
      if line.hasPrefix("$ cd ") {
        steps.append(.folder(String(line.dropFirst(5))))
      } else if line.hasPrefix("file ") {
        steps.append(.file(path: String(line.dropFirst(5)), text: ""))
      } else if line.hasPrefix("| "), case .file(let path, let text)? = steps.last {
        steps[steps.count - 1] = .file(path: path, text: text + line.dropFirst(2) + "\n")
      } else if line.hasPrefix("$ steward") {
        let words = Self.words(line.dropFirst("$ steward".count))
        steps.append(.command(Command(line: number + 1, arguments: words)))
      } else if case .command(var command)? = steps.last {
        if line.hasPrefix("< ") || line == "<" {
          command.answers = (command.answers ?? []) + [String(line.dropFirst(2))]
        } else if line.hasPrefix("[status "), let status = Int32(line.dropFirst(8).dropLast()) {
          command.status = status
        } else {
          command.output.append(line)
        }
        steps[steps.count - 1] = .command(command)
      }
    }
    return steps
  }

  /// Words apart at spaces, but for those in single quotes.
  private static func words(_ line: Substring) -> [String] {
    var words: [String] = []
    var word = ""
    var (isQuoted, hasWord) = (false, false)
    for character in line {
      switch character {
      case "'":
        isQuoted.toggle()
        hasWord = true
      case " " where !isQuoted:
        if hasWord { words.append(word) }
        (word, hasWord) = ("", false)
      default:
        word.append(character)
        hasWord = true
      }
    }
    return hasWord ? words + [word] : words
  }
}

/// The names that a transcript has given to what varies.
struct Placeholders {
  private var values: [String: String] = [:]

  /// Puts the values in for the names.
  func filling(_ text: String) -> String {
    values.reduce(text) { $0.replacingOccurrences(of: "{\($1.key)}", with: $1.value) }
  }

  /// Whether a line is the expected one; new names take what stands in their place.
  mutating func match(_ line: String, _ expected: String) throws -> Bool {
    let known = filling(expected)
    var pattern = ""
    var names: [String] = []
    var rest = known[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      pattern += NSRegularExpression.escapedPattern(for: String(rest[..<open]))
      let name = String(rest[rest.index(after: open)..<close])
      pattern += name == "*" ? ".*" : "([^ ]+?)"
      if name != "*" { names.append(name) }
      rest = rest[rest.index(after: close)...]
    }
    pattern += NSRegularExpression.escapedPattern(for: String(rest))
    let expression = try NSRegularExpression(pattern: "^\(pattern)$")
    let range = NSRange(line.startIndex..., in: line)
    guard let match = expression.firstMatch(in: line, range: range) else { return false }
    for (index, name) in names.enumerated() {
      if let range = Range(match.range(at: index + 1), in: line) {
        values[name] = String(line[range])
      }
    }
    return true
  }
}
