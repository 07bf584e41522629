import Foundation
import Records
import Testing

@testable import Practices

@Suite("Form library")
struct FormLibraryTests {
  @Test("Every embedded document is a form, named after its file")
  func documents() throws {
    for (name, bytes) in FormLibrary.documents {
      let form = try Form.parse(bytes.span.bytes)
      #expect(name == "\(form.name.name)-\(form.name.version).json")
    }
    #expect(FormLibrary.forms.all.map(\.name.text) == FormExample.all.map(\.form).sorted())
  }

  @Test("Every form and field has a label, and help that ends with an example")
  func help() {
    for form in FormLibrary.forms.all {
      #expect(!form.label.isEmpty && !form.help.isEmpty, "\(form.name)")
      for (path, field) in form.allFields {
        #expect(!field.label.isEmpty && field.help.contains("Example: "), "\(form.name) \(path)")
      }
      #expect(Set(form.fields.map(\.label)).count == form.fields.count, "\(form.name)")
    }
  }

  @Test("Every file of the folders Forms and Texts is embedded, and registered")
  func registered() throws {
    let sources = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Sources/Practices").standardized
    func files(_ folder: String) throws -> [String] {
      let folder = sources.appending(path: folder).path()
      return try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    }
    // One line for each stands in FormLibrary.swift.
    #expect(try files("Forms") == FormLibrary.documents.map(\.name).sorted())
    #expect(try files("Texts") == FormLibrary.translations.map { "\($0.code).json" }.sorted())
  }

  @Test(
    "The least body and the full one are valid, and the full one has every field",
    arguments: FormExample.all,
  )
  func valid(_ example: FormExample) throws {
    let form = try form(of: example)
    #expect(violations(example.least, form) == [])
    #expect(violations(example.full, form) == [])
    #expect((example.full.members ?? []).map(\.name).sorted() == form.fields.map(\.name).sorted())
    #expect(
      (example.least.members ?? []).map(\.name).sorted()
        == form.fields.filter(\.isRequired).map(\.name).sorted()
        || ["determination/1", "applicability/1"].contains(example.form)
    )
  }

  @Test(
    "A body that is broken in one way is refused for it, and nowhere else",
    arguments: FormExample.breaks,
  )
  func broken(_ example: FormExample, _ change: FormExample.Break) throws {
    let form = try form(of: example)
    let found = violations(example.full.setting(change.path, to: change.value), form)
    #expect(found.contains { $0.keyword == change.keyword }, "\(found)")
    let member = change.path.split(separator: ".")[0]
    #expect(found.allSatisfy { $0.path.hasPrefix(member) }, "\(found)")
  }

  @Test("A value of the wrong type is refused in every field", arguments: FormExample.all)
  func wrongType(_ example: FormExample) throws {
    let form = try form(of: example)
    for field in form.fields {
      let found = violations(example.full.setting(field.name, to: .null), form)
      #expect(found.contains { $0.path == field.name && $0.keyword == "type" }, "\(field.name)")
    }
  }

  @Test("Readers keep a member that the form does not know yet", arguments: FormExample.all)
  func unknown(_ example: FormExample) throws {
    let form = try form(of: example)
    let body = example.full.setting("added_later", to: "x")
    #expect(violations(body, form, as: .kept) == [])
    #expect(violations(body, form).map(\.keyword) == ["additionalProperties"])
  }

  @Test("Groups, identity, subject and audience are what the design says")
  func annotations() throws {
    let forms = FormLibrary.forms
    let customer = try #require(forms.newest("customer"))
    #expect(customer.identity == ["reference", "registration_number", "vat", "lei", "eori"])
    #expect(customer.fieldName(ofMember: "city") == "address")
    #expect(customer.fieldName(ofMember: "name") == "name")
    let assessment = try #require(forms.newest("assessment"))
    let order = ["refused", "suspended", "conditional", "approved"]
    for member in ["outcome", "assessor", "date", "valid_until"] {
      #expect(assessment.fieldName(ofMember: member) == "decision")
    }
    #expect(assessment.mergeRule(ofField: "decision") == .cautious(order: order))
    #expect(assessment.mergeRule(ofField: "substances") == .union)
    let subjects = [
      "site": "customer", "assessment": "customer", "declaration": "customer",
      "sample": "customer", "order": "customer", "movement": "counterparty",
      "licence": "holder", "distributor_commitment": "distributor",
      "distributor_audit": "distributor", "corrective_action": "review", "note": "about",
      "disclosure": "record", "determination": "record", "erasure": "record",
    ]
    for form in forms.all { #expect(form.subject == subjects[form.name.name], "\(form.name)") }
    #expect(
      forms.all.filter(\.isConfidential).map(\.name.text)
        == ["surveillance_list/1", "suspicious_transaction/1"]
    )
    for form in forms.all where form.isConfidential {
      // Nothing may point at such a record, nor it at another.
      #expect(!form.fields.contains { $0.kind == .record || $0.kind == .list(of: .record) })
    }
    let maxima = forms.all.filter { $0.maximumAudience != nil }.map(\.name.text)
    #expect(maxima == ["judgement/1", "suspicious_transaction/1"])
    #expect(forms.newest("judgement")?.maximumAudience == [])
    #expect(forms.newest("suspicious_transaction")?.maximumAudience == ["authority"])
    let audiences = Dictionary(
      uniqueKeysWithValues: forms.all.map { ($0.name.name, $0.defaultAudience) }
    )
    let expected = [
      "journal": ["public"], "erasure": ["public"], "note": [], "enrolment": [],
      "revocation": [], "disclosure": [], "policy": [], "training": [], "review": [],
      "corrective_action": [], "product": [], "applicability": [], "surveillance_list": [],
      "alert": [], "determination": [], "judgement": [], "officer": ["association", "authority"],
      "agreement": ["association", "authority"], "summary": ["association", "authority"],
    ]
    for (name, audience) in audiences {
      #expect(audience == expected[name] ?? ["authority"], "\(name)")
    }
  }

  private func form(of example: FormExample) throws -> Form {
    let name = try #require(FormName(example.form))
    return try #require(FormLibrary.forms[name])
  }

  private func violations(
    _ body: JSON,
    _ form: Form,
    as reader: UnknownMembers = .refused,
  ) -> [FormViolation] {
    let text = body.bytes
    let bytes = text.span.bytes
    var tape = JSONTape()
    do {
      try tape.parse(bytes)
    } catch {
      Issue.record(error)
    }
    return form.check(bytes, tape: tape, body: JSONTape.root, as: reader)
  }
}
