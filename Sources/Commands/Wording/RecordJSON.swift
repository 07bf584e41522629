import CentralView
import Records

extension RecordSummary {
  /// The record as `list` gives it to scripts.
  var members: [JSON.Member] {
    [
      .init("record", .string(id.text)),
      .init("form", .string(form)),
      .init("organisation", .string(organisation.text)),
      .init("origin", .optional(origin)),
      .init("revisions", .integer(revisions)),
      .init("void", .bool(isVoid)),
      .init("incomplete", .bool(isIncomplete)),
      .init("body", body),
      .init("conflicts", .strings(conflicts)),
    ]
  }
}

extension ConflictSummary {
  /// The conflict as `conflicts` gives it to scripts.
  var json: JSON {
    [
      "id": .string(id),
      "kind": .string(kind),
      "status": .string(isIncomplete ? "incomplete" : "open"),
      "form": .string(form),
      "organisation": .string(organisation.text),
      "records": [.string(record.text)],
      "fields": [
        [
          "name": .string(field),
          "shown": shown ?? .null,
          "values": .array(values.map(\.json)),
        ]
      ],
    ]
  }
}

extension StandingValue {
  /// The value as `conflicts` gives it to scripts; null where the field was left out.
  var json: JSON {
    [
      "value": value ?? .null,
      "entry": .string(entry.text),
      "organisation": .string(organisation.text),
      "time": .string(time.text),
      "author": .optional(author),
    ]
  }
}
