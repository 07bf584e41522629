public import Records

/// Records that are held to be about one party, with what joins them.
public struct PartyGroup: Hashable, Sendable {
  /// One of the records.
  public struct Member: Hashable, Sendable {
    /// The record.
    public let record: EntryID
    /// Whose record it is.
    public let organisation: OrganisationID
    /// Its form, with version.
    public let form: String
    /// What it calls the party; empty where it gives no name.
    public let name: String

    /// Names a record of a group.
    public init(record: EntryID, organisation: OrganisationID, form: String, name: String) {
      self.record = record
      self.organisation = organisation
      self.form = form
      self.name = name
    }
  }

  /// The records, by id.
  public let members: [Member]
  /// What joins them, a line for each two that were compared; sorted.
  public let evidence: [String]

  /// Describes a group.
  public init(members: [Member], evidence: [String]) {
    self.members = members
    self.evidence = evidence
  }
}
