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
      .init("forked", .bool(isForked)),
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
      "status": .string(status.rawValue),
      "form": .string(form),
      "organisation": .string(organisation.text),
      "records": .strings(records.map(\.text)),
      "fields": [
        [
          "name": .string(field),
          "shown": shown ?? .null,
          "values": .array(values.map(\.json)),
        ]
      ],
      "reason": .optional(reason),
      "determinations": .array(determinations.map { .object($0.members) }),
      "closed_by": closing.map {
        [
          "entry": .string($0.entry.text), "author": .string($0.author),
          "time": .string($0.time.text), "because": .optional($0.reason),
        ]
      } ?? .null,
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
      "record": .optional(record?.text),
    ]
  }
}
