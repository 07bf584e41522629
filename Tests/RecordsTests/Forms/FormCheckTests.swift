import Records
import Testing

@Suite("Form check")
struct FormCheckTests {
  private static let record = String(repeating: "a", count: 51) + "q"
  private static let form = Result { try FormDocument.delivery.form() }

  private static let valid: JSON = [
    "reference": "D-17", "customer": .string(record), "name": "Ölmühle", "quantity": "12.5",
    "unit": "kg", "outcome": "approved", "decided_on": "2026-02-28", "country": "ES",
    "registration_number": "A28047223", "substance": "110-63-4", "remarks": "one\ntwo",
    "tags": ["a", "b"], "drums": 4, "sealed": true, "seal_number": "AB12",
    "papers": [.string(String(repeating: "0f", count: 32))],
    "requester": ["email": "anna@example.com", "country": "NL"],
    "items": [["count": 1, "note": "x"], [:]],
  ]

  private func body(_ name: String, _ value: JSON?) -> JSON {
    var members = Self.valid.members ?? []
    let index = members.firstIndex { $0.name == name } ?? members.endIndex
    members.replaceSubrange(
      index..<min(index + 1, members.endIndex),
      with: value.map { [JSON.Member(name, $0)] } ?? [],
    )
    return .object(members)
  }

  @Test("A body that keeps every rule has no violation, as written and as read")
  func valid() throws {
    let form = try Self.form.get()
    #expect(form.check(Self.valid).isEmpty)
    #expect(try violations(of: Self.valid, as: .kept).isEmpty)
    let reversed = JSON.object((Self.valid.members ?? []).reversed())
    #expect(form.check(reversed).isEmpty)
  }

  private func violations(of body: JSON, as reader: UnknownMembers) throws -> [FormViolation] {
    let text = #"{"form": "x", "body": \#(body.text)}"#
    return try violations(in: Array(text.utf8), as: reader)
  }

  private func violations(in bytes: [UInt8], as reader: UnknownMembers) throws -> [FormViolation] {
    var tape = JSONTape()
    try tape.parse(bytes.span.bytes)
    let body = tape.member("body", of: JSONTape.root, in: bytes.span.bytes) ?? 0
    return try Self.form.get().check(bytes.span.bytes, tape: tape, body: body, as: reader)
  }

  @Test(
    "A broken rule is named with its place, its label and what to do",
    arguments: [
      ("name", nil, "name", "required", "Name: missing; it is required"),
      ("name", "", "name", "minLength", "Name: empty; fill it in or leave it out"),
      ("name", 3, "name", "type", "Name: ‘3’ is not text"),
      (
        "reference", "123456789", "reference", "maxLength",
        "Reference: has 9 characters; at most 8 are allowed",
      ),
      (
        "decided_on", "2026-13-01", "decided_on", "format",
        "Decided on: ‘2026-13-01’ is not a date: the calendar has no such day; "
          + "write an existing day, as 2026-12-31",
      ),
      (
        "outcome", "maybe", "outcome", "enum",
        "Outcome: ‘maybe’ is none of the choices; choose one of approved, refused",
      ),
      (
        "unit", nil, "unit", "dependentRequired", "Unit: missing; it is required beside ‘Quantity’",
      ),
      ("seal_number", "7", "seal_number", "pattern", "Seal: a seal has two letters and a number"),
      ("seal_number", nil, "seal_number", "required", "Seal: missing; it is required"),
      ("drums", 0, "drums", "minimum", "Drums: ‘0’ is too small; 1 is the least"),
      ("drums", 81, "drums", "maximum", "Drums: ‘81’ is too large; 80 is the most"),
      ("drums", "4", "drums", "type", "Drums: ‘4’ is not a whole number"),
      ("sealed", "yes", "sealed", "type", "Sealed: ‘yes’ is not yes or no (true or false)"),
      ("tags", ["a", "b", "a"], "tags", "uniqueItems", "Tags: ‘a’ stands twice; leave one out"),
      (
        "tags", ["a", "b", "c", "d"], "tags", "maxItems",
        "Tags: lists 4; at most 3 allowed",
      ),
      ("tags", ["a", 1], "tags[1]", "type", "Tags: ‘1’ is not text"),
      (
        "requester", ["country": "NL"], "requester.email", "required",
        "E-mail: missing; it is required",
      ),
      (
        "requester", ["email": "a@b.nl", "country": "UK"], "requester.country", "format",
        "Country: ‘UK’ is not the code of the United Kingdom; write GB",
      ),
      (
        "items", [[:], [:], ["count": "1"]], "items[2].count", "type",
        "Count: ‘1’ is not a whole number",
      ),
      (
        "papers", ["invoice.pdf"], "papers[0]", "format",
        "Papers: ‘invoice.pdf’ does not name an attached file; "
          + "name the file itself with ‘@’, or the 64 lower-case digits of its SHA-256",
      ),
    ] as [(String, JSON?, String, String, String)],
  )
  func words(member: String, value: JSON?, path: String, keyword: String, message: String) throws {
    let body = body(member, value)
    for found in [try Self.form.get().check(body), try violations(of: body, as: .kept)] {
      #expect(found.map(\.path) == [path])
      #expect(found.map(\.keyword) == [keyword])
      #expect(found.map(\.message) == [message])
    }
  }

  @Test("All broken rules are told at once")
  func several() throws {
    let found = try Self.form.get().check(["name": 1, "drums": 0, "unit": "stone"])
    #expect(found.map(\.path) == ["name", "drums", "unit", "customer"])
  }

  @Test("A violation names every member of the rule, so that a merge can open them all")
  func members() throws {
    #expect(try Self.form.get().check(body("unit", nil)).map(\.members) == [["quantity", "unit"]])
    let seal = try Self.form.get().check(body("seal_number", nil))
    #expect(seal.map(\.members) == [["seal_number", "sealed"]])
    let nested = try Self.form.get().check(body("requester", [:]))
    #expect(nested.map(\.members) == [["requester"]])
  }

  @Test("An unknown member is refused when written and kept when read")
  func unknown() throws {
    let top = body("colour", "red")
    let written = try Self.form.get().check(top)
    #expect(written.map(\.path) == ["colour"])
    #expect(written.map(\.message) == ["‘colour’: the form has no such field; leave it out"])
    #expect(try violations(of: top, as: .kept).isEmpty)
    let inner = body("requester", ["email": "a@b.nl", "phone": "1"])
    #expect(try Self.form.get().check(inner).map(\.path) == ["requester.phone"])
    #expect(try violations(of: inner, as: .kept).isEmpty)
    let free = body("items", [["weight": 3]])
    #expect(try Self.form.get().check(free).isEmpty)
  }

  @Test("A field of one line takes one line when written, whatever is read")
  func lines() throws {
    let body = body("reference", "a\nb")
    let written = try Self.form.get().check(body)
    #expect(written.map(\.keyword) == ["multiline"])
    #expect(try violations(of: body, as: .kept).isEmpty)
    let tags = self.body("tags", ["a", "b\n"])
    #expect(try Self.form.get().check(tags).map(\.path) == ["tags[1]"])
  }

  @Test("A registration number is held against its country's rule when written")
  func registration() throws {
    let wrong = body("registration_number", "A28047224")
    let written = try Self.form.get().check(wrong)
    #expect(written.map(\.keyword) == ["check"])
    #expect(written.map(\.members) == [["country", "registration_number"]])
    #expect(try violations(of: wrong, as: .kept).isEmpty)
    let elsewhere = JSON.object(
      (wrong.members ?? []).map { $0.name == "country" ? JSON.Member("country", "AU") : $0 }
    )
    #expect(try Self.form.get().check(elsewhere).isEmpty)
  }

  @Test("A body that is no object breaks the form")
  func noObject() throws {
    #expect(try Self.form.get().check([]).map(\.keyword) == ["type"])
    #expect(try violations(of: "text", as: .kept).map(\.keyword) == ["type"])
  }

  @Test("Alternatives that only require members say which they are")
  func alternatives() throws {
    let form = try FormDocument(
      text: """
        {"type":"object","x-steward":{"form":"a/1","label":"A"},
         "properties":{"vat":{"type":"string","x-steward":{"label":"VAT"}},"lei":{"type":"string"}},
         "anyOf":[{"required":["vat"]},{"required":["lei"]}]}
        """
    ).form()
    let found = form.check([:])
    #expect(found.map(\.message) == ["nothing is given of ‘VAT’ and ‘Lei’; give at least one"])
    #expect(found.map(\.members) == [["lei", "vat"]])
    #expect(form.check(["lei": "x"]).isEmpty)
  }

  @Test("Unknown members count under ‘not’ and ‘if’ even where they are kept")
  func questions() throws {
    let form = try FormDocument(
      text: """
        {"type":"object","x-steward":{"form":"a/1","label":"A"},
         "properties":{"inner":{"type":"object","not":{
           "properties":{"a":{}},"additionalProperties":false}}}}
        """
    ).form()
    #expect(form.check(["inner": ["a": 1]]).map(\.keyword) == ["not"])
    #expect(form.check(["inner": ["b": 1]]).isEmpty)
  }

  @Test("What could disarrange a terminal is escaped, and long text is cut")
  func safety() throws {
    let hostile = try Self.form.get().check(body("decided_on", "\u{1B}[2J\u{202E}"))
    #expect(hostile[0].problem.hasPrefix(#"‘\u{1B}[2J\u{202E}’ is not a date"#))
    let long = try Self.form.get().check(
      body("unit", .string(String(repeating: "x", count: 500)))
    )
    #expect(long[0].problem.count < 150)
  }
}
