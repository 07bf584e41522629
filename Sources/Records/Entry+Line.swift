extension Entry {
  /// Reads an entry's line.
  ///
  /// - Throws: ``EntryFault`` for a line that breaks a rule, and for a stub.
  public init(line: RawSpan) throws(EntryFault) {
    var reader = EntryReader()
    guard case .entry = try reader.read(line) else { throw EntryFault(.missingMember, "form") }
    try self.init(reader, line: line)
  }

  /// Copies the entry that `reader` last read from `line`.
  ///
  /// - Throws: ``EntryFault`` where what it read was no entry.
  public init(_ reader: EntryReader, line: RawSpan) throws(EntryFault) {
    let (tape, header) = (reader.tape, reader.header)
    guard header.form != 0, let form = reader.formName(in: line),
      let organisation = reader.organisation(in: line)
    else { throw EntryFault(.missingMember, "form") }
    self.init(
      form: form,
      organisation: organisation,
      record: header.record,
      parents: header.parents,
      writes: reader.texts(of: header.writes, in: line),
      time: header.moment,
      author: tape.string(of: header.author, in: line),
      audience: reader.texts(of: header.audience, in: line),
      because: header.because == 0 ? nil : tape.string(of: header.because, in: line),
      isVoid: header.isVoid,
      salt: tape.string(of: header.salt, in: line),
      body: header.body == 0 ? nil : tape.value(at: header.body, in: line),
    )
  }

  /// The entry's line, without its line feed: members in the order of the format's
  /// table, no white space, only the escapes that JSON requires.
  ///
  /// - Throws: ``EntryFault`` for everything that a reader would refuse, and for text
  ///   that writers must not write: control characters (but for line feeds in values),
  ///   bidirectional controls, non-characters, and what is not in normal form C.
  public func line() throws(EntryFault) -> [UInt8] {
    try Self.check(author, "author", allowingLines: false)
    if let because { try Self.check(because, "because", allowingLines: true) }
    for name in writes ?? [] { try Self.check(name, "writes", allowingLines: false) }
    if let body { try Self.check(body, "body") }
    let line = json.bytes
    var reader = EntryReader()
    let kind = try reader.read(line.span.bytes)
    // A body could smuggle nothing in, but what is written must read as what was meant.
    guard case .entry = kind else { throw EntryFault(.malformedValue) }
    return line
  }

  /// The id that the entry has once it is written.
  ///
  /// - Throws: ``EntryFault`` as ``line()`` does.
  public func id() throws(EntryFault) -> EntryID {
    let line = try line()
    return EntryID(line: line.span.bytes)
  }

  /// The members in the order of the format's table.
  var json: JSON {
    var members = [
      JSON.Member("form", .string(form.text)),
      JSON.Member("organisation", .string(organisation.text)),
    ]
    if let record { members.append(JSON.Member("record", .string(record.text))) }
    if !parents.isEmpty {
      members.append(JSON.Member("parents", .array(parents.map { .string($0.text) })))
    }
    if let writes { members.append(JSON.Member("writes", .array(writes.map(JSON.string)))) }
    members.append(JSON.Member("time", .string(time.text)))
    members.append(JSON.Member("author", .string(author)))
    if let audience { members.append(JSON.Member("audience", .array(audience.map(JSON.string)))) }
    if let because { members.append(JSON.Member("because", .string(because))) }
    if isVoid { members.append(JSON.Member("void", .bool(true))) }
    members.append(JSON.Member("salt", .string(salt)))
    if let body { members.append(JSON.Member("body", body)) }
    return .object(members)
  }

  private static func check(
    _ text: String,
    _ place: String,
    allowingLines: Bool,
  ) throws(EntryFault) {
    if let reason = Text(text).fault(allowingLines: allowingLines) {
      throw EntryFault(reason, place)
    }
  }

  /// Checks every text of a value, and that a number is one: ``JSON`` writes numbers as
  /// they are given.
  private static func check(_ value: JSON, _ place: String) throws(EntryFault) {
    switch value {
    case .null, .bool: break
    case .number(let text):
      guard let number = Int64(text), String(number) == text else {
        throw EntryFault(.malformedNumber, place)
      }
    case .string(let text): try check(text, place, allowingLines: true)
    case .array(let elements):
      for element in elements { try check(element, place) }
    case .object(let members):
      for member in members {
        try check(member.name, place, allowingLines: false)
        try check(member.value, "\(place).\(member.name)")
      }
    }
  }
}
