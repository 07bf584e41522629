import Records
import Testing

@Suite("Form")
struct FormTests {
  @Test("A form says what its document says")
  func reading() throws {
    let form = try FormDocument.delivery.form()
    #expect(form.name.text == "delivery/1")
    #expect(form.label == "Delivery" && form.help == "What left the warehouse.")
    #expect(form.identity == ["reference"] && form.subject == "customer")
    #expect(form.defaultAudience == ["authority"])
    #expect(form.maximumAudience == ["association", "authority"])
    #expect(!form.isConfidential)
    #expect(form.document == Array(FormDocument.delivery.text.utf8))
    #expect(form.groups.map(\.name) == ["amount", "decision"])
    #expect(form.groups.map(\.label) == ["Quantity and unit", "Decision"])
    #expect(form.groups.map(\.decidingMember) == [nil, "outcome"])
  }

  @Test("Where a form says nothing, the authority reads, nobody is excluded and people decide")
  func defaults() throws {
    let text = """
      {"type":"object","properties":{"postal_code":{"type":"string"}},
       "x-steward":{"form":"a/1","label":"A"}}
      """
    let form = try FormDocument(text: text).form()
    #expect(form.defaultAudience == ["authority"] && form.maximumAudience == nil)
    #expect(form.identity.isEmpty && form.subject == nil && form.groups.isEmpty)
    #expect(form.fields[0].label == "Postal code" && form.fields[0].help.isEmpty)
    #expect(form.mergeRule(ofField: "postal_code") == .manual)
  }

  @Test("Members of a group are merged as the group, all others as themselves")
  func merging() throws {
    let form = try FormDocument.delivery.form()
    #expect(form.fieldName(ofMember: "unit") == "amount")
    #expect(form.fieldName(ofMember: "outcome") == "decision")
    #expect(form.fieldName(ofMember: "name") == "name")
    #expect(form.fieldName(ofMember: "unheard_of") == "unheard_of")
    #expect(form.mergeRule(ofField: "amount") == .manual)
    #expect(form.mergeRule(ofField: "decision") == .cautious(order: ["refused", "approved"]))
    #expect(form.mergeRule(ofField: "tags") == .union)
    #expect(form.mergeRule(ofField: "unheard_of") == .manual)
  }

  @Test("Each field has the kind, format and marks that its schema gives it")
  func fields() throws {
    let form = try FormDocument.delivery.form()
    func kind(_ name: String) throws -> FormField.Kind { try #require(form.field(name)).kind }
    #expect(form.fields.count == 18)
    #expect(try kind("reference") == .text)
    #expect(try kind("customer") == .record)
    #expect(try kind("quantity") == .decimal)
    #expect(try kind("unit") == .text)
    #expect(try kind("outcome") == .choice(["approved", "refused"]))
    #expect(try kind("decided_on") == .date)
    #expect(try kind("country") == .country)
    #expect(try kind("substance") == .substance)
    #expect(try kind("tags") == .list(of: .text))
    #expect(try kind("papers") == .list(of: .attachment))
    #expect(try kind("drums") == .integer)
    #expect(try kind("sealed") == .boolean)
    guard case .group(let inner) = try kind("requester") else { throw Missing() }
    #expect(inner.map(\.name) == ["email", "country"])
    #expect(inner.map(\.isRequired) == [true, false])
    guard case .list(.group(let item)) = try kind("items") else { throw Missing() }
    #expect(item.map(\.name) == ["count", "note"])
    #expect(item[1].help == "One line.")
    #expect(form.field("name")?.help == "One line." && form.field("name")?.label == "Name")
    #expect(form.field("name")?.isSearchable == true && form.field("remarks")?.isMultiline == true)
    #expect(form.field("unit")?.format == .unit && form.field("papers")?.format == .attachment)
    #expect(form.field("quantity")?.unit == "unit")
    #expect(form.field("registration_number")?.check == .registrationNumber)
    #expect(form.fields.filter(\.isRequired).map(\.name) == ["customer", "name"])
  }

  private struct Missing: Error {}

  @Test(
    "What is typed becomes the value its field takes, or stays for the check to name",
    arguments: [
      ("drums", "12", "12"), ("drums", "twelve", #""twelve""#), ("sealed", "yes", "true"),
      ("sealed", "False", "false"), ("sealed", "maybe", #""maybe""#),
      ("quantity", "12.50", #""12.5""#),
      ("quantity", "007", #""7""#), ("quantity", "1,5", #""1,5""#), ("tags", "new", #"["new"]"#),
      ("name", "12", #""12""#), ("country", "NL", #""NL""#),
    ],
  )
  func conversion(field: String, text: String, json: String) throws {
    let form = try FormDocument.delivery.form()
    #expect(try #require(form.field(field)).value(fromText: text).text == json)
  }

  @Test("The plain schema has everything but our annotations")
  func export() throws {
    let form = try FormDocument.delivery.form()
    let plain = form.plainSchema
    #expect(!plain.text.contains("x-steward"))
    #expect(plain["properties"]?["customer"]?["format"] == "record")
    #expect(plain["$defs"]?["line"]?["minLength"] == 1)
    #expect(plain["properties"]?["requester"]?["properties"]?["email"]?["format"] == "email")
    #expect(plain["then"]?["required"] == ["seal_number"])
    let names = try JSON(parsing: FormDocument.delivery.text).members?.map(\.name)
    #expect(plain.members?.map(\.name) == names?.filter { $0 != "x-steward" })
  }

  // MARK: Sets

  @Test("A set finds forms by name and version, and the newest by name")
  func set() throws {
    let first = try FormDocument.delivery.form()
    let second = try FormDocument.delivery.replacing("delivery/1", "delivery/12").form()
    let other = try FormDocument.delivery.replacing("delivery/1", "alert/2").form()
    let set = FormSet([second, other, first])
    #expect(set.all.map(\.name.text) == ["alert/2", "delivery/1", "delivery/12"])
    #expect(set.newest("delivery")?.name == second.name)
    #expect(set.newest("deliver") == nil)
    #expect(set[first.name]?.document == first.document)
    #expect(set[try #require(FormName("delivery/3"))] == nil)
  }

  @Test("A set's digest depends on every byte of its forms and not on their order")
  func digest() throws {
    let first = try FormDocument.delivery.form()
    let other = try FormDocument.delivery.replacing("delivery/1", "alert/2").form()
    let spaced = try FormDocument(text: FormDocument.delivery.text + " ").form()
    #expect(FormSet([first, other]).digest == FormSet([other, first]).digest)
    #expect(FormSet([first]).digest != FormSet([spaced]).digest)
    #expect(FormSet([first]).digest != FormSet([first, other]).digest)
    #expect(FormSet([first, spaced]).digest == FormSet([spaced]).digest)
  }
}
