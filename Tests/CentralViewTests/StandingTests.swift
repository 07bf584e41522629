import CentralView
import Records
import TestSupport
import Testing

@Suite("States that stand")
struct StandingTests {
  @Test("Records are found by what they are about, of one organisation or of all")
  func about() throws {
    var desk = Desk()
    let first = try desk.begin("customer/1", ["name": "One"])
    let second = try desk.begin("customer/1", ["name": "Two"])
    let order = try desk.begin("order/1", ["customer": .string(first.text), "quantity": "1"])
    let site = try desk.begin("site/1", ["customer": .string(first.text), "name": "Plant"])
    let other = try desk.begin("order/1", ["customer": .string(second.text)])
    desk.organisation = Desk.other
    let foreign = try desk.begin("order/1", ["customer": .string(first.text)])
    let view = try desk.view()
    #expect(
      Set(try view.records(ofForm: "order", about: first).map(\.id)) == [order, foreign]
    )
    #expect(
      try view.records(ofForm: "order", about: first, organisation: Desk.own).map(\.id) == [order]
    )
    #expect(
      try view.records(ofForm: "order", about: first, organisation: Desk.other).map(\.id)
        == [foreign]
    )
    #expect(try view.records(ofForm: "site", about: first).map(\.id) == [site])
    #expect(try view.records(ofForm: "order", about: second).map(\.id) == [other])
    // A form whose name begins alike is another one, and so is one that nobody knows.
    #expect(try view.records(ofForm: "orde", about: first).isEmpty)
    #expect(try view.records(ofForm: "order", about: order).isEmpty)
  }

  @Test("A record without conflicts has one state")
  func plain() throws {
    var desk = Desk()
    let order = try desk.begin("order/1", ["quantity": "1", "unit": "kg"])
    try desk.revise(order, parents: [order], ["quantity": "2", "unit": "kg"], writes: ["amount"])
    let view = try desk.view()
    let record = try #require(try view.record(order))
    #expect(try view.standingBodies(of: record) == [["quantity": "2", "unit": "kg"]])
    #expect(try view.standingStates(of: record).isWhole)
  }

  @Test("A group in conflict takes all of its members from one write, or leaves them out")
  func groups() throws {
    var desk = Desk()
    let order = try desk.begin("order/1", ["end_use": "x", "quantity": "1", "unit": "kg"])
    try desk.revise(
      order,
      parents: [order],
      ["end_use": "x", "quantity": "5", "unit": "l"],
      writes: ["amount"],
    )
    try desk.revise(order, parents: [order], ["end_use": "x"], writes: ["amount"])
    let view = try desk.view()
    let record = try #require(try view.record(order))
    #expect(record.conflicts == ["amount"])
    let bodies = try view.standingBodies(of: record)
    #expect(bodies.first == record.body)
    #expect(Set(bodies) == [["end_use": "x"], ["end_use": "x", "quantity": "5", "unit": "l"]])
    #expect(bodies.count == 2)
  }

  @Test("Every combination of what stands is a state, and the one that is shown comes first")
  func combinations() throws {
    var desk = Desk()
    let order = try desk.begin("order/1", ["end_use": "a", "quantity": "1", "unit": "kg"])
    for (use, quantity) in [("b", "2"), ("c", "3"), ("b", "4")] {
      try desk.revise(
        order,
        parents: [order],
        ["end_use": .string(use), "quantity": .string(quantity), "unit": "kg"],
        writes: ["amount", "end_use"],
      )
    }
    let view = try desk.view()
    let record = try #require(try view.record(order))
    let bodies = try view.standingBodies(of: record)
    var expected: Set<JSON> = []
    for use in ["b", "c"] {
      for quantity in ["2", "3", "4"] {
        expected.insert(
          ["end_use": .string(use), "quantity": .string(quantity), "unit": "kg"]
        )
      }
    }
    #expect(bodies.count == 6)
    #expect(Set(bodies) == expected)
    #expect(bodies.first == record.body)
    #expect(try view.standingStates(of: record).isWhole)
  }

  @Test("Of more combinations than are listed each value is there, and it is said")
  func limit() throws {
    var desk = Desk()
    let fields = ["end_use", "note", "payment", "transfer"]
    let order = try desk.begin("order/1", ["end_use": "a"])
    for number in 0..<5 {
      let members = fields.map { JSON.Member($0, .string("\($0) \(number)")) }
      try desk.revise(order, parents: [order], .object(members), writes: fields)
    }
    let view = try desk.view()
    let record = try #require(try view.record(order))
    let states = try view.standingStates(of: record)
    #expect(states.bodies.count == StandingStates.limit)
    #expect(Set(states.bodies).count == StandingStates.limit)
    #expect(!states.isWhole)
    for field in fields {
      #expect(Set(states.bodies.compactMap { $0[field]?.string }).count == 5, "\(field)")
    }
  }

  @Test("A record whose subject is in conflict is about each that stands")
  func subjects() throws {
    var desk = Desk()
    let customers = try ["One", "Two", "Three"].map {
      try desk.begin("customer/1", ["name": .string($0)])
    }
    let order = try desk.begin("order/1", ["customer": .string(customers[0].text)])
    for customer in customers[1...] {
      try desk.revise(
        order,
        parents: [order],
        ["customer": .string(customer.text)],
        writes: ["customer"],
      )
    }
    let view = try desk.view()
    #expect(try view.records(ofForm: "order", about: customers[0]).isEmpty)
    for customer in customers[1...] {
      #expect(try view.records(ofForm: "order", about: customer).map(\.id) == [order])
    }
    // One of them settles it.
    let heads = try #require(try view.record(order)).heads
    try desk.revise(
      order,
      parents: heads,
      ["customer": .string(customers[0].text)],
      writes: ["customer"],
    )
    let settled = try desk.view()
    #expect(try settled.records(ofForm: "order", about: customers[0]).map(\.id) == [order])
    #expect(try settled.records(ofForm: "order", about: customers[1]).isEmpty)
  }

  @Test("A record is in force while that is in conflict, and its body has one state")
  func voids() throws {
    var desk = Desk()
    let order = try desk.begin("order/1", ["end_use": "a"])
    try desk.void(order, parents: [order])
    try desk.revise(order, parents: [order], ["end_use": "a"], writes: ["void"])
    let view = try desk.view()
    let record = try #require(try view.record(order))
    #expect(record.conflicts == ["void"])
    #expect(!record.isVoid)
    #expect(try view.standingBodies(of: record) == [["end_use": "a"]])
  }

  @Test("A record of which an entry cannot be read is found and marked")
  func incomplete() throws {
    var desk = Desk()
    let customer = try desk.begin("customer/1", ["name": "One"])
    let order = try desk.begin("order/1", ["customer": .string(customer.text), "end_use": "a"])
    let hidden = try desk.hidden(order, ["customer": .string(customer.text), "end_use": "b"])
    try desk.revise(
      order,
      parents: [hidden],
      ["customer": .string(customer.text), "end_use": "b", "note": "c"],
      writes: ["note"],
    )
    let view = try desk.view()
    let found = try view.records(ofForm: "order", about: customer)
    #expect(found.map(\.id) == [order])
    #expect(found.first?.isIncomplete == true)
    for record in found { #expect(try view.standingBodies(of: record).first == record.body) }
  }
}

/// Writes entries as a test says, in one journal of each organisation.
private struct Desk {
  static let own = OrganisationID(firstKey: [UInt8](repeating: 1, count: 32))
  static let other = OrganisationID(firstKey: [UInt8](repeating: 2, count: 32))

  var organisation = Desk.own
  private var source = MemorySource()
  private var clock: Int64 = 1_700_000_000_000

  mutating func begin(_ form: String, _ body: JSON) throws -> EntryID {
    try write(form, record: nil, parents: [], body: body, writes: nil)
  }

  @discardableResult
  mutating func revise(
    _ record: EntryID,
    parents: [EntryID],
    _ body: JSON,
    writes: [String],
  ) throws -> EntryID {
    try write("order/1", record: record, parents: parents, body: body, writes: writes)
  }

  mutating func void(_ record: EntryID, parents: [EntryID]) throws {
    _ = try write("order/1", record: record, parents: parents, body: nil, writes: nil, void: true)
  }

  /// An entry of which the journal holds a stub.
  mutating func hidden(_ record: EntryID, _ body: JSON) throws -> EntryID {
    let line = try line("order/1", record, [record], body, ["end_use"], false)
    let id = EntryID(line: line.span.bytes)
    append(Array(#"{"leaf":"\#(id.text)","withheld":"audience"}"#.utf8))
    return id
  }

  func view() throws -> CentralView {
    let view = try CentralView(inMemoryWith: Self.forms())
    try view.catchUp(with: source)
    return view
  }

  private mutating func write(
    _ form: String,
    record: EntryID?,
    parents: [EntryID],
    body: JSON?,
    writes: [String]?,
    void: Bool = false,
  ) throws -> EntryID {
    let line = try line(form, record, parents, body, writes, void)
    append(line)
    return EntryID(line: line.span.bytes)
  }

  private mutating func append(_ line: [UInt8]) {
    let origin = "steward/\(organisation.text)/desk-abcdefgh"
    source.lines[origin, default: []].append(line)
    source.hold(source.lines[origin]?.count ?? 0, of: origin, organisation: organisation)
  }

  private mutating func line(
    _ form: String,
    _ record: EntryID?,
    _ parents: [EntryID],
    _ body: JSON?,
    _ writes: [String]?,
    _ isVoid: Bool,
  ) throws -> [UInt8] {
    clock += 1_000
    return try Entry(
      form: #require(FormName(form)),
      organisation: organisation,
      record: record,
      parents: parents.sorted(),
      writes: writes,
      time: Timestamp(milliseconds: clock),
      author: "Test",
      audience: record == nil ? ["authority"] : nil,
      because: record == nil ? nil : "a change",
      isVoid: isVoid,
      salt: Entry.newSalt(),
      body: body,
    ).line()
  }

  private static func forms() throws -> FormSet {
    func form(_ name: String, _ members: [String], _ more: String = "") throws -> Form {
      let properties = members.map {
        let format = $0 == "customer" ? #", "format": "record""# : ""
        return
          #""\#($0)": {"type": "string"\#(format), "x-steward": {"label": "\#($0)", "help": "A field."}}"#
      }
      let document = """
        {"type": "object",
         "x-steward": {"form": "\(name)/1", "label": "\(name)", "help": "A form."\(more)},
         "properties": {\(properties.joined(separator: ","))}}
        """
      return try Form.parse(Array(document.utf8).span.bytes)
    }
    let groups = """
      , "subject": "customer",
      "groups": {"amount": {"label": "Amount", "members": ["quantity", "unit"]}}
      """
    let members = [
      "customer", "end_use", "note", "payment", "quantity", "transfer", "unit",
    ]
    return FormSet([
      try form("customer", ["name"]), try form("order", members, groups),
      try form("site", ["customer", "name"], #", "subject": "customer""#),
    ])
  }
}
