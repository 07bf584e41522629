import Foundation
import Records
import Testing

/// A form document that tests change in one place.
struct FormDocument {
  var text: String

  /// A small form with one of everything.
  static let delivery = FormDocument(
    text: #"""
      {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "type": "object",
        "x-steward": {
          "form": "delivery/1",
          "label": "Delivery",
          "help": "What left the warehouse.",
          "groups": {
            "amount": {"label": "Quantity and unit", "members": ["quantity", "unit"]},
            "decision": {
              "members": ["outcome", "decided_on"],
              "merge": {"cautious": ["refused", "approved"]}
            }
          },
          "identity": ["reference"],
          "subject": "customer",
          "audience": {"default": ["authority"], "maximum": ["association", "authority"]}
        },
        "required": ["customer", "name"],
        "properties": {
          "reference": {"type": "string", "minLength": 1, "maxLength": 8},
          "customer": {"type": "string", "format": "record", "x-steward": {"label": "Buyer"}},
          "name": {"$ref": "#/$defs/line", "x-steward": {"label": "Name", "search": true}},
          "quantity": {
            "type": "string", "format": "decimal", "x-steward": {"label": "Quantity", "unit": "unit"}
          },
          "unit": {"type": "string", "format": "unit"},
          "outcome": {"enum": ["approved", "refused"]},
          "decided_on": {"type": "string", "format": "date", "x-steward": {"label": "Decided on"}},
          "country": {"type": "string", "format": "country"},
          "registration_number": {
            "type": "string", "x-steward": {"check": "registration_number"}
          },
          "substance": {"type": "string", "format": "cas"},
          "remarks": {"type": "string", "x-steward": {"multiline": true}},
          "tags": {
            "type": "array", "uniqueItems": true, "maxItems": 3, "items": {"type": "string"},
            "x-steward": {"merge": "union"}
          },
          "drums": {"type": "integer", "minimum": 1, "maximum": 80},
          "sealed": {"type": "boolean"},
          "seal_number": {
            "type": "string", "pattern": "^[A-Z]{2}[0-9]+$",
            "x-steward": {"label": "Seal", "problem": "a seal has two letters and a number"}
          },
          "papers": {"type": "array", "items": {"type": "string", "format": "attachment"}},
          "requester": {
            "type": "object",
            "additionalProperties": false,
            "required": ["email"],
            "properties": {
              "email": {"type": "string", "format": "email", "x-steward": {"label": "E-mail"}},
              "country": {"type": "string", "format": "country"}
            },
            "x-steward": {"label": "Requester"}
          },
          "items": {
            "type": "array",
            "items": {
              "type": "object",
              "properties": {"count": {"type": "integer"}, "note": {"$ref": "#/$defs/line"}}
            }
          }
        },
        "dependentRequired": {"quantity": ["unit"]},
        "if": {"required": ["sealed"], "properties": {"sealed": {"const": true}}},
        "then": {"required": ["seal_number"]},
        "$defs": {"line": {"type": "string", "minLength": 1, "x-steward": {"help": "One line."}}}
      }
      """#
  )

  /// The document with the first `old` changed to `new`.
  func replacing(_ old: String, _ new: String) -> FormDocument {
    guard let range = text.range(of: old) else {
      Issue.record("‘\(old)’ is not in the document")
      return self
    }
    return FormDocument(text: text.replacingCharacters(in: range, with: new))
  }

  func form() throws -> Form { try Form.parse(Array(text.utf8).span.bytes) }
}
