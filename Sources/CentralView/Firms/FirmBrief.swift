public import Records

/// One state of one firm's record in brief, where many firms' records are looked through.
///
/// A record whose writes disagree has one for each of its states, which have the record in
/// common.
public struct FirmBrief: Hashable, Sendable {
  /// Whose record it is.
  public var organisation: OrganisationID
  /// The record as far as every question needs it.
  public var brief: RecordBrief
  /// The further members that were asked for, as far as the record has them.
  public var details: JSON

  /// Describes a state of a record.
  public init(organisation: OrganisationID, brief: RecordBrief, details: JSON = .object([])) {
    self.organisation = organisation
    self.brief = brief
    self.details = details
  }
}
