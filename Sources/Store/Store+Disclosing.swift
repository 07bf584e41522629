public import CentralView
import Journal
import Records

extension Store {
  /// Whom an organisation showed its records to later, by record.
  ///
  /// A disclosure that was withdrawn shows nothing from then on; what was packed before is out.
  func disclosures(by organisation: OrganisationID) throws -> [EntryID: [String]] {
    var readers: [EntryID: [String]] = [:]
    try view.forEachRecord(ofForm: "disclosure", organisation: organisation) { disclosure in
      guard !disclosure.isVoid,
        let record = disclosure.body["record"]?.string.flatMap({ EntryID($0) })
      else { return }
      let added = disclosure.body["audience"]?.elements?.compactMap(\.string) ?? []
      readers[record, default: []] += added
    }
    return readers
  }

  /// Who may read a record besides its organisation, by its first entry and what is known of
  /// later disclosures; `nil` where that entry cannot be read.
  public func readers(of record: RecordSummary) throws -> [String]? {
    let added = try disclosures(by: record.organisation)[record.id] ?? []
    return try view.audience(of: record.id, organisation: record.organisation, adding: added)
  }

  /// Refuses a disclosure of what is not the own organisation's to show, or to readers that
  /// the record's form never allows.
  func checkDisclosure(_ body: JSON) throws {
    // What is missing or misspelt is the form's to refuse.
    guard let text = body["record"]?.string, let id = EntryID(text) else { return }
    guard let record = try view.record(id) else { throw ViewError.unknownRecord(id.short) }
    guard record.organisation == settings.organisation else {
      throw StoreError.foreignRecord(id.short, owner: try name(of: record.organisation))
    }
    let readers = body["audience"]?.elements?.compactMap(\.string) ?? []
    guard let form = forms.ruling(record.form) else { return }
    let allowed = form.permitted(readers)
    let beyond = readers.filter { reader in !allowed.contains(reader) }
    guard beyond.isEmpty else {
      throw StoreError.audience(
        "a \(form.name.name) may not be shown to \(beyond.joined(separator: ", "))"
      )
    }
  }
}

extension Packing {
  /// The positions before a journal's stretch of what its readers may read by now, since it
  /// was disclosed; ascending.
  static func disclosedPositions(
    before base: UInt64,
    of origin: Origin,
    in store: Store,
    _ filter: AudienceFilter,
    _ disclosures: [EntryID: [String]],
  ) throws -> [UInt64] {
    guard base > 0 else { return [] }
    var positions: Set<UInt64> = []
    for record in disclosures.keys where try filter.isDisclosed(record) {
      positions.formUnion(
        try store.view.positions(of: record, of: origin.organisation, in: origin.text)
      )
    }
    return positions.filter { $0 < base }.sorted()
  }
}
