import Foundation
import Journal
import SystemPackage
import TestSupport
import Testing

@Suite("File system of the machine")
struct PosixFileSystemTests {
  private let files = PosixFileSystem()
  private var folder: FilePath { TemporaryFolder.current }

  private func link(_ name: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(
      atPath: folder.appending(name).string,
      withDestinationPath: folder.appending(target).string,
    )
  }

  @Test("A file is created for its owner alone, once, and never through a link", .temporaryFolder)
  func createsExclusively() throws {
    let path = folder.appending("new")
    _ = try files.open(path, .create())
    #expect(try files.status(path)?.permissions == .ownerReadWrite)
    #expect(throws: FileSystemError.failed(.created, path, .fileExists)) {
      try files.open(path, .create())
    }
    try link("dangling", to: "elsewhere")
    #expect(throws: FileSystemError.self) {
      try files.open(folder.appending("dangling"), .create())
    }
    #expect(try !files.exists(folder.appending("elsewhere")))
  }

  @Test("Links, folders and pipes are not read as files", .temporaryFolder)
  func opensFilesOnly() throws {
    try files.writeAtomically("text", to: folder.appending("file"))
    try link("link", to: "file")
    #expect(mkfifo(folder.appending("pipe").string, 0o600) == 0)
    for name in ["link", "pipe"] {
      let path = folder.appending(name)
      #expect(throws: FileSystemError.notAFile(path)) { try files.open(path, .read) }
    }
    #expect(throws: FileSystemError.notAFile(folder)) { try files.open(folder, .read) }
    #expect(throws: FileSystemError.self) { try files.open(folder.appending("none"), .read) }
    #expect(throws: FileSystemError.self) {
      try files.lock(folder.appending("link"), saying: "mine")
    }
  }

  @Test("A file is replaced as a whole, and a link is replaced, not followed", .temporaryFolder)
  func replacesAtomically() throws {
    let path = folder.appending("file")
    try files.writeAtomically("first", to: path)
    try link("link", to: "file")
    try files.writeAtomically("second", to: folder.appending("link"))
    #expect(try files.contents(of: path, limit: 100) == Array("first".utf8))
    #expect(try files.contents(of: folder.appending("link"), limit: 100) == Array("second".utf8))
    #expect(try files.list(folder).map(\.name) == ["file", "link"])
    #expect(throws: FileSystemError.tooLarge(path, limit: 4)) {
      try files.contents(of: path, limit: 4)
    }
  }

  @Test("What is written anywhere in a file is read from there", .temporaryFolder)
  func readsAndWrites() throws {
    let file = try files.open(folder.appending("file"), .create())
    let bytes = (0..<1_000).map { UInt8(truncatingIfNeeded: $0) }
    try file.write(bytes.span.bytes, at: 0)
    try file.write(bytes.span.bytes, at: 500)
    #expect(try file.size() == 1_500)
    try file.truncate(to: 1_200)
    try file.sync(.contents)
    try file.sync(.everything)
    #expect(try file.contents(in: 400..<2_000) == Array(bytes[400..<500] + bytes[..<700]))
    var buffer = [UInt8](repeating: 1, count: 10)
    #expect(try file.read(into: &buffer, in: 4..<8, at: 1_198) == 2)
    #expect(buffer == [1, 1, 1, 1, bytes[698], bytes[699], 1, 1, 1, 1])
    #expect(try file.read(into: &buffer, in: 0..<10, at: 5_000) == 0)
  }

  @Test(
    "A folder is listed in the order of its names' bytes, with what each name is",
    .temporaryFolder,
  )
  func listsFolders() throws {
    try files.makeFolders(folder.appending("é/inner"))
    try files.writeAtomically("", to: folder.appending("a"))
    try files.writeAtomically("", to: folder.appending("Z"))
    try link("b", to: "a")
    let items = try files.list(folder)
    #expect(items.map(\.name) == ["Z", "a", "b", "é"])
    #expect(items.map(\.kind) == [.file, .file, .link, .folder])
    #expect(try files.status(folder.appending("é"))?.permissions == .ownerReadWriteExecute)
    #expect(throws: FileSystemError.self) { try files.removeFolder(folder.appending("é")) }
    try files.removeFolder(folder.appending("é/inner"))
    try files.removeFolder(folder.appending("é"))
    try files.remove(folder.appending("b"))
    #expect(try files.list(folder).map(\.name) == ["Z", "a"])
    #expect(try files.status(folder.appending("é")) == nil)
  }

  @Test("A lock is held once, tells who holds it, and ends with its holder", .temporaryFolder)
  func locks() throws {
    let path = folder.appending("lock")
    var lock: (any FileLock)? = try files.lock(path, saying: "steward load")
    #expect(lock?.path == path)
    #expect(throws: FileSystemError.locked(path, holder: "steward load")) {
      try files.lock(path, saying: "steward pack")
    }
    lock = nil
    _ = try files.lock(path, saying: "steward pack")
  }

  @Test("A journal lives on the machine's disk as it does in memory", .temporaryFolder)
  func keepsJournal() throws {
    let journal = JournalFolder(folder.appending("journal"), lost: folder.appending("lost"))
    let limits = SegmentLimits(entries: 4, bytes: 4_000)
    let codec = PlainCodec()
    do {
      var writer = try JournalWriter.create(
        journal,
        files: files,
        codec: codec,
        limits: limits,
        saying: "a test",
      )
      _ = try writer.append(Workbench.lines(0..<9))
      try writer.sign()
    }
    let file = try files.open(journal.openSegment(8), .write)
    try file.write(Array("{\"torn".utf8).span.bytes, at: file.size())
    let writer = try JournalWriter.open(
      journal,
      files: files,
      codec: codec,
      limits: limits,
      saying: "a test",
    )
    #expect(writer.count == 9)
    let reader = JournalReader(journal, kind: .own, files: files, codec: codec)
    #expect(try reader.verify().problem == nil)
    #expect(try reader.line(at: 8) == Workbench.line(8))
    #expect(try files.list(journal.lost).count == 1)
    #expect(try files.freeBytes(at: folder) ?? 0 > 0)
  }

  @Test("Errors name the path and the reason, and say what to do")
  func explainsErrors() {
    let error = FileSystemError.failed(.written, "/store/head", .noSpace)
    #expect(error.problem == "‘/store/head’ cannot be written: no space left on device")
    #expect(error.remedy?.hasPrefix("free some space") == true)
    #expect(FileSystemError.syncFailed("/store/head", .ioError).isFatal)
  }
}
