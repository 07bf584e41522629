import Records

/// A quantity that is compared with a limit.
struct ComparedQuantity {
  /// The rule that compares.
  var rule: CrossFirmRule
  /// The party, by the record that stands for it.
  var party: EntryID
  /// The substance, by its CAS number.
  var substance: String
  /// What tells the finding apart: what is compared, over what time, at which site.
  var subject: String
  /// What happened to the goods: `supplied`.
  var verb: String
  /// Over what time or where, as the end of a clause.
  var words: String
  /// What is added up.
  var goods: [Goods]
  /// What else is missing that would decide.
  var missing: [CrossFirmFinding.Missing] = []
  /// Whether nothing is missing that could make the limit higher.
  var isSure = true
  /// How many firms there have to be.
  var leastFirms = 1
}
