import Records
import SystemPackage
import TestSupport
import Testing

@testable import Commands

@Suite("Words of the command line")
struct ArgumentBytesTests {
  private func run(_ words: [[UInt8]], in folder: FilePath) -> (status: Int32, notes: String) {
    let terminal = ScriptedTerminal(answers: nil, standardInput: "")
    let surroundings = Surroundings(
      environment: ["HOME": "/nowhere", "USER": "anna"],
      folder: folder,
      terminal: terminal,
    )
    return (Steward.run(bytes: words, in: surroundings), terminal.notes)
  }

  private func bytes(_ words: [String]) -> [[UInt8]] { words.map { Array($0.utf8) } }

  @Test(
    "A word that is not UTF-8 is refused before anything is done, and named",
    .temporaryFolder,
    arguments: [
      (["add", "customer", "--field"], "name=", "--field ‘name’"),
      (["add", "customer", "--field", "name=A", "--author"], "", "--author"),
      (["add", "customer", "--field", "name=A"], "--author=", "--author"),
      (["void", "C-1", "-m"], "gone ", "-m"),
      (["search"], "", "Word 2 of the command"),
      (["import"], "stick/", "Word 2 of the command"),
      ([], "--store=", "--store"),
    ],
  )
  func refused(_ before: [String], _ start: String, _ named: String) throws {
    let shell = Shell().company()
    let size = try shell.json("journals").elements?.first?["size"]
    // ‘Müller’ in Latin-1, and a sequence that is cut short.
    for bad: [UInt8] in [[0x4D, 0xFC, 0x6C, 0x6C, 0x65, 0x72], [0xE2, 0x82], [0xED, 0xA0, 0x80]] {
      let outcome = run(bytes(before) + [Array(start.utf8) + bad], in: shell.folder)
      #expect(outcome.status == 64)
      #expect(outcome.notes.contains(named), "\(outcome.notes)")
      #expect(outcome.notes.contains("not text in UTF-8"))
    }
    #expect(try shell.json("journals").elements?.first?["size"] == size)
  }

  @Test("Words in UTF-8 arrive as they were typed", .temporaryFolder)
  func kept() throws {
    let shell = Shell().company()
    let words = ["add", "customer", "--field", "name=Müller 日本 �", "--field", "reference=M-1"]
    #expect(run(bytes(words), in: shell.folder).status == 0)
    #expect(try shell.json("show", "M-1")["body"]?["name"]?.string == "Müller 日本 �")
  }
}
