import Records

extension MergedRecord {
  /// The outcome in the same lines as the oracle's.
  var report: [String] {
    func canonical(_ value: JSON?) -> String {
      value.map { String(decoding: $0.canonicalBytes, as: UTF8.self) } ?? "-"
    }
    var lines = [
      "heads \(heads)", "missing \(missing)", "body \(canonical(body))", "void \(isVoid)",
    ]
    for field in fields {
      let writes = field.writes.map { "\($0.entry) \(canonical($0.value.json))" }
      lines.append(
        "field \(field.name) \(writes) shown \(canonical(field.shown.json)) conflict"
          + " \(field.isConflict) incomplete \(field.isIncomplete) disputed"
          + " \(canonical(.array(field.disputedElements)))"
      )
    }
    let names = conflicts.map { conflict in
      if case .field(let name) = conflict.cause { name.string } else { "too many" }
    }
    lines.append("conflicts \(names)")
    for merge in automaticMerges {
      lines.append(
        "automatic \(merge.field) \(merge.writes.map(\.entry)) \(canonical(merge.shown.json))"
      )
    }
    return lines
  }
}
