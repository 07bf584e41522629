import Records

private let entry = FormExample.entry
private let file = FormExample.file

extension FormExample {
  /// How the firm keeps its own house.
  static let management: [FormExample] = [
    FormExample(
      form: "policy/1",
      least: ["title": "Sale of drug precursors"],
      full: [
        "reference": "QM-07-12", "title": "Sale of drug precursors", "version": "3",
        "owner": "M. Bakker", "approver": "J. Visser", "date": "2026-01-15", "file": file,
        "languages": ["Dutch", "English"], "kept_at": "intranet", "review_on": "2027-01-15",
      ],
      breaks: [
        Break("title", nil, "required"), Break("file", "policy.pdf", "format"),
        Break("languages", "Dutch", "type"), Break("languages", ["", "Dutch"], "minLength"),
      ],
    ),
    FormExample(
      form: "training/1",
      least: ["topic": "recognising suspicious orders", "date": "2026-02-10"],
      full: [
        "reference": "T-2026-04", "topic": "recognising suspicious orders",
        "date": "2026-02-10", "people": ["S. Meijer", "J. Visser"], "trainer": "M. Bakker",
        "valid_until": "2028-02-10", "material": file,
      ],
      breaks: [
        Break("topic", nil, "required"), Break("date", nil, "required"),
        Break("people", ["S. Meijer", "S. Meijer"], "uniqueItems"), Break("date", "May", "format"),
      ],
    ),
    FormExample(
      form: "officer/1",
      least: ["name": "M. Bakker"],
      full: [
        "name": "M. Bakker", "deputy": "J. Visser", "contact": "+31 20 555 0123",
        "valid_from": "2026-01-01", "valid_until": "2027-12-31", "notified_on": "2025-12-20",
        "notified_to": "Farmatec",
      ],
      breaks: [
        Break("name", nil, "required"), Break("notified_on", "yes", "format"),
        Break("contact", .string(String(repeating: "x", count: 501)), "maxLength"),
      ],
    ),
    FormExample(
      form: "review/1",
      least: ["date": "2026-01-30"],
      full: [
        "reference": "R-2026", "period": "2025", "practice": "3", "date": "2026-01-30",
        "findings": "four declarations lapsed\nall renewed",
        "figures": [["what": "orders checked", "value": "412", "comment": "30 more"]],
        "signed_off_by": "J. Visser",
      ],
      breaks: [
        Break("date", nil, "required"), Break("practice", "9", "enum"),
        Break("practice", 3, "type"), Break("figures", [["what": "orders"]], "required"),
        Break("figures", [["what": "orders", "value": "many"]], "format"),
      ],
    ),
    FormExample(
      form: "corrective_action/1",
      least: ["description": "ask for declarations earlier"],
      full: [
        "reference": "CA-2026-04", "review": entry, "practice": "3",
        "description": "ask for declarations earlier", "owner": "S. Meijer",
        "due": "2026-04-01", "closed": "2026-03-20", "evidence": "reminder list of March",
        "copy": file,
      ],
      breaks: [
        Break("description", nil, "required"), Break("review", "R-2026", "format"),
        Break("due", "Easter", "format"), Break("practice", "0", "enum"),
      ],
    ),
    FormExample(
      form: "applicability/1",
      least: ["subject": "rule", "rule": "four-eyes", "applies": false, "reason": "one person"],
      full: [
        "subject": "practice", "practice": "4", "rule": "four-eyes", "applies": false,
        "reason": "no distributors", "decided_by": "J. Visser", "date": "2026-01-10",
        "review_on": "2027-01-10",
      ],
      breaks: [
        Break("subject", nil, "required"), Break("subject", "form", "enum"),
        Break("practice", nil, "required"), Break("applies", nil, "required"),
        Break("reason", nil, "required"), Break("applies", "no", "type"),
      ],
    ),
    FormExample(
      form: "summary/1",
      least: ["date": "2026-05-04", "practices": []],
      full: [
        "date": "2026-05-04", "period": "2026-Q1",
        "practices": [
          [
            "practice": "4", "applies": false, "records": 52, "current": 49, "lapsed": 3,
            "missing": 2, "reason": "no distributors",
          ]
        ],
        "checks": ["supply": 398, "hold": 11, "refuse": 3],
      ],
      breaks: [
        Break("date", nil, "required"), Break("practices", nil, "required"),
        Break("practices", [["records": 1]], "required"), Break("checks.hold", -1, "minimum"),
        Break("checks.customer", entry, "additionalProperties"),
      ],
    ),
  ]

  /// What binds the firm to others.
  static let agreements: [FormExample] = [
    FormExample(
      form: "agreement/1",
      least: ["kind": "code_of_conduct"],
      full: [
        "reference": "MOU-2026", "kind": "code_of_conduct",
        "text_version": "ICCA BDO/GBL product stewardship code, 2017", "parties": ["VCI"],
        "role": "producer", "signatory": "J. Visser", "signed_on": "2026-01-10",
        "valid_until": "2028-12-31", "reporting_interval": "quarterly",
        "contact": "Dr. Klein, +49 69 555 0140", "copy": file,
      ],
      breaks: [
        Break("kind", nil, "required"), Break("kind", "MoU", "enum"),
        Break("role", "member", "enum"), Break("reporting_interval", "often", "enum"),
        Break("parties", ["VCI", "VCI"], "uniqueItems"),
      ],
    )
  ]

  /// What orders are compared with.
  static let lists: [FormExample] = [
    FormExample(
      form: "surveillance_list/1",
      least: ["name": "Special surveillance list"],
      full: [
        "name": "Special surveillance list", "version": "2026-1", "issued_by": "INCB",
        "valid_from": "2026-01-01", "valid_until": "2026-12-31",
        "entries": [
          [
            "name": "gamma-butyrolactone", "kind": "substance", "cas": "96-48-0",
            "number": "33273785", "country": "NL", "action": "hold", "note": "wheel cleaner",
          ]
        ],
      ],
      breaks: [
        Break("name", nil, "required"), Break("entries", [["cas": "96-48-0"]], "required"),
        Break("entries", [["name": "GBL", "cas": "96-48-1"]], "format"),
        Break("entries", [["name": "GBL", "action": "arrest"]], "enum"),
        Break("entries", [["name": "GBL", "country": "Holland"]], "format"),
      ],
    ),
    FormExample(
      form: "alert/1",
      least: ["title": "GBL ordered as wheel cleaner"],
      full: [
        "reference": "PICS-2026-114", "title": "GBL ordered as wheel cleaner",
        "text": "Orders of 5 to 25 kg", "issued_by": "BfArM", "date": "2026-04-17",
        "valid_until": "2026-12-31",
        "entries": [
          [
            "name": "K. Novak", "kind": "person", "cas": "96-48-0", "number": "1",
            "country": "DE", "action": "notify", "note": "by e-mail",
          ]
        ],
        "copy": file,
      ],
      breaks: [
        Break("title", nil, "required"), Break("entries", [["kind": "person"]], "required"),
        Break("entries", [["name": "K. Novak", "kind": "ship"]], "enum"),
        Break("copy", "alert.pdf", "format"),
      ],
    ),
  ]
}
