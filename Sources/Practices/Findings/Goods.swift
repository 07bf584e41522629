import CentralView
import Records

/// One state of an order, a sample, a movement or a declaration, weighed.
struct Goods {
  let record: EntryID
  let organisation: OrganisationID
  let form: String
  /// The customer, as the firm's record names it.
  let subject: EntryID?
  /// The number of the substance that it counts as.
  let substance: String?
  let date: CalendarDate?
  /// The site, as the firm's record names it.
  let site: EntryID?
  /// How much of the pure substance; `nil` where nobody can say.
  let kilograms: ExactDecimal?
  /// The amount as the record gives it.
  let amount: String
  /// What keeps anybody from saying how much it is.
  let lack: Lack?
  let isDisputed: Bool

  /// What keeps anybody from saying how much something weighs.
  enum Lack: String {
    case quantity, density, concentration, weight
    /// An entry of the record is missing.
    case entry
  }

  /// The record as evidence.
  ///
  /// `verb`: What happened: `supplied`.
  func evidence(_ verb: String) -> CrossFirmFinding.Evidence {
    CrossFirmFinding.Evidence(
      record: record,
      form: form,
      organisation: organisation,
      date: date,
      what: amount.isEmpty ? verb : "\(verb) \(amount)",
      isDisputed: isDisputed,
    )
  }

  /// What the record lacks, if it cannot be weighed.
  func missing(_ decides: String) -> CrossFirmFinding.Missing? {
    lack.map {
      CrossFirmFinding.Missing(
        record: record,
        organisation: organisation,
        field: $0.rawValue,
        decides: decides,
      )
    }
  }
}
