import Records

private let entry = FormExample.entry
private let other = FormExample.other
private let organisation: JSON = "mfrggzdfmztwq2lknnwg23tpoa"
private let file = FormExample.file

extension FormExample {
  static let all: [FormExample] =
    practices + orders + distribution + management + agreements + lists + protocolForms

  /// Every change of every form, for tests that take one at a time.
  static let breaks: [(FormExample, Break)] = all.flatMap { form in form.breaks.map { (form, $0) } }

  private static let practices: [FormExample] = [
    FormExample(
      form: "customer/1",
      least: ["name": "Janssen Coatings B.V."],
      full: [
        "reference": "C-1042", "name": "Janssen Coatings B.V.", "trade_name": "Janssen Verf",
        "kind": "company", "role": "end_user", "activity": "makes floor coatings",
        "street": "Radarweg 36", "postal_code": "1042 AA", "city": "Amsterdam", "country": "NL",
        "registration_number": "33273785", "registration_authority": "Kamer van Koophandel",
        "vat": "NL004495445B01", "lei": "5493001KJTIIGC8Y1R12", "eori": "NL123456789",
        "website": "www.janssen-coatings.example", "phone": "+31 20 555 0123",
        "email": "orders@janssen-coatings.example", "contact": "Ms A. de Vries",
        "known_since": "2015-06",
      ],
      breaks: [
        Break("name", nil, "required"), Break("name", "", "minLength"), Break("name", 7, "type"),
        Break("kind", "firm", "enum"), Break("role", "End user", "enum"),
        Break("country", "Holland", "format"), Break("vat", "NL004495446B01", "format"),
        Break("lei", "5493001KJTIIGC8Y1R13", "format"), Break("eori", "123", "pattern"),
        Break("email", "orders", "format"), Break("known_since", "long ago", "pattern"),
        Break("known_since", "2015-13", "pattern"),
        Break("registration_number", "3327378", "check"),
        Break("fax", "1", "additionalProperties"),
      ],
    ),
    FormExample(
      form: "site/1",
      least: ["customer": entry],
      full: [
        "customer": entry, "reference": "C-1042-02", "name": "Plant Rotterdam",
        "street": "Botlekweg 1", "postal_code": "3197 KA", "city": "Rotterdam", "country": "NL",
        "need_per_year": [["substance": "110-63-4", "quantity": "1200", "unit": "kg"]],
      ],
      breaks: [
        Break("customer", nil, "required"), Break("customer", "C-1042", "format"),
        Break("need_per_year", [["substance": "110-63-4", "quantity": "1200"]], "required"),
        Break(
          "need_per_year",
          [["substance": "110-63-5", "quantity": "1200", "unit": "kg"]],
          "format",
        ),
        Break("need_per_year", "1200 kg", "type"),
      ],
    ),
    FormExample(
      form: "assessment/1",
      least: [
        "customer": entry, "outcome": "approved", "assessor": "M. Bakker", "date": "2026-03-02",
      ],
      full: [
        "customer": entry, "outcome": "conditional", "assessor": "M. Bakker",
        "date": "2026-03-02", "valid_until": "2028-03-01", "substances": ["110-63-4", "96-48-0"],
        "evidence": [
          [
            "what": "trade register extract", "how": "downloaded", "by": "M. Bakker",
            "date": "2026-03-01", "file": file,
          ]
        ],
        "licences": [other],
        "indicators": [["code": "no-website", "comment": "new firm, extract seen"]],
        "risk": "medium", "conditions": "at most 200 kg a month\ndelivered to the plant only",
        "reason": "use plausible", "second_approver": "J. Visser", "trigger": "first order",
      ],
      breaks: [
        Break("customer", nil, "required"), Break("outcome", nil, "required"),
        Break("assessor", nil, "required"), Break("date", nil, "required"),
        Break("outcome", "maybe", "enum"), Break("date", "2026-02-30", "format"),
        Break("substances", ["110-63-4", "110-63-4"], "uniqueItems"),
        Break("evidence", [["by": "M. Bakker"]], "required"), Break("risk", "none", "enum"),
      ],
    ),
    FormExample(
      form: "declaration/1",
      least: ["customer": entry, "substance": "110-63-4"],
      full: [
        "reference": "EUD-2026-017", "customer": entry, "site": other, "substance": "110-63-4",
        "concentration": "70", "quantity": "1200", "unit": "kg",
        "end_use": "chain extender in floor coatings", "kind": "multiple", "transactions": 6,
        "valid_from": "2026-01-01", "valid_until": "2026-12-31", "signatory": "P. JANSEN",
        "position": "head of purchasing", "signed_on": "2025-12-15", "resale_undertaking": true,
        "headed_paper": true, "licence": other, "supplier_name": "Chemie Noord B.V.",
        "copy": file, "prior_supplies": [["date": "2025-11-04", "reference": "invoice 8812"]],
      ],
      breaks: [
        Break("customer", nil, "required"), Break("substance", nil, "required"),
        Break("substance", "GBL", "format"), Break("quantity", "1,200", "format"),
        Break("quantity", "-5", "pattern"), Break("quantity", 1200, "type"),
        Break("unit", nil, "dependentRequired"), Break("unit", "stone", "format"),
        Break("concentration", "101", "pattern"), Break("transactions", 0, "minimum"),
        Break("headed_paper", "yes", "type"), Break("kind", "annual", "enum"),
        Break("valid_until", "31-12-2026", "format"), Break("copy", "scan.pdf", "format"),
        Break("prior_supplies", [["reference": "invoice 8812"]], "required"),
      ],
    ),
    FormExample(
      form: "sample/1",
      least: ["substance": "96-48-0"],
      full: [
        "reference": "S-2026-031", "customer": entry, "site": other,
        "requester": [
          "name": "Dr. L. Moreau", "organisation": "Université de Lille",
          "street": "42 Rue Paul Duez", "city": "Lille", "country": "FR",
          "email": "l.moreau@univ-lille.example", "phone": "+33 3 20 55 01 23",
        ],
        "substance": "96-48-0", "concentration": "99.5", "quantity": "0.5", "unit": "kg",
        "end_use": "solvent trials",
        "date": "2026-05-04", "received_by": "S. Meijer",
        "indicators": [["code": "private-address", "comment": "a parcel shop"]],
        "answers": [
          [
            "question": "use-plausible", "answer": true, "comment": "usual", "by": "S. Meijer",
            "date": "2026-05-04",
          ]
        ],
        "decision": "supply", "decided_by": "M. Bakker", "second_approver": "J. Visser",
        "decision_reason": "university confirmed by telephone",
        "check": "hold: the declaration lapsed on 2026-04-30",
        "decision_digest": "3kq5w7xyz2abcdefghij",
      ],
      breaks: [
        Break("substance", nil, "required"), Break("requester.country", "France", "format"),
        Break("requester.email", "none", "format"),
        Break("requester.fax", "1", "additionalProperties"),
        Break("decision", "refused", "enum"), Break("check", "", "minLength"),
        Break("answers", [["question": "use-plausible", "answer": "yes"]], "type"),
        Break("unit", nil, "dependentRequired"), Break("date", "today", "format"),
      ],
    ),
    FormExample(
      form: "note/1",
      least: ["text": "A Mr Smit rang."],
      full: [
        "about": entry, "title": "Call from the new buyer",
        "text": "A Mr Smit rang.\nHe wants 200 kg.", "date": "2026-05-04", "copy": file,
      ],
      breaks: [
        Break("text", nil, "required"), Break("text", "", "minLength"),
        Break("about", "C-1042", "format"), Break("title", .string(long(201)), "maxLength"),
      ],
    ),
  ]

  private static let protocolForms: [FormExample] = [
    FormExample(
      form: "journal/1",
      least: [
        "organisation": organisation, "name": "Chemie Noord B.V.", "role": "company",
        "country": "NL", "keys": ["steward/key+aabbccdd+AQ=="],
      ],
      full: [
        "organisation": organisation, "journal": "office-k7q2m4xa", "name": "Chemie Noord B.V.",
        "role": "company", "country": "NL", "contact": "M. Bakker",
        "keys": ["steward/key+aabbccdd+AQ=="],
        "after_forks": [
          [
            "origin": "steward/mfrggzdfmztwq2lknnwg23tpoa/office-k7q2m4xa", "position": 128,
            "entries": [
              "mfrggzdfmztwq2lknnwg23tpoamfrggzdfmztwq2lknnwg23tpoa",
              "nfrggzdfmztwq2lknnwg23tpoamfrggzdfmztwq2lknnwg23tpoa",
            ],
          ]
        ],
      ],
      breaks: [
        Break("organisation", "chemie-noord", "pattern"), Break("role", "vetted", "enum"),
        Break("keys", [], "minItems"), Break("keys", nil, "required"),
        Break("journal", "Büro", "pattern"),
      ],
    ),
    FormExample(
      form: "enrolment/1",
      least: [
        "organisation": organisation, "role": "company", "card": "steward/card/1\nserial 1\n",
      ],
      full: [
        "organisation": organisation, "role": "vetted", "name": "Chemie Noord B.V.",
        "card": "steward/card/1\nserial 1", "compared": true, "valid_from": "2026-01-01",
        "reporting_interval": "quarterly",
      ],
      breaks: [
        Break("card", nil, "required"), Break("role", "friend", "enum"),
        Break("compared", "no", "type"), Break("organisation", "", "pattern"),
      ],
    ),
    FormExample(
      form: "revocation/1",
      least: ["organisation": organisation, "reason": "the laptop was stolen"],
      full: [
        "organisation": organisation,
        "origin": "steward/mfrggzdfmztwq2lknnwg23tpoa/office-k7q2m4xa", "size": 4096,
        "reason": "the laptop was stolen",
      ],
      breaks: [
        Break("reason", nil, "required"), Break("size", -1, "minimum"),
        Break("origin", nil, "dependentRequired"), Break("origin", "office", "pattern"),
      ],
    ),
    FormExample(
      form: "disclosure/1",
      least: ["record": entry, "audience": ["authority"]],
      full: ["record": entry, "audience": ["authority", organisation], "reason": "asked for"],
      breaks: [
        Break("audience", [], "minItems"), Break("audience", ["police"], "pattern"),
        Break("record", nil, "required"),
      ],
    ),
    FormExample(
      form: "determination/1",
      least: ["conflict": "mfrggzdfmztwq2lknnwg", "writes": [entry], "decision": "both_stand"],
      full: [
        "conflict": "mfrggzdfmztwq2lknnwg", "record": entry, "field": "address",
        "writes": [entry, other], "decision": "take", "entry": other,
        "value": ["city": "Leiden"], "letters": [other], "reason": "the register extract shows it",
      ],
      breaks: [
        Break("entry", nil, "required"), Break("decision", "ignore", "enum"),
        Break("writes", [], "minItems"), Break("writes", ["x"], "format"),
        Break("conflict", "mfrg", "pattern"),
      ],
    ),
    FormExample(
      form: "judgement/1",
      least: ["records": [entry, other], "judgement": "same"],
      full: ["records": [entry, other], "judgement": "unsure", "reason": "same telephone"],
      breaks: [
        Break("records", [entry], "minItems"), Break("records", [entry, entry], "uniqueItems"),
        Break("judgement", "maybe", "enum"),
      ],
    ),
    FormExample(
      form: "erasure/1",
      least: ["record": entry, "reason": "retention_over"],
      full: [
        "record": entry, "entries": [other], "reason": "retention_over",
        "erased_on": "2030-01-02",
      ],
      breaks: [
        Break("reason", "Mr Smit asked for it", "pattern"), Break("record", nil, "required"),
        Break("entries", [], "minItems"),
      ],
    ),
  ]

  private static func long(_ count: Int) -> String { String(repeating: "x", count: count) }
}
