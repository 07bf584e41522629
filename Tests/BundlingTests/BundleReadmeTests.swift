import Bundling
import Foundation
import SystemPackage
import TestSupport
import Testing

@Suite("Readme of a bundle")
struct BundleReadmeTests {
  @Test("Its commands, run as they stand, verify the bundle", .temporaryFolder)
  func commands() throws {
    let firm = try Firm()
    let path = TemporaryFolder.current.appending("a.tar")
    let written = try firm.write(Firm.lines(0..<5_000), from: 3, to: path)
    let files = try Unpacked(path)
    let readme = String(
      decoding: try FilePath("\(files.folder)/README.txt").contents,
      as: UTF8.self,
    )
    // Commands are the lines that are indented by two and not part of the list of files.
    let commands = readme.split(separator: "CHECK THE SIGNATURE")[1]
      .split(separator: "\n").filter { $0.hasPrefix("  ") }.joined(separator: "\n")
    let output = try Shell.run("set -e\n\(commands)", in: files.folder)
    #expect(output.status == 0)
    #expect(output.text.contains("Signature Verified Successfully"))
    let digest = "\(written.note.bag)"
    #expect(output.text.components(separatedBy: digest).count == 3)
    #expect(!output.text.contains("FAILED"))
    #expect(output.text.contains("data/journals/0001/base: OK"))
    #expect(output.text.hasSuffix("\(firm.id)\n"))
    let entries = try Shell.run("zcat data/journals/0001/entries/*.gz | wc -l", in: files.folder)
    #expect(entries.text.trimmingCharacters(in: .whitespaces) == "4997\n")
  }

  @Test("Its commands fail on a bundle that was changed", .temporaryFolder)
  func changed() throws {
    let path = TemporaryFolder.current.appending("a.tar")
    _ = try Firm().write(Firm.lines(0..<5), to: path)
    let files = try Unpacked(path)
    try files.replace("bundle.note", "part 1 1", by: "part 1 2")
    let readme = String(
      decoding: try FilePath("\(files.folder)/README.txt").contents,
      as: UTF8.self,
    )
    let commands = readme.split(separator: "CHECK THE SIGNATURE")[1]
      .split(separator: "\n").filter { $0.hasPrefix("  ") }.joined(separator: "\n")
    let output = try Shell.run("set -e\n\(commands)", in: files.folder)
    #expect(output.status != 0)
    #expect(!output.text.contains("Verified Successfully"))
  }
}
