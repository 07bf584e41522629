import Foundation
import SystemPackage
import Testing
import TestSupport

@Suite("Transcripts")
struct TranscriptTests {
  @Test("A conversation goes as it is written down", .temporaryFolder, arguments: Transcript.all)
  func replay(_ transcript: Transcript) throws {
    let top = URL(filePath: TemporaryFolder.current.string)
    var shell = Shell()
    var places = Placeholders()
    for step in try transcript.steps() {
      switch step {
      case .file(let path, let text):
        try Data(text.utf8).write(to: top.appending(path: path))
      case .folder(let name): shell.folder = TemporaryFolder.current.pushing(.init(name))
      case .command(let command):
        let outcome = shell.run(
          command.arguments.map(places.filling),
          answers: command.answers,
        )
        let folder = TemporaryFolder.current.string
        let output = outcome.everything.replacingOccurrences(of: folder, with: "~")
        let place = "\(transcript.name):\(command.line)"
        #expect(outcome.status == command.status, "\(place)\n\(output)")
        try compare(output, command.output, &places, place)
      }
    }
  }

  @Test("There are transcripts")
  func presence() { #expect(Transcript.all.count >= 5) }

  private func compare(
    _ output: String,
    _ expected: [String],
    _ places: inout Placeholders,
    _ place: String,
  ) throws {
    let lines = joined(trimmed(output.replacing("\r\n", with: "\n").components(separatedBy: "\n")))
    let expected = joined(trimmed(expected))
    #expect(lines.count == expected.count, "\(place)\n\(output)")
    for (line, wanted) in zip(lines, expected) {
      #expect(
        try places.match(line, wanted),
        "\(place)\n  \(line)\nis not\n  \(places.filling(wanted))",
      )
    }
  }

  /// Lines with each message in one piece: where it was broken hangs on the folder's name.
  private func joined(_ lines: [String]) -> [String] {
    var joined: [String] = []
    for line in lines {
      if line.hasPrefix("  "), let last = joined.last, last.hasPrefix("steward: "),
        last.contains("~")
      {
        joined[joined.count - 1] = last + line.dropFirst()
      } else {
        joined.append(line)
      }
    }
    return joined
  }

  /// Lines without the empty ones at both ends.
  private func trimmed(_ lines: [String]) -> [String] {
    Array(lines.drop { $0.isEmpty }.reversed().drop { $0.isEmpty }.reversed())
  }
}
