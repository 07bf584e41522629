import Bundling
import Foundation
import Journal
import SystemPackage
import TestSupport
import Testing

@Suite("Archive")
struct ArchiveTests {
  private let files: [(String, [UInt8])] = [
    ("bag/bagit.txt", Array("BagIt-Version: 1.0\n".utf8)),
    ("bag/empty", []),
    ("bag/data/block", [UInt8](repeating: 7, count: 512)),
    ("bag/data/more", [UInt8](repeating: 8, count: 1_300)),
  ]

  @Test("What was written is read again, at the offsets that the index names", .temporaryFolder)
  func roundTrip() throws {
    let path = try write(files)
    let bytes = try [UInt8](Data(contentsOf: URL(filePath: path.string)))
    let members = try read(path)
    #expect(members.map(\.name) == files.map(\.0))
    for (member, file) in zip(members, files) {
      #expect(Array(bytes[Int(member.offset)..<Int(member.offset + member.size)]) == file.1)
    }
  }

  @Test(
    "The same files make the same bytes, and the headers say nothing of the machine",
    .temporaryFolder,
  )
  func deterministic() throws {
    let first = try Data(contentsOf: URL(filePath: write(files, "a").string))
    let second = try Data(contentsOf: URL(filePath: write(files, "b").string))
    #expect(first == second)
    #expect(first.count == 512 * (4 + 1 + 0 + 1 + 3 + 2))
  }

  @Test("tar lists the archive, with modes, owners and times of nobody", .temporaryFolder)
  func tar() throws {
    let path = try write(files)
    let list = try Shell.run("TZ=UTC LC_ALL=C tar --numeric-owner -tvf '\(path)'")
    #expect(list.status == 0)
    let lines = list.text.split(separator: "\n")
    #expect(lines.count == files.count)
    for (line, file) in zip(lines, files) {
      #expect(line.hasPrefix("-rw-r--r-- 0/0"))
      #expect(line.hasSuffix("1970-01-01 00:00 \(file.0)"))
    }
  }

  @Test("An archive that tar packed anew is read, whatever its times and owners", .temporaryFolder)
  func packedAnew() throws {
    let path = TemporaryFolder.current.appending("x.tar").string
    let made = try Shell.run(
      "mkdir bag && echo one > bag/one && echo two > bag/two && tar --format=ustar -cf '\(path)' bag/one bag/two",
      in: TemporaryFolder.current.string,
    )
    #expect(made.status == 0)
    #expect(try read(FilePath(path)).map(\.name) == ["bag/one", "bag/two"])
  }

  @Test(
    "Every kind of member that is not a plain file of a plain archive is refused",
    .temporaryFolder,
    arguments: HostileArchive.all,
  )
  func refused(_ hostile: HostileArchive) throws {
    let folder = TemporaryFolder.current
    #expect(try Shell.run(hostile.script, in: folder.string).status == 0)
    let fault = #expect(throws: BundleFault.self) { try read(folder.appending("x.tar")) }
    #expect(fault?.layer == .archive)
    #expect(fault?.reason.contains(hostile.reason) == true)
  }

  @Test("Every truncation is refused", .temporaryFolder)
  func truncations() throws {
    let bytes = try [UInt8](Data(contentsOf: URL(filePath: write(files).string)))
    for count in bytes.indices {
      #expect(throws: BundleFault.self, "\(count)") { try read(Array(bytes.prefix(count))) }
    }
  }

  @Test("Every flipped byte outside the files' contents is refused", .temporaryFolder)
  func flips() throws {
    let path = try write(files)
    let bytes = try [UInt8](Data(contentsOf: URL(filePath: path.string)))
    let contents = try read(path).map { $0.offset..<($0.offset + $0.size) }
    for index in bytes.indices where !contents.contains(where: { $0.contains(Int64(index)) }) {
      for change in [0x01, 0x80, 0xFF] as [UInt8] {
        var copy = bytes
        copy[index] ^= change
        #expect(throws: BundleFault.self, "byte \(index)") { try read(copy) }
      }
    }
  }

  @Test(
    "A name that is unsafe somewhere is refused",
    arguments: Self.badNames,
  )
  func badName(_ name: String) {
    #expect(MemberName.fault(in: Array(name.utf8)) != nil)
  }

  @Test(
    "A plain name is accepted",
    arguments: Self.goodNames,
  )
  func goodName(_ name: String) {
    #expect(MemberName.fault(in: Array(name.utf8)) == nil)
  }

  private static let badNames: [String] = [
    "", "/a", "a//b", "a/", "..", "a/../b", "./a", "a/.", "a\\b", "C:a", "a\u{1}b", "a\u{7F}",
    "é",
    "a?", "a*", "a<", "a>", "a|", "a\"", "a%20", "a b", "a=b", "a~", "con", "CON.txt", "a/nul",
    "a/Aux.tar.gz",
    "com1",
    "lpt9.x", "a.", "a ", "a./b", " a", String(repeating: "a", count: 201),
  ]

  private static let goodNames: [String] = [
    "a", "a/b.c", "README.txt", "console", "com", "com10", "a-b_c+d", ".hidden", "conin",
    String(repeating: "a", count: 200),
  ]

  private func write(_ files: [(String, [UInt8])], _ name: String = "t") throws -> FilePath {
    let path = TemporaryFolder.current.appending("\(name).tar")
    var writer = try ArchiveWriter.open(PosixFileSystem().open(path, .create()))
    for (name, bytes) in files { try writer.add(name, bytes) }
    try writer.finish()
    return path
  }

  private func read(_ bytes: [UInt8]) throws -> [ArchiveMember] {
    let path = TemporaryFolder.current.appending("copy.tar")
    try path.write(bytes)
    return try read(path)
  }

  private func read(_ path: FilePath) throws -> [ArchiveMember] {
    var reader = try ArchiveReader.open(PosixFileSystem().open(path, .read))
    var members: [ArchiveMember] = []
    while let member = try reader.next() { members.append(member) }
    return members
  }
}

/// An archive that a bundle must not be, and a word of the reason.
struct HostileArchive: CustomTestStringConvertible, Sendable {
  /// The commands that make `x.tar`.
  let script: String
  let reason: String
  var testDescription: String { script }

  static let all: [HostileArchive] = [
    HostileArchive(
      script: "ln -s /etc/passwd link; tar --format=ustar -cf x.tar link",
      reason: "symbolic link",
    ),
    HostileArchive(
      script: "echo a > a; ln a b; tar --format=ustar -cf x.tar a b",
      reason: "hard link",
    ),
    HostileArchive(script: "mkdir d; tar --format=ustar -cf x.tar d", reason: "directory"),
    HostileArchive(script: "mkfifo p; tar --format=ustar -cf x.tar p", reason: "named pipe"),
    HostileArchive(
      script: "echo a > a; tar --format=pax --pax-option=comment=hidden -cf x.tar a",
      reason: "PAX",
    ),
    HostileArchive(
      script: "echo a > a; tar --format=pax --pax-option=globexthdr.name=g,comment:=x -cf x.tar a",
      reason: "PAX",
    ),
    HostileArchive(script: "echo a > a; tar --format=gnu -cf x.tar a", reason: "GNU tar"),
    HostileArchive(script: "echo a > a; tar --format=oldgnu -cf x.tar a", reason: "GNU tar"),
    HostileArchive(script: "echo a > a; tar --format=v7 -cf x.tar a", reason: "not a bundle"),
    HostileArchive(script: "truncate -s 1M s; tar --format=pax -S -cf x.tar s", reason: "PAX"),
    HostileArchive(
      script: "head -c 9000 /dev/urandom > a; tar --format=ustar -cf a.tar a; gzip < a.tar > x.tar",
      reason: "not a bundle",
    ),
    HostileArchive(
      script: "echo a > a; tar --format=ustar -cf a.tar a; cat a.tar a.tar > x.tar",
      reason: "bytes follow",
    ),
    HostileArchive(
      script: "echo a > a; tar --format=ustar -cf x.tar a; truncate -s 1536 x.tar",
      reason: "cut short",
    ),
    HostileArchive(
      script: "echo a > a; tar --format=ustar -cf x.tar a; truncate -s 1000 x.tar",
      reason: "cut short",
    ),
    HostileArchive(
      script: "echo a > a; tar --format=ustar -cf x.tar a; head -c 40000 /dev/zero >> x.tar",
      reason: "bytes follow",
    ),
    HostileArchive(
      script: "echo a > a; tar --format=ustar -cf x.tar a; printf X >> x.tar",
      reason: "bytes follow",
    ),
    HostileArchive(script: ": > x.tar", reason: "not a bundle"),
    HostileArchive(
      script: "echo a > a; echo b > A; tar --format=ustar -cf x.tar a A",
      reason: "one name",
    ),
    HostileArchive(
      script: "echo a > a; tar --format=ustar -cf x.tar a a --hard-dereference",
      reason: "one name",
    ),
    HostileArchive(
      script: "echo a > a; tar --format=ustar -P --transform=s,^,/, -cf x.tar a",
      reason: "absolute",
    ),
    HostileArchive(
      script: "echo a > a; tar --format=ustar -P --transform=s,^,../, -cf x.tar a",
      reason: "‘..’",
    ),
    HostileArchive(
      script: "echo a > a; tar --format=ustar --transform=s,a,é, -cf x.tar a",
      reason: "not ASCII",
    ),
    HostileArchive(
      script: "echo a > a; echo b > b; tar --format=ustar --transform=s,b,a/b, -cf x.tar a b",
      reason: "folder",
    ),
    HostileArchive(
      script: "echo a > a; echo b > b; tar --format=ustar --transform=s,b,a/b, -cf x.tar b a",
      reason: "folder",
    ),
  ]
}
