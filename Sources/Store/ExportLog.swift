import Journal
import Records
import SystemPackage

/// What was packed so far, as `exports.ndjson` remembers it.
struct ExportLog {
  private let exports: [Export]

  /// One bundle that was packed.
  struct Export {
    let day: CalendarDate
    let recipients: [OrganisationID]
    /// How far each journal went, by origin.
    let sizes: [String: UInt64]
  }

  /// Reads the log's lines; one that a crash tore says nothing.
  init(_ lines: [UInt8]) {
    exports = lines.split(separator: UInt8(ascii: "\n")).compactMap { line in
      guard let json = try? JSON(parsing: Array(line).span.bytes),
        let day = json["time"]?.string.flatMap({ Timestamp($0) })?.date
      else { return nil }
      var sizes: [String: UInt64] = [:]
      for journal in json["journals"]?.elements ?? [] {
        guard let origin = journal["origin"]?.string, let size = journal["size"]?.integer else {
          continue
        }
        sizes[origin] = UInt64(max(0, size))
      }
      let recipients = (json["recipients"]?.elements ?? []).compactMap { recipient in
        recipient.string.flatMap { OrganisationID($0) }
      }
      return Export(day: day, recipients: recipients, sizes: sizes)
    }
  }

  /// How much of a journal somebody was sent, and when last.
  func sent(_ origin: String, to organisation: OrganisationID) -> (size: UInt64, day: CalendarDate?)
  {
    let mine = exports.filter { $0.recipients.contains(organisation) && $0.sizes[origin] != nil }
    return (mine.compactMap { $0.sizes[origin] }.max() ?? 0, mine.map(\.day).max())
  }

  /// Those of `recipients` to whom nothing was packed yet.
  func strangers(among recipients: [OrganisationID]) -> [OrganisationID] {
    let known = Set(exports.flatMap(\.recipients))
    return recipients.filter { !known.contains($0) }
  }

  /// The last bundle to the organisation itself.
  func lastBackup(of organisation: OrganisationID) -> Export? {
    exports.last { $0.recipients == [organisation] }
  }
}

extension Store {
  /// What was packed so far.
  func exportLog() throws -> ExportLog {
    guard try files.exists(layout.exports) else { return ExportLog([]) }
    return ExportLog(try files.contents(of: layout.exports, limit: 1 << 30))
  }
}
