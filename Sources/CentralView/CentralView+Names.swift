import Foundation
import GRDB
public import Records

extension CentralView {
  /// The fewest characters of an id that name a record.
  public static let shortestIDPrefix = 6

  /// The record that a person means.
  ///
  /// An id or the beginning of one names any record; a reference or another identity
  /// field names a record of `organisation`.
  ///
  /// `form`: A form's name without version, where only such records are meant.
  /// - Throws: ``ViewError/unknownRecord(_:)`` or
  ///   ``ViewError/ambiguousRecord(_:candidates:)``.
  public func record(
    named name: String,
    of organisation: OrganisationID,
    form: String? = nil,
    confidential: Confidentiality = .leftOut,
  ) throws -> RecordSummary {
    var candidates = try ids(beginningWith: name, confidential: confidential)
    let identified = try ids(
      identifiedBy: name,
      form: form,
      organisation: organisation,
      confidential: confidential,
    )
    for id in identified where !candidates.contains(id) { candidates.append(id) }
    var records = try candidates.compactMap { try record($0, confidential: confidential) }
    if let form { records.removeAll { !$0.form.hasPrefix(form + "/") } }
    guard let found = records.first else { throw ViewError.unknownRecord(name) }
    guard records.count == 1 else {
      throw ViewError.ambiguousRecord(
        name,
        candidates: records.map { "\($0.id.short) (\($0.form))" },
      )
    }
    return found
  }

  /// The records of `organisation` with this value in an identity field.
  ///
  /// `field`: The field, or `nil` for any.
  public func ids(
    identifiedBy value: String,
    form: String?,
    field: String? = nil,
    organisation: OrganisationID,
    confidential: Confidentiality = .leftOut,
  ) throws -> [EntryID] {
    let start = Data(value.utf8) + [0]
    let end = Data(value.utf8) + [1]
    return try ask { database in
      let rows = try Row.fetchAll(
        database,
        sql: """
          SELECT DISTINCT r.id, i.value FROM identifier i JOIN record r ON r.number = i.record
          JOIN form f ON f.number = r.form AND \(confidential.condition)
          JOIN organisation o ON o.number = r.organisation
          WHERE i.value >= ? AND i.value < ? AND o.id = ? ORDER BY r.id
          """,
        arguments: [start, end, organisation.text],
      )
      var ids: [EntryID] = []
      for row in rows {
        let name = String(decoding: (row["value"] as Data).dropFirst(start.count), as: UTF8.self)
        let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
        guard parts.count == 2, form == nil || parts[0] == form, field == nil || parts[1] == field
        else { continue }
        let id = try Self.id(row["id"])
        if !ids.contains(id) { ids.append(id) }
      }
      return ids
    }
  }

  /// The records whose id begins with these characters, of either case.
  private func ids(
    beginningWith prefix: String,
    confidential: Confidentiality,
  ) throws -> [EntryID] {
    guard let range = Self.ids(beginningWith: prefix) else { return [] }
    return try ask { database in
      try Data.fetchAll(
        database,
        sql: """
          SELECT DISTINCT r.id FROM entry e
          JOIN record r ON r.id = e.id AND r.organisation = e.organisation AND r.number = e.record
          JOIN form f ON f.number = r.form AND \(confidential.condition)
          WHERE e.id BETWEEN ? AND ? LIMIT 10
          """,
        arguments: [range.first, range.last],
      ).map(Self.id)
    }
  }

  /// The least and the greatest id that begin with these characters, of either case; `nil` where
  /// they are too few or none of an id’s.
  static func ids(beginningWith prefix: String) -> (first: Data, last: Data)? {
    let letters = Array(prefix.lowercased().utf8)
    guard letters.count >= shortestIDPrefix, letters.count <= EntryID.textLength else {
      return nil
    }
    let padding = EntryID.textLength - letters.count
    // The last character of an id stands for one bit, so its greatest is ‘q’.
    let last = UInt8(ascii: "q")
    let low = letters + [UInt8](repeating: UInt8(ascii: "a"), count: padding)
    let high =
      padding > 0
      ? letters + [UInt8](repeating: UInt8(ascii: "7"), count: padding - 1) + [last] : letters
    guard let first = EntryID(text: low), let end = EntryID(text: high) else { return nil }
    return (Data(first.hash.bytes), Data(end.hash.bytes))
  }
}
