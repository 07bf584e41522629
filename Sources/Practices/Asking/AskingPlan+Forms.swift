extension AskingPlan {
  /// The plan for a form's name; `nil` where the form itself says enough.
  ///
  /// The few that matter for the practice: a question that is asked every time has to earn
  /// its place, and the rest is offered at the end.
  static func plan(named name: String) -> AskingPlan? {
    switch name {
    case "policy": policy
    case "training": training
    case "officer": officer
    case "customer": customer
    case "site": site
    case "licence": licence
    case "assessment": assessment
    case "declaration": declaration
    case "distributor_commitment": distributorCommitment
    case "distributor_audit": distributorAudit
    case "order": order
    case "movement": movement
    case "suspicious_transaction": suspiciousTransaction
    case "theft_or_loss": theftOrLoss
    case "sample": sample
    case "review": review
    case "corrective_action": correctiveAction
    case "annual_return": annualReturn
    case "product": product
    case "agreement": agreement
    case "applicability": applicability
    case "note": note
    default: nil
    }
  }

  /// The forms that have a plan.
  static let planned: [String] = [
    "policy", "training", "officer", "customer", "site", "licence", "assessment", "declaration",
    "distributor_commitment", "distributor_audit", "order", "movement", "suspicious_transaction",
    "theft_or_loss", "sample", "review", "corrective_action", "annual_return", "product",
    "agreement", "applicability", "note",
  ]

  // MARK: 1, policies

  private static let policy = AskingPlan(
    asked: ["title", "version", "approver", "file"],
    usual: [
      "owner": .author, "date": .today, "review_on": .years(1, from: "date"),
    ],
    renewal: RenewalPlan(
      asked: "version",
      left: ["file", "approver", "reference"],
      from: "date",
      until: "review_on",
    ),
  )

  private static let training = AskingPlan(
    asked: ["topic", "people"],
    usual: ["date": .today, "trainer": .author, "valid_until": .years(1, from: "date")],
    renewal: RenewalPlan(
      asked: "topic",
      left: ["reference", "material"],
      from: "date",
      until: "valid_until",
    ),
  )

  private static let officer = AskingPlan(
    asked: ["name", "deputy", "contact"],
    usual: ["name": .author, "valid_from": .today],
  )

  // MARK: 2, customers

  private static let customer = AskingPlan(
    asked: ["reference", "name", "country", "registration_number", "role"],
    usual: ["country": .ownCountry, "role": .text("end_user")],
  )

  private static let site = AskingPlan(
    asked: ["customer", "name", "street", "city"],
    usual: ["country": .first([.from("customer", field: "country"), .ownCountry])],
  )

  private static let licence = AskingPlan(
    asked: ["holder", "kind", "number", "issued_by", "valid_until"],
    renewal: RenewalPlan(
      asked: "number",
      left: ["verified_on", "verified_how", "copy"],
      from: "valid_from",
      until: "valid_until",
    ),
  )

  private static let assessment = AskingPlan(
    asked: ["customer", "outcome", "evidence[].what"],
    usual: [
      "assessor": .author, "date": .today, "valid_until": .years(2, from: "date"),
      "evidence[].by": .author, "evidence[].date": .today,
    ],
    renewal: RenewalPlan(
      asked: "outcome",
      left: ["assessor", "evidence", "indicators", "second_approver", "trigger", "reason"],
      from: "date",
      until: "valid_until",
      years: 2,
    ),
  )

  // MARK: 3, declarations

  private static let declaration = AskingPlan(
    asked: ["customer", "substance", "quantity", "end_use", "signatory"],
    usual: [
      "substance": .lastSubstance, "kind": .declarationKind, "site": .only("site"),
      "valid_from": .today, "valid_until": .years(1, from: "valid_from"),
    ],
    renewal: RenewalPlan(
      asked: "quantity",
      left: ["reference", "signed_on", "copy"],
      from: "valid_from",
      until: "valid_until",
    ),
  )

  // MARK: 4, distributors

  private static let distributorCommitment = AskingPlan(
    asked: ["distributor", "flow_down", "signed_by"],
    usual: ["valid_from": .today, "valid_until": .years(1, from: "valid_from")],
    renewal: RenewalPlan(
      asked: "signed_by",
      left: ["reference", "signed_on", "copy"],
      from: "valid_from",
      until: "valid_until",
    ),
  )

  private static let distributorAudit = AskingPlan(
    asked: ["distributor", "result", "findings"],
    usual: ["auditor": .author],
  )

  // MARK: 5 and 6, orders and containers

  private static let order = AskingPlan(
    asked: ["customer", "substance", "quantity"],
    usual: [
      "substance": .lastSubstance, "stage": .text("order"), "site": .only("site"),
      "declaration": .declarationInForce,
      "end_use": .from("declaration", field: "end_use"),
    ],
    known: ["substance": .declaredSubstance],
  )

  private static let movement = AskingPlan(
    asked: ["kind", "counterparty", "substance", "quantity", "packs[].lot", "packs[].seals"],
    usual: ["substance": .lastSubstance],
  )

  private static let suspiciousTransaction = AskingPlan(
    asked: [
      "substance_as_asked", "parties[].name", "parties[].phone", "quantity", "indicators",
      "narrative", "action",
    ],
    usual: [
      "stage": .text("enquiry"), "noticed": .today, "parties[].role": .text("requester"),
      "action": .text("refused"),
    ],
  )

  private static let theftOrLoss = AskingPlan(
    asked: ["kind", "substance", "quantity", "circumstances"],
    usual: ["noticed": .today, "substance": .lastSubstance],
  )

  // MARK: 7, samples

  private static let sample = AskingPlan(
    asked: ["requester.name", "requester.organisation", "substance", "quantity", "end_use"],
    usual: ["received_by": .author],
  )

  // MARK: 8, review

  private static let review = AskingPlan(
    asked: ["practice", "findings"],
    usual: ["signed_off_by": .author],
  )

  private static let correctiveAction = AskingPlan(
    asked: ["description", "due"],
    usual: ["owner": .author],
  )

  private static let annualReturn = AskingPlan(asked: ["year", "lines"])

  // MARK: Around

  private static let product = AskingPlan(asked: ["name", "substance", "concentration", "density"])

  private static let agreement = AskingPlan(
    asked: ["kind", "text_version", "signatory"],
    usual: ["signatory": .author, "signed_on": .today],
  )

  private static let applicability = AskingPlan(
    asked: ["subject", "practice", "rule", "reason"],
    usual: [
      "applies": .text("no"), "decided_by": .author, "review_on": .years(1, from: "date"),
    ],
    when: [
      "practice": Condition(field: "subject", value: "practice"),
      "rule": Condition(field: "subject", value: "rule"),
    ],
  )

  private static let note = AskingPlan(asked: ["about", "text"])
}
