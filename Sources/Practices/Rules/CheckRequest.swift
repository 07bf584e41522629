public import Records

/// An order or a sample request to be judged, recorded already or not.
public struct CheckRequest: Hashable, Sendable {
  /// What is asked for.
  public enum Subject: String, CaseIterable, Hashable, Sendable {
    case order, sample
  }

  /// Whether goods or a sample are asked for.
  public var subject: Subject
  /// The members of the order or sample form, such as customer, substance, quantity and unit.
  ///
  /// Several where the record is recorded and in conflict: every state that stands.
  public var bodies: [JSON]
  /// The record, where there is one already, so that it is not counted a second time.
  public var record: EntryID?
  /// The day that it is judged for.
  public var date: CalendarDate

  /// Describes a request.
  public init(subject: Subject, bodies: [JSON], record: EntryID? = nil, date: CalendarDate) {
    self.subject = subject
    self.bodies = bodies
    self.record = record
    self.date = date
  }
}
