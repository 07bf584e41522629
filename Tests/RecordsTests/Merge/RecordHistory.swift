import Records

/// A record's entries, written down by hand: each step returns the id of its entry.
struct RecordHistory {
  private(set) var revisions: [Revision] = []

  /// The record: its first entry, which need not be held.
  var record: EntryID { Self.id(0) }

  /// The id of the entry that this history makes, or would make, at a place.
  static func id(_ number: Int) -> EntryID {
    EntryID(line: Array("entry \(number)".utf8).span.bytes)
  }

  /// A record that begins with this body.
  init(_ body: JSON) { append([], at: nil, .first(body: body)) }

  /// A record without any entry.
  init() {}

  /// A revision that writes the members of its body, and takes away those named so.
  @discardableResult
  mutating func revise(
    after parents: EntryID...,
    at time: Int64? = nil,
    removing removed: [String] = [],
    writing body: JSON,
  ) -> EntryID {
    let writes = (body.members ?? []).map(\.name) + removed
    return append(parents, at: time, .revision(writes: writes, body: body))
  }

  @discardableResult
  mutating func void(after parents: EntryID...) -> EntryID { append(parents, at: nil, .void) }

  @discardableResult
  mutating func unvoid(after parents: EntryID...) -> EntryID {
    append(parents, at: nil, .revision(writes: ["void"], body: [:]))
  }

  @discardableResult
  mutating func append(
    _ parents: [EntryID],
    at time: Int64?,
    _ content: Revision.Content,
  ) -> EntryID {
    let id = Self.id(revisions.count)
    let time = time ?? Int64(revisions.count)
    revisions.append(Revision(id: id, parents: parents, time: time, content: content))
    return id
  }

  /// Withholds an entry altogether.
  mutating func lose(_ id: EntryID) { revisions.removeAll { $0.id == id } }

  /// Puts another content in the place of an entry's.
  mutating func replace(_ id: EntryID, with content: Revision.Content) {
    revisions = revisions.map { revision in
      guard revision.id == id else { return revision }
      return Revision(id: id, parents: revision.parents, time: revision.time, content: content)
    }
  }

  /// What the history merges to.
  func merged(_ rules: FieldRules = .none) -> MergedRecord {
    RecordMerge(rules: rules).merge(revisions, of: record)
  }
}
