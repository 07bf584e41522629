import CentralView
public import Practices
public import Records
import Sealing

extension Store {
  /// What texts are compared with.
  ///
  /// That is the firm's customers, and every list and alert held here that counts on `date`;
  /// an association or authority compares with everybody's customers.
  /// Confidential lists are in it; whoever shows a hit looks at its mark.
  public func screening(on date: CalendarDate) throws -> ScreeningIndex {
    var records = ScreeningRecords()
    let own = settings.role == .company ? settings.organisation : nil
    for form in ScreeningRecords.forms {
      let found = try view.records(
        ofForm: form,
        organisation: ViewBook.formsOfAuthorities.contains(form) ? nil : own,
        confidential: .included,
      )
      for record in found where !record.isVoid {
        let states = record.conflicts.isEmpty ? nil : try view.standingStates(of: record)
        let known = KnownRecord(
          id: record.id,
          form: form,
          organisation: record.organisation,
          bodies: states?.bodies ?? [record.body],
          isVoid: record.isVoid,
          isIncomplete: record.isIncomplete,
          isConfidential: view.forms.isConfidential(family: form),
        )
        records.add(known, on: date)
      }
    }
    return ScreeningIndex(records)
  }
}
