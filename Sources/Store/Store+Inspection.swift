public import CentralView
import Journal
import Records
import Synchronization
public import SystemPackage

/// An entry with its line as it was written, byte for byte.
public struct OriginalEntry: Hashable, Sendable {
  /// The entry, and where it stands.
  public let entry: HistoryEntry
  /// Its line without the line feed; `nil` where it is not held.
  public let line: [UInt8]?
}

/// What came of an attachment that was to be copied.
public enum AttachmentCopy: Hashable, Sendable {
  /// It was copied to a file of this name.
  case copied(name: String, bytes: Int64)
  /// The store does not hold it.
  case absent
  /// What the store holds under this digest has another one.
  case altered
}

extension Store {
  /// Every entry held of each of these records, in their order, with the original lines.
  public func originals(of records: [RecordSummary]) throws -> [[OriginalEntry]] {
    let journals = LineKeeper(try heldJournals())
    return try records.map { record in
      try view.history(of: record, in: journals).map { entry in
        var line = journals.line(entry.id)
        // An entry that the history does not show is not shown by its line either.
        if entry.entry == nil, let bytes = line, (try? Entry(line: bytes.span.bytes)) != nil {
          line = nil
        }
        return OriginalEntry(entry: entry, line: line)
      }
    }
  }

  /// Copies an attachment into a folder, under its digest and the ending that its first
  /// bytes ask for, and compares it with the digest on the way.
  public func copyAttachment(_ digest: String, to folder: FilePath) throws -> AttachmentCopy {
    guard Self.isDigest(digest) else { return .absent }
    let source = layout.attachment(digest)
    guard try files.exists(source) else { return .absent }
    let file = try files.open(source, .read)
    let size = try file.size()
    guard try Self.digest(of: file, size: size) == digest else { return .altered }
    let name = digest + Self.fileEnding(try file.contents(in: 0..<min(size, 16)))
    try files.makeFolders(folder)
    let target = folder.appending(name)
    if try !files.exists(target) { try files.copy(file, to: target) }
    return .copied(name: name, bytes: size)
  }

  /// Whether the text is a SHA-256 in lower-case hexadecimal, and so no path of any sort.
  private static func isDigest(_ text: String) -> Bool {
    text.utf8.count == 64
      && text.utf8.allSatisfy {
        UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 || UInt8(ascii: "a")...UInt8(ascii: "f") ~= $0
      }
  }

  /// The ending for files that begin like this; none where it is not one of the few that a
  /// scan or a letter has.
  ///
  /// Never one that a browser or a system would run something for.
  private static func fileEnding(_ start: [UInt8]) -> String {
    let endings: [([UInt8], String)] = [
      (Array("%PDF-".utf8), ".pdf"), ([0x89, 0x50, 0x4E, 0x47], ".png"),
      ([0xFF, 0xD8, 0xFF], ".jpg"), (Array("GIF8".utf8), ".gif"),
      ([0x49, 0x49, 0x2A, 0x00], ".tif"), ([0x4D, 0x4D, 0x00, 0x2A], ".tif"),
    ]
    return endings.first { start.starts(with: $0.0) }?.1 ?? ""
  }
}

/// Journals that remember the lines they handed out, by the entries' ids.
private final class LineKeeper: JournalSource {
  private let journalsHeld: HeldJournals
  private let lines = Mutex<[EntryID: [UInt8]]>([:])

  init(_ journals: HeldJournals) { journalsHeld = journals }

  var journals: [HeldJournal] { journalsHeld.journals }

  func forEachLine(
    of journal: HeldJournal,
    in positions: Range<UInt64>,
    _ body: (UInt64, RawSpan) throws -> Void,
  ) throws {
    try journalsHeld.forEachLine(of: journal, in: positions) { position, line in
      let id = EntryID(line: line)
      let bytes = line.withUnsafeBytes { Array($0) }
      lines.withLock { $0[id] = bytes }
      try body(position, line)
    }
  }

  /// The line of an entry that was handed out.
  func line(_ id: EntryID) -> [UInt8]? { lines.withLock { $0[id] } }
}
