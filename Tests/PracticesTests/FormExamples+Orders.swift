import Records

private let entry = FormExample.entry
private let other = FormExample.other
private let file = FormExample.file

extension FormExample {
  /// What happens with the goods, and what should not.
  static let orders: [FormExample] = [
    FormExample(
      form: "order/1",
      least: ["customer": entry, "substance": "110-63-4"],
      full: [
        "reference": "O-2026-0412", "customer": entry, "site": other, "stage": "enquiry",
        "substance": "110-63-4", "concentration": "99.5", "quantity": "200", "unit": "kg",
        "end_use": "chain extender in floor coatings", "date": "2026-05-04",
        "declaration": other, "channel": "email", "payment": "invoice", "transfer": "collected",
        "consignee": "Hansen Spedition, Kaistraße 4, Hamburg",
        "collector": [
          "name": "Pieter Jansen", "id_kind": "driving licence", "id_number": "5421998877",
        ],
        "packaging": "1 drum of 200 kg",
        "indicators": [["code": "new-customer", "comment": "first order"]],
        "answers": [
          [
            "question": "use-plausible", "answer": false, "comment": "too much for the plant",
            "by": "S. Meijer", "date": "2026-05-04",
          ]
        ],
        "decision": "hold", "decided_by": "M. Bakker", "second_approver": "J. Visser",
        "decision_reason": "the plant was called\nand knew nothing",
        "check": "hold: the declaration lapsed on 2026-04-30",
        "decision_digest": "3kq5w7xyz2abcdefghij",
      ],
      breaks: [
        Break("customer", nil, "required"), Break("substance", nil, "required"),
        Break("substance", "butanediol", "format"), Break("stage", "ordered", "enum"),
        Break("quantity", "-1", "pattern"), Break("unit", nil, "dependentRequired"),
        Break("concentration", "100.5", "pattern"), Break("payment", "barter", "enum"),
        Break("transfer", "own transport", "enum"), Break("channel", "e-mail", "enum"),
        Break("collector.age", 30, "additionalProperties"),
        Break("indicators", [["comment": "no code"]], "required"),
        Break("answers", [["question": "use-plausible"]], "required"),
        Break("decision", "supplied", "enum"), Break("declaration", "EUD-2026-017", "format"),
      ],
    ),
    FormExample(
      form: "movement/1",
      least: ["kind": "supplied", "substance": "110-63-4", "date": "2026-05-06"],
      full: [
        "reference": "L-2026-0398", "kind": "supplied", "order": entry, "declaration": other,
        "counterparty": entry, "site": other, "supplier": "Rhein-Chemie GmbH",
        "substance": "110-63-4", "concentration": "99.5", "quantity": "200", "unit": "kg",
        "date": "2026-05-06", "carrier": "Van der Meer Transport",
        "packs": [
          [
            "lot": "B2604-117", "pack_type": "steel drum 200 l", "count": 1,
            "seals": ["SN-448120", "SN-448121"], "seals_checked": true,
            "seals_found": ["SN-448999"], "gross_weight": "218.5",
          ]
        ],
        "discrepancy": "seal of one drum broken",
      ],
      breaks: [
        Break("kind", nil, "required"), Break("kind", "sold", "enum"),
        Break("substance", nil, "required"), Break("date", nil, "required"),
        Break("unit", nil, "dependentRequired"), Break("order", "O-2026-0412", "format"),
        Break("packs", [["count": 0]], "minimum"), Break("packs", [["seals": "SN-1"]], "type"),
        Break("packs", [["gross_weight": "-2"]], "pattern"),
        Break("packs", [["colour": "blue"]], "additionalProperties"),
      ],
    ),
    FormExample(
      form: "suspicious_transaction/1",
      least: ["narrative": "A man rang and wanted 25 kg of GBL, cash, today."],
      full: [
        "reference": "V-2026-02", "stage": "enquiry", "basis": "voluntary",
        "substance_as_asked": "wheel cleaner GBL 99,9 %", "substance": "96-48-0",
        "quantity": "25", "unit": "kg",
        "parties": [
          [
            "role": "requester", "name": "K. Novak", "address": "Hauptstr. 7, 04109 Leipzig",
            "phone": "+49 171 5550123", "email": "novak@mail.example",
            "web": "www.novak.example", "id_kind": "identity card", "id_number": "L01X00T47",
            "our_customer": false,
          ]
        ],
        "payment": "cash", "transfer": "collected",
        "indicators": [["code": "cash-payment", "comment": "wanted no invoice"]],
        "narrative": "A man rang.\nHe wanted 25 kg.", "action": "refused",
        "noticed": "2026-05-04", "notified": "2026-05-04", "authority": "GÜS, Wiesbaden",
        "channel": "telephone", "authority_reference": "2026/0815", "copy": file,
      ],
      breaks: [
        Break("narrative", nil, "required"), Break("narrative", "", "minLength"),
        Break("basis", "legal", "enum"), Break("action", "reported", "enum"),
        Break("parties", [["role": "buyer"]], "enum"),
        Break("parties", [["our_customer": entry]], "type"),
        Break("parties", [["email": "novak"]], "format"),
        Break("unit", nil, "dependentRequired"), Break("notified", "at once", "format"),
      ],
    ),
    FormExample(
      form: "theft_or_loss/1",
      least: ["substance": "110-63-4", "noticed": "2026-06-01"],
      full: [
        "reference": "TL-2026-01", "kind": "theft", "substance": "110-63-4",
        "concentration": "70", "quantity": "200", "unit": "kg", "noticed": "2026-06-01",
        "place": "warehouse 2", "circumstances": "fence cut at the weekend",
        "police_reference": "PL1300-2026-118822", "reported_on": "2026-06-01",
        "reported_to": "FIOD, Precursors",
      ],
      breaks: [
        Break("substance", nil, "required"), Break("noticed", nil, "required"),
        Break("kind", "burglary", "enum"), Break("unit", nil, "dependentRequired"),
        Break("reported_on", "soon", "format"),
      ],
    ),
    FormExample(
      form: "annual_return/1",
      least: ["year": 2025],
      full: [
        "reference": "AR-2025", "year": 2025, "part": 1, "parts": 2,
        "lines": [
          [
            "substance": "110-63-4", "kind": "supplied",
            "third_party": "Janssen Coatings B.V., Amsterdam", "quantity": "2400", "unit": "kg",
          ]
        ],
        "authority": "BfArM", "submitted_on": "2026-02-10",
      ],
      breaks: [
        Break("year", nil, "required"), Break("year", "2025", "type"),
        Break("year", 25, "minimum"),
        Break("lines", [["substance": "110-63-4", "kind": "used", "quantity": "1"]], "required"),
        Break(
          "lines",
          [["substance": "110-63-4", "kind": "sold", "quantity": "1", "unit": "kg"]],
          "enum",
        ),
      ],
    ),
  ]

  /// Distributors, and what the firm and its customers may do.
  static let distribution: [FormExample] = [
    FormExample(
      form: "licence/1",
      least: ["number": "NL-2024-0117"],
      full: [
        "holder": entry, "kind": "licence", "number": "NL-2024-0117", "issued_by": "Farmatec",
        "substances": ["110-63-4", "96-48-0"], "activities": ["storage", "sale"], "site": other,
        "valid_from": "2024-03-01", "valid_until": "2027-02-28", "verified_on": "2026-03-01",
        "verified_how": "telephoned the authority", "copy": file,
      ],
      breaks: [
        Break("number", nil, "required"), Break("kind", "permit", "enum"),
        Break("holder", "C-1042", "format"), Break("substances", ["110-63-5"], "format"),
        Break("activities", ["sale", "sale"], "uniqueItems"),
      ],
    ),
    FormExample(
      form: "distributor_commitment/1",
      least: ["distributor": entry],
      full: [
        "reference": "D-2026-03", "distributor": entry, "flow_down": true,
        "signed_by": "A. Rossi", "signed_on": "2026-01-20", "valid_from": "2026-02-01",
        "valid_until": "2028-01-31", "copy": file,
      ],
      breaks: [
        Break("distributor", nil, "required"), Break("flow_down", "yes", "type"),
        Break("signed_by", "", "minLength"),
      ],
    ),
    FormExample(
      form: "distributor_audit/1",
      least: ["distributor": entry, "date": "2026-04-22"],
      full: [
        "reference": "A-2026-05", "distributor": entry, "date": "2026-04-22",
        "auditor": "M. Bakker", "questionnaire": file, "result": "conditional",
        "findings": "declarations complete", "corrective_actions": ["keep a list of samples"],
      ],
      breaks: [
        Break("distributor", nil, "required"), Break("date", nil, "required"),
        Break("result", "good", "enum"), Break("questionnaire", "audit.pdf", "format"),
        Break("corrective_actions", ["a", "a"], "uniqueItems"),
      ],
    ),
    FormExample(
      form: "product/1",
      least: ["name": "Floor hardener B", "substance": "110-63-4"],
      full: [
        "reference": "100-4711", "name": "Floor hardener B", "substance": "110-63-4",
        "concentration": "70", "density": "1.017",
      ],
      breaks: [
        Break("name", nil, "required"), Break("substance", nil, "required"),
        Break("density", "-1", "pattern"), Break("density", "1017", "pattern"),
        Break("density", "1,017", "format"),
        Break("concentration", "170", "pattern"),
      ],
    ),
  ]
}
