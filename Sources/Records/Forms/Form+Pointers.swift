extension Form {
  /// The records that a body names in fields of the format `record`, at any depth.
  public func recordsNamed(in body: JSON) -> [EntryID] {
    var found: [EntryID] = []
    for field in fields {
      if let value = body[field.name] { field.kind.collectRecords(in: value, to: &found) }
    }
    return found
  }
}

extension FormField.Kind {
  fileprivate func collectRecords(in value: JSON, to found: inout [EntryID]) {
    switch self {
    case .record:
      if let id = value.string.flatMap({ EntryID($0) }) { found.append(id) }
    case .list(let element):
      for item in value.elements ?? [] { element.collectRecords(in: item, to: &found) }
    case .group(let fields):
      for field in fields {
        if let inner = value[field.name] { field.kind.collectRecords(in: inner, to: &found) }
      }
    default: break
    }
  }
}
