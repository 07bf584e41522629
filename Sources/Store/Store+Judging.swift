public import CentralView
public import Practices
public import Records
import Sealing

extension Store {
  /// The engine that judges with the packages in force on a day.
  public func ruleEngine(on date: CalendarDate = Timestamp.now().date) throws -> RuleEngine {
    RuleEngine(packages: try rulePackages(on: date), register: .standard, forms: forms)
  }

  /// The records that orders are judged by, read anew.
  public func recordBook() throws -> ViewBook { try recordBook(for: nil) }

  /// The same records, with those of one customer read together.
  func recordBook(for party: JoinedParty?) throws -> ViewBook {
    ViewBook(
      view: view,
      own: settings.organisation,
      authorities: try trust().organisations(in: .authority),
      party: party,
    )
  }

  /// Whether an order or a sample may go, and why.
  ///
  /// Where the customer's record was judged to be about the same customer as others, all of
  /// them count, and of the answers by each the worst.
  public func check(_ request: CheckRequest) throws -> CheckAnswer {
    let parties = try joinedParties(of: request)
    var answer = try check(request, as: parties.first)
    for party in parties.dropFirst() {
      let name = try name(ofCustomer: party.speaker)
      answer.takeWorse(of: try check(request, as: party), as: name)
    }
    answer.results += Self.outOfForce(try rulePackages(on: request.date), on: request.date)
    return answer
  }

  private func check(_ request: CheckRequest, as party: JoinedParty?) throws -> CheckAnswer {
    var request = request
    if let party { request.bodies = request.bodies.map(party.renamed) }
    let book = try recordBook(for: party)
    var answer = try ruleEngine(on: request.date).check(request, in: book)
    answer.results = try answer.results.map { try Self.marked($0, in: book) }
    if let record = request.record, try book.record(record)?.isIncomplete == true {
      answer.results.append(Self.incomplete(record))
    }
    return answer
  }

  /// Marks what came of a confidential record, whichever way it did.
  private static func marked(_ result: RuleResult, in book: ViewBook) throws -> RuleResult {
    guard result.verdict > .pass, !result.isConfidential else { return result }
    var result = result
    result.isConfidential = try result.records.contains {
      try book.record($0)?.isConfidential ?? false
    }
    return result
  }

  /// What is said of a record that cannot be read whole, whatever the rules say.
  private static func incomplete(_ record: EntryID) -> RuleResult {
    RuleResult(
      rule: "record-whole",
      package: "steward",
      verdict: .unknown,
      because: "part of this record is missing here, or has more conflicts than can be judged",
      source: "of this program: what cannot be read may say anything",
      isConfirmed: true,
      basis: .voluntary,
      remedy: "import what is missing, or settle its conflicts: steward show \(record.short)",
      records: [record],
    )
  }

  /// What is said where chosen rules do not count on the day and no others of the same place
  /// do: that nothing speaks against an order then is no answer.
  ///
  /// Of a package that begins later nothing is said while another counts: a firm may choose next
  /// year's law in advance.
  private static func outOfForce(
    _ packages: [RulePackage],
    on date: CalendarDate,
  ) -> [RuleResult] {
    let counting = packages.filter { $0.isInForce(on: date) }
    return packages.compactMap { package in
      guard !package.isInForce(on: date),
        !counting.contains(where: { $0.jurisdiction == package.jurisdiction })
      else { return nil }
      let because: String
      if let end = package.validUntil, end < date {
        because = "the rules \(package.name) that are here ended on \(end.text)"
      } else if counting.isEmpty, let start = package.validFrom {
        because = "the rules \(package.name) that are here begin on \(start.text)"
      } else {
        return nil
      }
      return RuleResult(
        rule: "rules-in-force",
        package: package.name,
        verdict: .unknown,
        because: because,
        source: "of this program: where no rules are known, nobody can say that none is broken",
        isConfirmed: true,
        basis: .voluntary,
        remedy: "see whether the day is right; add the version that counts: steward rules add FILE",
      )
    }
  }

  /// What a check may tell.
  public func shown(
    _ answer: CheckAnswer,
    showsConfidential: Bool = false,
  ) throws -> ShownAnswer {
    ShownAnswer(
      answer,
      showsConfidential: showsConfidential,
      rulePackages: try rulePackages(on: answer.date),
    )
  }

  /// The request that a recorded order or sample makes on a day, with every state that it may
  /// turn out to have.
  ///
  /// - Throws: ``DecisionError/notDecidable(_:form:)`` for records of other forms.
  public func request(for record: RecordSummary, on date: CalendarDate) throws -> CheckRequest {
    guard !record.isVoid else { throw DecisionError.withdrawn(record.id.short) }
    let family = String(record.form.prefix { $0 != "/" })
    guard let subject = CheckRequest.Subject(rawValue: family) else {
      throw DecisionError.notDecidable(record.id.short, form: record.form)
    }
    return CheckRequest(
      subject: subject,
      bodies: try view.standingBodies(of: record),
      record: record.id,
      date: date,
    )
  }

  /// The body of an order or sample with what goes without saying: the day, and the only site
  /// of a customer that has no address of its own.
  ///
  /// An order that names no site goes to the customer’s own address.
  public func completed(_ body: JSON, on date: CalendarDate) throws -> JSON {
    var members = body.members ?? []
    if body["date"] == nil { members.append(JSON.Member("date", .string(date.text))) }
    if body["site"] == nil, let customer = body["customer"]?.string.flatMap({ EntryID($0) }),
      let site = try onlySite(of: customer)
    {
      members.append(JSON.Member("site", .string(site.text)))
    }
    return .object(members)
  }

  private func onlySite(of customer: EntryID) throws -> EntryID? {
    let book = try recordBook()
    guard let known = try book.record(customer) else { return nil }
    let hasAddress = known.bodies.contains { $0["street"] != nil || $0["city"] != nil }
    guard !hasAddress else { return nil }
    let sites = try book.records(ofForm: "site", about: customer).filter { !$0.isVoid }
    return sites.count == 1 ? sites[0].id : nil
  }
}

extension Store {
  /// The questions that a person has to answer before the request can be judged, each once.
  public func openQuestions(_ request: CheckRequest) throws -> [OpenQuestion] {
    let book = try recordBook(for: joinedParties(of: request).first)
    return try ruleEngine(on: request.date).openQuestions(request, in: book)
  }
}
