import CentralView
import Practices
import Records
import TestSupport
import Testing

@testable import Store

@Suite("Default audiences")
struct DefaultAudienceTests {
  private func package(_ audiences: String, name: String = "narrow") throws -> RulePackage {
    let place = "\"rules\": ["
    let text = TestRules.text(name: name)
      .replacing(place, with: "\"audiences\": \(audiences), \(place)", maxReplacements: 1)
    return try RulePackage(parsing: Array(text.utf8).span.bytes)
  }

  @Test("A package narrows a form's default and never widens it")
  func narrowing() throws {
    let package = try package(
      #"{"officer": ["authority"], "customer": ["vetted", "authority"], "declaration": []}"#
    )
    let forms = FormLibrary.forms
    func audience(_ form: String, _ packages: [RulePackage]) throws -> [String] {
      try Store.audience(of: #require(forms.newest(form)), narrowedBy: packages)
    }
    #expect(try audience("officer", []) == ["association", "authority"])
    #expect(try audience("officer", [package]) == ["authority"])
    #expect(try audience("customer", [package]) == ["authority"])
    #expect(try audience("declaration", [package]) == [])
    #expect(try audience("order", [package]) == ["authority"])
    // Of two packages each has its say.
    let other = try self.package(#"{"officer": ["association"]}"#, name: "other")
    #expect(try audience("officer", [package, other]) == [])
    // What comes with the program widens nothing either.
    for form in Store.narrowableForms {
      let narrowed = Store.audience(of: form, narrowedBy: RulePackage.shipped)
      #expect(narrowed.allSatisfy { form.defaultAudience.contains($0) }, "\(form.name)")
    }
  }

  @Test("Every form's default lies within its maximum")
  func defaults() {
    for form in FormLibrary.forms.all {
      #expect(form.permitted(form.defaultAudience) == form.defaultAudience, "\(form.name)")
    }
  }

  @Test("Confidential forms are those that the design names")
  func confidential() {
    let names = FormLibrary.forms.all.filter(\.isConfidential).map(\.name.name)
    #expect(Set(names) == ["suspicious_transaction", "surveillance_list"])
    #expect(FormLibrary.forms.isConfidential(family: "suspicious_transaction"))
    #expect(!FormLibrary.forms.isConfidential(family: "customer"))
    let suspicion = FormLibrary.forms.newest("suspicious_transaction")
    #expect(suspicion?.permitted(["association", "authority", "public"]) == ["authority"])
  }
}
