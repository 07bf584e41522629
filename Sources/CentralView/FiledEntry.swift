import Records

/// A row of the table `entry`.
struct FiledEntry: Equatable {
  var number: Int64
  var id: EntryID
  var organisation: Int64
  var kind: EntryKind
  /// The record's number, where it is known.
  var record: Int64?
  var form: Int64?
  /// The claimed time, in milliseconds since 1970.
  var time: Int64?

  init(number: Int64, id: EntryID, organisation: Int64, kind: EntryKind) {
    self.number = number
    self.id = id
    self.organisation = organisation
    self.kind = kind
  }

  init(_ place: Projector.Place, id: EntryID, kind: EntryKind) {
    self.init(number: place.number, id: id, organisation: place.organisation, kind: kind)
  }
}

/// The numbers of a record that begins.
struct NewRecord {
  let number: Int64
  let id: EntryID
  let organisation: Int64
  let form: Int64
  /// The number of its audience, once its first entry is readable.
  var audience: Int64?
}

/// A record with one head, no conflict and nothing missing.
struct PlainRecord {
  let head: Int64
  let form: Int64
  let revisions: Int64
  let body: [UInt8]
}

/// A record whose words have to be filed anew.
struct RewordedRecord {
  let number: Int64
  /// The words that are filed.
  let old: [UInt8]
  /// What the record is and shows now; `nil` and empty when it has gone.
  let form: Int64?
  let body: [UInt8]
}
