/// Finding an entry's members, and checking each by itself and all together.
extension EntryHeader {
  /// Notes where the known members lie.
  mutating func find(
    in tape: JSONTape,
    _ bytes: UnsafeRawBufferPointer,
  ) throws(EntryFault) {
    var name = JSONTape.root + 1
    let end = Int(tape.nodes[JSONTape.root].next)
    var recordNode = 0
    var parentsNode = 0
    var voidNode = 0
    while name < end {
      let value = name + 1
      switch Self.member(named: name, in: tape, bytes) {
      case .form: form = value
      case .organisation: organisation = value
      case .record: recordNode = value
      case .parents: parentsNode = value
      case .writes: writes = value
      case .time: time = value
      case .author: author = value
      case .audience: audience = value
      case .because: because = value
      case .void: voidNode = value
      case .salt: salt = value
      case .body: body = value
      case nil: break
      }
      name = Int(tape.nodes[value].next)
    }
    if recordNode != 0 { record = try Self.id(recordNode, "record", in: tape, bytes) }
    if parentsNode != 0 { try readParents(parentsNode, in: tape, bytes) }
    if time != 0 { moment = try Self.moment(time, in: tape, bytes) }
    if voidNode != 0 {
      guard tape.nodes[voidNode].kind == .true else { throw EntryFault(.malformedValue, "void") }
      isVoid = true
    }
  }

  /// Checks what the members say, and that the right ones are there.
  func check(_ tape: JSONTape, _ bytes: UnsafeRawBufferPointer) throws(EntryFault) {
    try Self.require(form, "form")
    try Self.require(organisation, "organisation")
    try Self.require(time, "time")
    try Self.require(author, "author")
    try Self.require(salt, "salt")
    try Self.check(form, "form", in: tape, bytes) { FormName.slash(in: $0) != nil }
    try Self.check(organisation, "organisation", in: tape, bytes, OrganisationID.isValid)
    try Self.check(salt, "salt", in: tape, bytes, Entry.isSalt)
    try Self.checkFilled(author, "author", in: tape)
    if because != 0 { try Self.checkFilled(because, "because", in: tape) }
    if record == nil { try checkFirst(tape, bytes) } else { try checkRevision(tape, bytes) }
    if isVoid {
      guard body == 0 else { throw EntryFault(.unexpectedMember, "body") }
    } else {
      try Self.require(body, "body")
      guard tape.nodes[body].kind == .object else { throw EntryFault(.wrongType, "body") }
    }
  }

  private func checkFirst(
    _ tape: JSONTape,
    _ bytes: UnsafeRawBufferPointer,
  ) throws(EntryFault) {
    guard parents.isEmpty else { throw EntryFault(.unexpectedMember, "parents") }
    guard writes == 0 else { throw EntryFault(.unexpectedMember, "writes") }
    guard !isVoid else { throw EntryFault(.unexpectedMember, "void") }
    try Self.require(audience, "audience")
    try checkAudience(tape, bytes)
  }

  private func checkRevision(
    _ tape: JSONTape,
    _ bytes: UnsafeRawBufferPointer,
  ) throws(EntryFault) {
    guard !parents.isEmpty else { throw EntryFault(.missingMember, "parents") }
    try Self.require(because, "because")
    guard audience == 0 else { throw EntryFault(.unexpectedMember, "audience") }
    // Withdrawing writes the field `void`, whether or not it is said.
    if !isVoid { try Self.require(writes, "writes") }
    if writes != 0 { try checkWrites(tape, bytes) }
  }

  // MARK: Lists

  private mutating func readParents(
    _ array: Int,
    in tape: JSONTape,
    _ bytes: UnsafeRawBufferPointer,
  ) throws(EntryFault) {
    guard tape.nodes[array].kind == .array else { throw EntryFault(.wrongType, "parents") }
    var element = array + 1
    let end = Int(tape.nodes[array].next)
    while element < end {
      guard parents.count < Limits.parents else { throw EntryFault(.tooManyParents) }
      let parent = try Self.id(element, "parents", in: tape, bytes)
      guard !parents.contains(parent) else { throw EntryFault(.repeatedValue, "parents") }
      parents.append(parent)
      element = Int(tape.nodes[element].next)
    }
    guard !parents.isEmpty else { throw EntryFault(.noParent) }
  }

  private func checkWrites(
    _ tape: JSONTape,
    _ bytes: UnsafeRawBufferPointer,
  ) throws(EntryFault) {
    guard tape.nodes[writes].kind == .array else { throw EntryFault(.wrongType, "writes") }
    var element = writes + 1
    let end = Int(tape.nodes[writes].next)
    var previous = 0
    while element < end {
      guard tape.nodes[element].kind == .string else { throw EntryFault(.wrongType, "writes") }
      if previous != 0 {
        switch Self.order(previous, element, in: tape, bytes) {
        case ..<0: break
        case 0: throw EntryFault(.repeatedValue, "writes")
        default: throw EntryFault(.notSorted, "writes")
        }
      }
      previous = element
      element = Int(tape.nodes[element].next)
    }
  }

  private func checkAudience(
    _ tape: JSONTape,
    _ bytes: UnsafeRawBufferPointer,
  ) throws(EntryFault) {
    guard tape.nodes[audience].kind == .array else { throw EntryFault(.wrongType, "audience") }
    var element = audience + 1
    let end = Int(tape.nodes[audience].next)
    var count = 0
    while element < end {
      guard count < Limits.audience else { throw EntryFault(.tooManyAudiences) }
      count += 1
      try Self.check(element, "audience", in: tape, bytes, Entry.isReader)
      var earlier = audience + 1
      while earlier < element {
        guard Self.order(earlier, element, in: tape, bytes) != 0 else {
          throw EntryFault(.repeatedValue, "audience")
        }
        earlier += 1
      }
      element = Int(tape.nodes[element].next)
    }
  }

  /// Below, at or above 0 as the first string's text lies before, at or after the second's.
  private static func order(
    _ first: Int,
    _ second: Int,
    in tape: JSONTape,
    _ bytes: UnsafeRawBufferPointer,
  ) -> Int {
    withText(first, in: tape, bytes) { first in
      withText(second, in: tape, bytes) { second in
        for index in 0..<min(first.count, second.count) where first[index] != second[index] {
          return Int(first[index]) - Int(second[index])
        }
        return first.count - second.count
      }
    }
  }
}
