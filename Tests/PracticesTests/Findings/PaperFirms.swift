import CentralView
import Practices
import Records

/// Several firms whose journals are in memory, seen together.
struct PaperFirms: JournalSource {
  /// The firms, by their numbers less one.
  var firms = (1...4).map { PaperFirm(UInt8($0)) }

  /// What is known of them: two firms of the EU, two of the USA.
  var facts: [OrganisationID: FirmFacts] {
    let known = [("Noord", "NL"), ("Zuid", "NL"), ("West", "US"), ("East", "US")]
    return Dictionary(
      uniqueKeysWithValues: zip(firms, known).map { firm, known in
        (firm.organisation, FirmFacts(name: known.0, country: known.1, isReporting: true))
      }
    )
  }

  /// An organisation that keeps none of the records.
  static let reader = OrganisationID(firstKey: [UInt8](repeating: 9, count: 32))

  var journals: [HeldJournal] { firms.filter { !$0.lines.isEmpty }.flatMap(\.journals) }

  func forEachLine(
    of journal: HeldJournal,
    in positions: Range<UInt64>,
    _ body: (UInt64, RawSpan) throws -> Void,
  ) throws {
    guard let firm = firms.first(where: { $0.organisation == journal.organisation }) else { return }
    try firm.forEachLine(of: journal, in: positions, body)
  }

  /// The view of everything.
  func view() throws -> CentralView {
    let view = try CentralView(inMemoryWith: FormLibrary.forms)
    try view.catchUp(with: self)
    return view
  }
}
