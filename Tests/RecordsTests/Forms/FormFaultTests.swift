import Records
import Testing

@Suite("Form faults")
struct FormFaultTests {
  @Test("The form that the others are changed from has no fault")
  func unchanged() throws { _ = try FormDocument.delivery.form() }

  @Test("A document that contradicts itself is refused where it does", arguments: FormChange.atTop)
  func top(change: FormChange) { expectFault(change) }

  @Test(
    "A member that contradicts itself is refused where it does",
    arguments: FormChange.inMembers,
  )
  func members(change: FormChange) { expectFault(change) }

  @Test(
    "A schema keyword that is not supported or has no sense is refused",
    arguments: FormChange.ofKeywords,
  )
  func keywords(change: FormChange) { expectFault(change) }

  private func expectFault(_ change: FormChange) {
    let fault = #expect(throws: FormFault.self) {
      try FormDocument.delivery.replacing(change.old, change.new).form()
    }
    #expect(fault?.pointer == change.pointer)
    #expect(fault?.keyword == change.keyword)
    #expect(fault?.reason.contains(change.reason) == true, "\(String(describing: fault))")
  }

  @Test("References may lead on to one another sixteen times, and no further")
  func depth() throws {
    func document(_ count: Int) -> FormDocument {
      let chain = (1...count).map { number in
        let next =
          number == count ? #"{"type": "string"}"# : ##"{"$ref": "#/$defs/d\##(number + 1)"}"##
        return #""d\#(number)": \#(next)"#
      }
      return FormDocument.delivery
        .replacing("#/$defs/line", "#/$defs/d1")
        .replacing(#""line": {"#, chain.joined(separator: ",") + #", "line": {"#)
    }
    _ = try document(16).form()
    let fault = #expect(throws: FormFault.self) { try document(17).form() }
    #expect(fault?.reason.contains("16 references") == true)
  }

  @Test("Definitions that double the work at each step are refused")
  func cost() {
    let chain = (1...15).map { number in
      let next = ##"{"$ref": "#/$defs/d\##(number + 1)"}"##
      return #""d\#(number)": {"allOf": [\#(next), \#(next)]}"#
    }
    let definitions = chain.joined(separator: ",") + #", "d16": {"type": "string"}, "line": {"#
    let document = FormDocument.delivery.replacing(#""line": {"#, definitions)
    let fault = #expect(throws: FormFault.self) { try document.form() }
    #expect(fault?.reason.contains("references followed") == true)
  }

  @Test("A form of more than 256 KiB is refused")
  func size() {
    let padding = String(repeating: " ", count: 256 << 10)
    let fault = #expect(throws: FormFault.self) {
      try FormDocument(text: FormDocument.delivery.text + padding).form()
    }
    #expect(fault?.reason.contains("256 KiB") == true)
  }

  @Test("A fault names the place, the keyword and the reason in one clause")
  func words() {
    let fault = #expect(throws: FormFault.self) {
      try FormDocument.delivery.replacing(#""type": "boolean""#, #""type": "bool""#).form()
    }
    #expect(fault?.problem == "the form at ‘/properties/sealed’, ‘type’: ‘bool’ is no type")
    #expect(fault?.kind == .refused)
  }
}

/// One change to the small form, and what its refusal says.
struct FormChange: Sendable, CustomTestStringConvertible {
  let old: String
  let new: String
  let pointer: String
  let keyword: String?
  let reason: String

  init(_ old: String, _ new: String, _ pointer: String, _ keyword: String?, _ reason: String) {
    (self.old, self.new, self.pointer) = (old, new, pointer)
    (self.keyword, self.reason) = (keyword, reason)
  }

  var testDescription: String { new }
}

extension FormChange {
  private static let steward = "/x-steward"

  static let atTop: [FormChange] = [
    FormChange(#""type": "object","#, "", "", "type", "‘object’"),
    FormChange(#""x-steward""#, #""x-stewart""#, "", nil, "no ‘x-steward’"),
    FormChange(#""delivery/1""#, #""delivery""#, steward, "form", "customer/1"),
    FormChange(#""label": "Delivery","#, "", steward, "label", "missing"),
    FormChange(#""label": "Delivery""#, #""label": 1"#, steward, "label", "text"),
    FormChange(
      #""identity": ["reference"]"#,
      #""identity": ["ref"]"#,
      steward,
      "identity",
      "‘ref’",
    ),
    FormChange(
      #""identity": ["reference"]"#,
      #""identity": ["drums"]"#,
      steward,
      "identity",
      "‘drums’",
    ),
    FormChange(#""subject": "customer""#, #""subject": "buyer""#, steward, "subject", "‘buyer’"),
    FormChange(
      #""subject": "customer""#,
      #""subject": "name""#,
      steward,
      "subject",
      "names a record",
    ),
    FormChange(
      #""default": ["authority"]"#,
      #""default": ["public"]"#,
      steward,
      "audience",
      "outside",
    ),
    FormChange(
      #""default": ["authority"]"#,
      #""default": ["police"]"#,
      steward,
      "audience",
      "‘police’",
    ),
    FormChange(#""identity""#, #""identities""#, steward, "identities", "not known here"),
    FormChange(
      #""audience": {"#,
      #""confidential": 1, "audience": {"#,
      steward,
      "confidential",
      "true",
    ),
    FormChange(
      #"["quantity", "unit"]}"#,
      #"["quantity", "mass"]}"#,
      "\(steward)/groups/amount",
      "members",
      "‘mass’",
    ),
    FormChange(
      #"["quantity", "unit"]}"#,
      #"["quantity"]}"#,
      "\(steward)/groups/amount",
      "members",
      "two",
    ),
    FormChange(
      #"["quantity", "unit"]}"#,
      #"["quantity", "outcome"]}"#,
      steward,
      "groups",
      "two groups",
    ),
    FormChange(#""amount": {"#, #""unit": {"#, steward, "groups", "‘unit’"),
    FormChange(#""amount": {"#, #""void": {"#, steward, "groups", "‘void’"),
    FormChange(
      #"{"cautious": ["refused", "approved"]}"#,
      #""union""#,
      "\(steward)/groups/decision",
      "merge",
      "no list",
    ),
    FormChange(
      #"["refused", "approved"]}"#,
      #"["refuse"]}"#,
      "\(steward)/groups/decision",
      "merge",
      "‘by’",
    ),
    FormChange(
      #"["refused", "approved"]}"#,
      #"["refused"], "by": "unit"}"#,
      "\(steward)/groups/decision",
      "merge",
      "no member",
    ),
    FormChange(
      #"["refused", "approved"]}"#,
      #"["refuse"], "by": "outcome"}"#,
      "\(steward)/groups/decision",
      "merge",
      "‘refuse’",
    ),
    FormChange(
      #"["refused", "approved"]}"#,
      "[]}",
      "\(steward)/groups/decision",
      "merge",
      "empty",
    ),
    FormChange("\n}", "\n} x", "", nil, "not JSON"),
  ]

  static let inMembers: [FormChange] = [
    FormChange(#""drums": {"#, #""Drums": {"#, "/properties/Drums", nil, "lower-case"),
    FormChange(#""drums": {"#, #""void": {"#, "/properties/void", nil, "field of every record"),
    FormChange(#""drums": {"#, #""unit": {"#, "", nil, "twice"),
    FormChange(
      #""drums": {"type": "integer","#,
      #""drums": {"#,
      "/properties/drums",
      "type",
      "one type",
    ),
    FormChange(
      #""type": "boolean""#,
      #""type": "null""#,
      "/properties/sealed",
      "type",
      "nothing",
    ),
    FormChange(
      #""merge": "union""#,
      #""merge": "both""#,
      "/properties/tags/x-steward",
      "merge",
      "manual",
    ),
    FormChange(
      #"{"multiline": true}"#,
      #"{"merge": "union"}"#,
      "/properties/remarks/x-steward",
      "merge",
      "only a list",
    ),
    FormChange(
      #"{"multiline": true}"#,
      #"{"multiple": true}"#,
      "/properties/remarks/x-steward",
      "multiple",
      "not known here",
    ),
    FormChange(
      #""label": "Decided on""#,
      #""merge": "manual""#,
      "/properties/decided_on/x-steward",
      "merge",
      "‘decision’",
    ),
    FormChange(
      #""label": "Decided on""#,
      #""multiline": true"#,
      "/properties/decided_on/x-steward",
      "multiline",
      "only text",
    ),
    FormChange(
      #""label": "Requester""#,
      #""search": true"#,
      "/properties/requester/x-steward",
      "search",
      "searched",
    ),
    FormChange(
      #""label": "E-mail""#,
      #""merge": "manual""#,
      "/properties/requester/properties/email/x-steward",
      "merge",
      "members of the body",
    ),
    FormChange(
      #""unit": "unit""#,
      #""unit": "mass""#,
      "/properties/quantity/x-steward",
      "unit",
      "‘mass’",
    ),
    FormChange(
      #""unit": "unit""#,
      #""unit": "drums""#,
      "/properties/quantity/x-steward",
      "unit",
      "not text",
    ),
    FormChange(
      #""check": "registration_number""#,
      #""check": "luck""#,
      "/properties/registration_number/x-steward",
      "check",
      "‘luck’",
    ),
    FormChange(
      #""country": {"type": "string", "format": "country"}"#,
      #""country": {"type": "string"}"#,
      "/properties/registration_number/x-steward",
      "check",
      "‘country’",
    ),
    FormChange(#"{"quantity": ["unit"]}"#, #"{"quantity": ["units"]}"#, "", nil, "‘units’"),
    FormChange(
      #""then": {"required": ["seal_number"]}"#,
      #""then": {"required": ["seal"]}"#,
      "",
      nil,
      "‘seal’",
    ),
  ]

  static let ofKeywords: [FormChange] = [
    FormChange(
      #""minimum": 1"#,
      #""exclusiveMinimum": 1"#,
      "/properties/drums",
      "exclusiveMinimum",
      "not supported",
    ),
    FormChange(#""minimum": 1"#, #""minimum": -0"#, "", nil, ""),
    FormChange(#""minimum": 1"#, #""minimum": 0.5"#, "", nil, ""),
    FormChange(
      #""minimum": 1"#,
      #""minimum": "1""#,
      "/properties/drums",
      "minimum",
      "whole number",
    ),
    FormChange(#""maxItems": 3"#, #""maxItems": -3"#, "/properties/tags", "maxItems", "negative"),
    FormChange(
      #""uniqueItems": true"#,
      #""uniqueItems": 1"#,
      "/properties/tags",
      "uniqueItems",
      "true or false",
    ),
    FormChange(#""type": "boolean""#, #""type": "bool""#, "/properties/sealed", "type", "‘bool’"),
    FormChange(
      #""format": "date""#,
      #""format": "time""#,
      "/properties/decided_on",
      "format",
      "‘time’",
    ),
    FormChange("^[A-Z]{2}[0-9]+$", "^(?=A)", "/properties/seal_number", "pattern", "look-around"),
    FormChange("#/$defs/line", "#/$defs/lines", "/properties/name/$ref", nil, "‘lines’"),
    FormChange("#/$defs/line", "#/properties/unit", "/properties/name", "$ref", "only"),
    FormChange("#/$defs/line", "other.json", "/properties/name", "$ref", "only"),
    FormChange(
      #""line": {"#,
      ##""line": {"$ref": "#/$defs/line", "##,
      "/$defs/line/$ref",
      nil,
      "back to itself",
    ),
    FormChange(#""line": {"#, #""line": {"$defs": {}, "#, "/$defs/line", "$defs", "top only"),
    FormChange(#""line": {"#, #""unused": 3, "line": {"#, "/$defs/unused", nil, "true or false"),
    FormChange(
      #""enum": ["approved", "refused"]"#,
      #""enum": "approved""#,
      "/properties/outcome",
      "enum",
      "list",
    ),
    FormChange(
      #""required": ["customer", "name"]"#,
      #""required": ["name", "name"]"#,
      "",
      "required",
      "twice",
    ),
    FormChange("draft/2020-12", "draft/2019-09", "", "$schema", "2020-12"),
    FormChange(
      #""type": "object","#,
      #""type": "object", "additionalProperties": true,"#,
      "",
      "additionalProperties",
      "leave it out",
    ),
  ]
}
