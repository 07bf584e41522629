import Records

/// The forms of generated histories: of every rule that a merge follows there is one.
enum HistoryForms {
  /// A firm needs a VAT number, so that two bodies that keep the form can merge to one that
  /// breaks it.
  private static let customer = """
    {
      "type": "object",
      "x-steward": {
        "form": "customer/1", "label": "Customer", "identity": ["city"],
        "groups": {
          "assessment": {
            "members": ["outcome", "assessor"],
            "merge": {"cautious": ["refused", "conditional", "approved"], "by": "outcome"}
          }
        }
      },
      "required": ["name"],
      "properties": {
        "name": {"type": "string", "x-steward": {"search": true}},
        "city": {"type": "string"},
        "kind": {"enum": ["firm", "person"]},
        "vat": {"type": "string"},
        "tags": {"type": "array", "items": {"type": "string"}, "x-steward": {"merge": "union"}},
        "outcome": {"enum": ["approved", "conditional", "refused"]},
        "assessor": {"type": "string"}
      },
      "if": {"properties": {"kind": {"const": "firm"}}, "required": ["kind"]},
      "then": {"required": ["vat"]}
    }
    """

  private static let note = """
    {
      "type": "object",
      "x-steward": {"form": "note/1", "label": "Note"},
      "required": ["text"],
      "properties": {"text": {"type": "string"}, "city": {"type": "string"}}
    }
    """

  /// The forms that views of generated histories are made with.
  static func all() throws -> FormSet {
    FormSet([
      try Form.parse(Array(customer.utf8).span.bytes), try Form.parse(Array(note.utf8).span.bytes),
    ])
  }

  /// The same in the words of the oracle: groups and rules by form.
  static func rules(of form: String) -> (groups: [FieldRules.Group], rules: [String: MergeRule]) {
    guard form == "customer/1" else { return ([], [:]) }
    let order = ["refused", "conditional", "approved"]
    return (
      [FieldRules.Group(name: "assessment", members: ["outcome", "assessor"])],
      ["tags": .union, "outcome": .cautious(order: order)],
    )
  }

  /// Whether the program knows a form.
  static func isKnown(_ form: String) -> Bool { form == "customer/1" || form == "note/1" }

  /// The members that each broken rule names, worked out without the form.
  static func brokenRules(of form: String, in body: JSON) -> [[String]] {
    switch form {
    case "customer/1":
      var broken: [[String]] = []
      if body["name"] == nil { broken.append(["name"]) }
      if body["kind"]?.string == "firm", body["vat"] == nil { broken.append(["kind", "vat"]) }
      return broken
    case "note/1": return body["text"] == nil ? [["text"]] : []
    default: return []
    }
  }
}
