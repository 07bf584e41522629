import CentralView
import Records
import Store

/// Finds the record that a person means who only wants to look at it.
struct RecordFinder {
  private let store: Store
  private let confidential: Confidentiality

  /// Finds records of a store; confidential ones only where they are asked for.
  init(_ store: Store, confidential: Confidentiality = .leftOut) {
    self.store = store
    self.confidential = confidential
  }

  /// The record with this name: one of the own organisation first, then one of anybody who
  /// is trusted here.
  ///
  /// Names are given by each organisation for itself, so several may fit.
  func record(named name: String) throws -> RecordSummary {
    let view = store.view
    do {
      return try view.record(
        named: name,
        of: store.settings.organisation,
        confidential: confidential,
      )
    } catch let error as ViewError {
      guard case .unknownRecord = error else { throw error }
      let ids = try store.trusted().flatMap { other in
        try view.ids(
          identifiedBy: name,
          form: nil,
          organisation: other.organisation,
          confidential: confidential,
        )
      }
      let found = try Set(ids).sorted()
        .compactMap { try view.record($0, confidential: confidential) }
      guard let record = found.first else { throw error }
      guard found.count == 1 else {
        let wording = RecordWording(store)
        let candidates = found.map { record in
          "\(record.id.short) (\(record.form) of \(wording.name(of: record.organisation)))"
        }
        throw ViewError.ambiguousRecord(name, candidates: candidates)
      }
      return record
    }
  }
}
