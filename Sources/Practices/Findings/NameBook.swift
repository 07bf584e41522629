import CentralView
import Records

/// The names of records, looked up once.
final class NameBook {
  private let view: CentralView
  private var titles: [EntryID: RecordTitle?] = [:]

  init(_ view: CentralView) { self.view = view }

  /// The name of a record, else its number; `nil` where it has neither.
  func name(of record: EntryID) throws -> String? {
    if let known = titles[record] { return known.flatMap { $0.name ?? $0.reference } }
    let title = try view.titles(of: [record])[record]
    titles[record] = .some(title)
    return title.flatMap { $0.name ?? $0.reference }
  }
}
