import Bundling
import Journal
import Records
import SystemPackage

/// What is missing of a journal, while bundles wait for it.
public struct JournalGap: Hashable, Sendable {
  /// The journal.
  public let origin: String
  /// The entries that have not arrived.
  public let missing: [Range<UInt64>]
  /// How many entries beyond wait for them.
  public let waiting: UInt64
}

extension Store {
  /// The journals of which bundles wait for entries that have not arrived.
  public func gaps() throws -> [JournalGap] {
    var survey = GapSurvey()
    for item in try files.list(layout.held) where item.kind == .file {
      // What cannot be read is looked at, and reported, by the next import.
      guard
        let reader = try? BundleReader(opening: layout.held.appending(item.component), in: files)
      else { continue }
      for line in reader.note.journals where line.base < line.size {
        let count = try heldCount(of: line.origin, reaching: line.base)
        guard line.base > count else { continue }
        survey.add(line.base..<line.size, of: line.origin.text, held: count)
      }
    }
    return survey.origins.map { origin in
      JournalGap(
        origin: origin,
        missing: survey.missing(of: origin),
        waiting: survey.waiting(of: origin),
      )
    }
  }

  /// How many entries of a journal are here; of a forked one, of the branch that reaches furthest.
  private func heldCount(of origin: Origin, reaching base: UInt64) throws -> UInt64 {
    let places = try JournalPlace.all(in: layout, files: files).filter { $0.origin == origin }
    return try places.map { try $0.reader(own: settings.origin, files: files).count() }.max() ?? 0
  }
}
