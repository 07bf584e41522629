import Records

/// What a record can be found by: its own numbers, and its words.
///
/// Words of a new record are filed at once, those of a changed one in the end: the search
/// index gathers what comes in the order of the records' numbers, and writes all that it
/// has gathered to the database whenever an earlier record comes.
extension Projector {
  /// Files the names and words of a record that had none.
  func fileNames(
    ofNew record: Int64,
    form: FormTable.Row,
    tape: JSONTape,
    body: Int,
    in bytes: RawSpan,
  ) throws {
    guard !isBulk else { return }
    try insertIdentifiers(of: record, form: form, tape: tape, body: body, in: bytes)
    let words = words(form: form, tape: tape, body: body, in: bytes)
    if !words.isEmpty { try names.insertText(words, of: record) }
  }

  /// Files the names of a record that had some before, or may have had.
  func fileNames(of record: Int64, form: FormTable.Row, body: [UInt8]) throws {
    guard !isBulk else { return }
    var tape = JSONTape()
    try tape.parse(body.span.bytes)
    let (root, bytes) = (JSONTape.root, body.span.bytes)
    try insertIdentifiers(of: record, form: form, tape: tape, body: root, in: bytes)
    try names.noteReworded(record, old: [])
  }

  /// Takes back what was filed for this body.
  func removeNames(of record: Int64, form: FormTable.Row, body: [UInt8]) throws {
    guard !isBulk else { return }
    var tape = JSONTape()
    try tape.parse(body.span.bytes)
    let (root, bytes) = (JSONTape.root, body.span.bytes)
    for key in identifiers(form: form, tape: tape, body: root, in: bytes) {
      try names.removeIdentifier(key, of: record)
    }
    let words = words(form: form, tape: tape, body: root, in: bytes)
    try names.noteReworded(record, old: words)
  }

  /// Files what a successor changes in the names and words of a record.
  func changeNames(
    of record: Int64,
    form: FormTable.Row,
    from old: (tape: JSONTape, body: [UInt8]),
    to tape: JSONTape,
    body: Int,
    in bytes: RawSpan,
  ) throws {
    guard !isBulk else { return }
    let (root, oldBytes) = (JSONTape.root, old.body.span.bytes)
    let former = identifiers(form: form, tape: old.tape, body: root, in: oldBytes)
    let current = identifiers(form: form, tape: tape, body: body, in: bytes)
    if former != current {
      for key in former { try names.removeIdentifier(key, of: record) }
      for key in current { try names.insertIdentifier(key, of: record) }
    }
    let words = words(form: form, tape: old.tape, body: root, in: oldBytes)
    if words != self.words(form: form, tape: tape, body: body, in: bytes) {
      try names.noteReworded(record, old: words)
    }
  }

  /// Files the words of the records that were changed.
  func fileChangedWords() throws {
    var tape = JSONTape()
    while let record = try names.nextReworded() {
      if !record.old.isEmpty { try names.removeText(record.old, of: record.number) }
      guard let form = record.form.flatMap({ forms[$0] }) else { continue }
      try tape.parse(record.body.span.bytes)
      let bytes = record.body.span.bytes
      let words = words(form: form, tape: tape, body: JSONTape.root, in: bytes)
      if !words.isEmpty { try names.insertText(words, of: record.number) }
    }
    try names.forgetReworded()
  }

  /// Files the names and words of every record, and what is kept beside it, where nothing is
  /// filed.
  func fileAllNames() throws {
    var tape = JSONTape()
    while let record = try names.nextRecord() {
      guard let form = record.form.flatMap({ forms[$0] }) else { continue }
      try tape.parse(record.body.span.bytes)
      let (root, bytes) = (JSONTape.root, record.body.span.bytes)
      for key in identifiers(form: form, tape: tape, body: root, in: bytes) {
        try names.gatherIdentifier(key, of: record.number)
      }
      let words = words(form: form, tape: tape, body: root, in: bytes)
      if !words.isEmpty { try names.insertText(words, of: record.number) }
      if let rule = form.brief, rule.isWorthARow(tape, in: bytes), let head = names.briefHead {
        try fileBrief(head, rule: rule, tape: tape, in: bytes)
      }
    }
    try names.insertGathered()
  }

  private func insertIdentifiers(
    of record: Int64,
    form: FormTable.Row,
    tape: JSONTape,
    body: Int,
    in bytes: RawSpan,
  ) throws {
    for key in identifiers(form: form, tape: tape, body: body, in: bytes) {
      try names.insertIdentifier(key, of: record)
    }
  }

  /// The values of the identity fields, each as `value`, a zero byte, `form.field`: the
  /// value comes first, so that a person need not say which field it is.
  private func identifiers(
    form: FormTable.Row,
    tape: JSONTape,
    body: Int,
    in bytes: RawSpan,
  ) -> [[UInt8]] {
    form.identity.compactMap { field in
      guard let node = tape.member(field.bytes, of: body, in: bytes) else { return nil }
      guard tape.nodes[node].kind == .string else { return nil }
      return Self.identifier(
        tape.text(of: node, in: bytes),
        family: form.family,
        field: field.name,
      )
    }
  }

  /// How the table `identifier` writes one value of one field.
  static func identifier(_ value: [UInt8], family: String, field: String) -> [UInt8] {
    value + [0] + Array("\(family).\(field)".utf8)
  }

  /// The searchable text of a body, one line a value.
  private func words(
    form: FormTable.Row,
    tape: JSONTape,
    body: Int,
    in bytes: RawSpan,
  ) -> [UInt8] {
    var words: [UInt8] = []
    guard let searchable = form.searchable else {
      appendWords(of: body, tape: tape, in: bytes, to: &words)
      return words
    }
    tape.forEachMember(of: body) { name, value in
      let isSearchable = searchable.contains { tape.isText(name, equalTo: $0, in: bytes) }
      if isSearchable { appendWords(of: value, tape: tape, in: bytes, to: &words) }
    }
    return words
  }

  private func appendWords(
    of node: Int,
    tape: JSONTape,
    in bytes: RawSpan,
    to words: inout [UInt8],
  ) {
    switch tape.nodes[node].kind {
    case .string:
      tape.appendText(of: node, in: bytes, to: &words)
      words.append(UInt8(ascii: "\n"))
    case .object:
      tape.forEachMember(of: node) { appendWords(of: $1, tape: tape, in: bytes, to: &words) }
    case .array:
      tape.forEachElement(of: node) { appendWords(of: $0, tape: tape, in: bytes, to: &words) }
    default:
      break
    }
  }
}
