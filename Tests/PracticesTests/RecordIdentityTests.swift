import Records
import Testing

@testable import Practices

@Suite("Rows and the records they are about")
struct RecordIdentityTests {
  private let customer = FormLibrary.forms.newest("customer")

  @Test("The first identity field that a body has counts")
  func order() throws {
    let form = try #require(customer)
    let body: JSON = ["name": "A", "vat": "NL1", "reference": "C-1", "registration_number": "1"]
    #expect(RecordIdentity(of: body, in: form)?.description == "reference C-1")
    #expect(
      RecordIdentity.all(of: body, in: form).map(\.field)
        == ["reference", "registration_number", "vat"]
    )
    #expect(RecordIdentity(of: ["name": "A"], in: form) == nil)
    let note = try #require(FormLibrary.forms.newest("note"))
    #expect(RecordIdentity(of: ["text": "A"], in: note) == nil)
  }

  @Test("A registration number counts with its register, and without its punctuation")
  func registers() throws {
    let form = try #require(customer)
    func identity(_ body: JSON) -> RecordIdentity? { RecordIdentity(of: body, in: form) }
    let plain = identity(["registration_number": "552081317", "country": "FR"])
    #expect(
      plain == identity(["registration_number": "552 081.317", "country": "FR", "city": "x"])
    )
    #expect(
      plain?.hashValue
        == identity(["country": "FR", "registration_number": "552-081-317"])?.hashValue
    )
    #expect(plain != identity(["registration_number": "552081317", "country": "BE"]))
    #expect(plain != identity(["registration_number": "552081317"]))
    #expect(identity(["reference": "A 1"]) != identity(["reference": "A1"]))
    #expect(identity(["vat": "1"]) != identity(["lei": "1"]))
  }

  @Test("Equal bodies have one content key, in any order of members")
  func content() {
    let body: JSON = ["name": "A", "city": "B"]
    #expect(body.contentKey == (["city": "B", "name": "A"] as JSON).contentKey)
    #expect(body.contentKey != (["name": "A"] as JSON).contentKey)
    #expect(body.contentKey != (["name": "A", "city": "b"] as JSON).contentKey)
  }

  @Test("A row changes what it says and nothing else, and names the group")
  func revision() throws {
    let form = try #require(customer)
    let existing: JSON = [
      "name": "A", "phone": "1", "street": "S 1", "city": "Leiden", "known": "kept",
    ]
    let row: JSON = ["name": "A", "city": "Delft", "trade_name": "T"]
    let revision = try #require(RowRevision(of: existing, by: row, in: form))
    #expect(revision.writes == ["address", "trade_name"])
    #expect(
      revision.body
        == [
          "name": "A", "phone": "1", "street": "S 1", "city": "Delft", "known": "kept",
          "trade_name": "T",
        ]
    )
    #expect(RowRevision(of: revision.body, by: row, in: form) == nil)
    #expect(RowRevision(of: existing, by: ["name": "A"], in: form) == nil)
  }

  @Test("Fields inside another change one by one; a list is replaced")
  func innerRevision() throws {
    let form = try #require(FormLibrary.forms.newest("sample"))
    let existing: JSON = ["requester": ["name": "L", "phone": "1"], "indicators": [["code": "a"]]]
    let row: JSON = ["requester": ["name": "M"], "indicators": [["code": "b"]]]
    let revision = try #require(RowRevision(of: existing, by: row, in: form))
    #expect(revision.writes == ["indicators", "requester"])
    #expect(revision.body["requester"] == ["name": "M", "phone": "1"])
    #expect(revision.body["indicators"] == [["code": "b"]])
  }

  @Test("Two rows about one record that disagree: the second is refused")
  func ledger() throws {
    let form = try #require(customer)
    var rows = LoadedRows()
    #expect(rows.add(["reference": "C-1", "name": "A"], line: 2, in: form) == nil)
    #expect(rows.add(["name": "A", "reference": "C-1"], line: 3, in: form) == nil)
    let problem = rows.add(["reference": "C-1", "name": "B"], line: 4, in: form)
    #expect(problem?.line == 4)
    #expect(problem?.reason.contains("line 2") == true)
    #expect(rows.add(["name": "B"], line: 5, in: form) == nil)
    #expect(rows.add(["name": "C"], line: 6, in: form) == nil)
  }
}
