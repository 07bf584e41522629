import Records

/// Which members of a form's records are kept beside them, so that what is due can be asked
/// of a hundred thousand records without reading one body.
///
/// Forms that are not listed have no rows, and cost nothing when entries are filed.
struct BriefRule: Sendable {
  /// The number that stands for the form in the table `brief`.
  let code: Int64
  /// The form's name, without version.
  let form: String
  /// The substance, or a list of them.
  var substance: StaticString?
  /// What else tells two records about one subject apart, such as a site.
  var part: StaticString?
  /// The sort of record.
  var kind: StaticString?
  /// How it stands, such as an outcome or a decision.
  var state: StaticString?
  /// The day from which it counts: the first of these members that has one.
  var start: [StaticString] = []
  /// The day until which it counts, or by which something has to happen.
  var finish: StaticString?
  /// Where to look whether containers were sealed.
  var packs: StaticString?
  /// Whether it is a request that somebody has to decide.
  var isRequest = false
  /// The values of `kind` that make a record worth a row; empty: every one is.
  var kinds: [StaticString] = []

  /// The rule of the form with this name, without version.
  static func rule(of form: some StringProtocol) -> BriefRule? {
    all.first { $0.form.utf8.elementsEqual(form.utf8) }
  }

  /// Every rule; codes are never used twice.
  static let all: [BriefRule] = [
    BriefRule(
      code: 1,
      form: "customer",
      kind: "role",
      state: "kind",
      kinds: ["distributor", "broker"],
    ),
    BriefRule(
      code: 2,
      form: "assessment",
      substance: "substances",
      state: "outcome",
      start: ["date"],
      finish: "valid_until",
    ),
    BriefRule(
      code: 3,
      form: "declaration",
      substance: "substance",
      part: "site",
      kind: "kind",
      start: ["valid_from", "signed_on"],
      finish: "valid_until",
    ),
    BriefRule(
      code: 4,
      form: "licence",
      substance: "substances",
      part: "number",
      kind: "kind",
      start: ["valid_from"],
      finish: "valid_until",
    ),
    BriefRule(
      code: 5,
      form: "order",
      substance: "substance",
      kind: "stage",
      state: "decision",
      start: ["date"],
      isRequest: true,
    ),
    BriefRule(
      code: 6,
      form: "sample",
      substance: "substance",
      kind: "stage",
      state: "decision",
      start: ["date"],
      isRequest: true,
    ),
    BriefRule(
      code: 7,
      form: "movement",
      substance: "substance",
      part: "order",
      kind: "kind",
      start: ["date"],
      packs: "packs",
    ),
    BriefRule(
      code: 8,
      form: "policy",
      part: "title",
      start: ["date"],
      finish: "review_on",
    ),
    BriefRule(
      code: 9,
      form: "training",
      part: "topic",
      start: ["date"],
      finish: "valid_until",
    ),
    BriefRule(
      code: 10,
      form: "officer",
      part: "name",
      start: ["valid_from"],
      finish: "valid_until",
    ),
    BriefRule(
      code: 11,
      form: "distributor_commitment",
      start: ["valid_from", "signed_on"],
      finish: "valid_until",
    ),
    BriefRule(code: 12, form: "distributor_audit", state: "result", start: ["date"]),
    BriefRule(
      code: 13,
      form: "suspicious_transaction",
      state: "action",
      start: ["noticed"],
      finish: "notified",
    ),
    BriefRule(code: 14, form: "theft_or_loss", start: ["noticed"], finish: "reported_on"),
    BriefRule(code: 15, form: "review", part: "period", start: ["date"]),
    BriefRule(code: 16, form: "corrective_action", state: "closed", finish: "due"),
    BriefRule(code: 17, form: "annual_return", kind: "year"),
    BriefRule(
      code: 18,
      form: "agreement",
      part: "reporting_interval",
      kind: "kind",
      start: ["signed_on"],
      finish: "valid_until",
    ),
    BriefRule(
      code: 19,
      form: "applicability",
      part: "rule",
      kind: "practice",
      state: "applies",
      start: ["date"],
      finish: "review_on",
    ),
    BriefRule(code: 20, form: "summary", start: ["date"]),
    BriefRule(code: 21, form: "surveillance_list", part: "name", finish: "valid_until"),
  ]
}
