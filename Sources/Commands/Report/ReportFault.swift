import Records

/// Why a report cannot be made.
enum ReportFault: UserFacingError, Hashable {
  /// The firm has several returns for one year.
  case severalReturns(year: Int, records: [String])
  /// A substance that is neither in the register nor a CAS number.
  case unknownSubstance(String)
  /// A name that several substances have.
  case severalSubstances(String, names: [String])
  /// A record of another form than the report is about.
  case otherForm(String, found: String, wanted: String)
  /// The folder for an inspection holds something already.
  case folderInUse(String)
  /// The law does not take this kind of declaration for the substance.
  case kindNotAllowed(kind: String, category: String)
  /// A site of another customer.
  case otherSite(String, customer: String)
  /// A period that ends before it begins.
  case noPeriod(from: String, until: String)
  /// A period for a declaration that is longer than the law allows.
  case periodTooLong(from: String, until: String)
  /// Words that are no amount.
  case noAmount(String)

  var problem: String {
    switch self {
    case .severalReturns(let year, let records):
      "there are \(records.count) annual returns for \(year): \(records.joined(separator: ", "))"
    case .unknownSubstance(let text):
      "‘\(text)’ is neither a substance of the register nor a CAS number"
    case .severalSubstances(let text, _): "‘\(text)’ may be several substances"
    case .otherForm(let record, let found, let wanted):
      "‘\(record)’ is a record of the form ‘\(found)’, and this report is about a ‘\(wanted)’"
    case .folderInUse(let path): "‘\(path)’ holds something already"
    case .kindNotAllowed(let kind, let category):
      "a declaration of the kind ‘\(kind)’ does not go with a substance of category \(category)"
    case .otherSite(let site, let customer): "‘\(site)’ is no site of ‘\(customer)’"
    case .noPeriod(let from, let until): "the period ends on \(until), before it begins on \(from)"
    case .periodTooLong(let from, let until):
      "from \(from) to \(until) is longer than a year"
    case .noAmount(let text): "‘\(text)’ is not an amount with a unit that is known"
    }
  }

  var remedy: String? {
    switch self {
    case .severalReturns: "withdraw all but one: steward void RECORD -m 'entered twice'"
    case .unknownSubstance: "give its CAS number, such as 110-63-4"
    case .severalSubstances(_, let names):
      "it may be \(names.joined(separator: ", or ")); give a CAS number"
    case .otherForm(_, _, let wanted): "‘steward list \(wanted)’ shows those there are"
    case .folderInUse: "name a folder that does not exist yet, or an empty one"
    case .kindNotAllowed(_, let category):
      category == "1"
        ? "category 1 takes a declaration for each order: leave out --kind"
        : "the law asks for --kind single or --kind multiple"
    case .otherSite: "‘steward list site’ shows whose each is"
    case .noPeriod: "exchange the two"
    case .periodTooLong: "a declaration for several orders covers at most a year"
    case .noAmount: "write it as --quantity 1200 --unit kg"
    }
  }

  var kind: FailureKind { .refused }
}
