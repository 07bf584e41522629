import CentralView
import Records

/// What waits for a person: orders, samples, reports and conflicts.
extension DueSurvey {
  mutating func addRequests() throws {
    for form in ["order", "sample"] {
      for brief in try briefs(form, isPending: true) {
        let since = brief.start ?? date
        guard since <= horizon else { continue }
        let isHeld = brief.state == "hold"
        // Years of paper can be loaded on the first day; nobody decides on them again.
        guard isHeld || since >= file.yearBegan || options.includesDormant else {
          leftOut.oldRequests += 1
          continue
        }
        let isStale = brief.part == DecisionBasis.stale.rawValue
        let name =
          isHeld
          ? "\(form) that is held"
          : isStale ? "\(form) that changed after its decision, to decide anew" : form
        add(
          isHeld ? .held : form == "order" ? .order : .sample,
          due: since,
          record: brief.id,
          title: [name, Self.substance(brief.substance)].compactMap(\.self).joined(separator: ", "),
          about: brief.subject,
          aboutTitle: brief.subject == nil ? try requester(of: brief.id) : "",
          command: "steward decide \(brief.id.short) DECISION -m WHY",
        )
      }
      try addUnchecked(form)
    }
  }

  /// The most decisions without a check that are listed; a table of paper history may bring
  /// hundreds.
  private static let mostUnchecked = 20

  /// For how many days an order that was decided without a check is listed: by then its goods
  /// have left, and the scorecard goes on counting it.
  private static let uncheckedDays = 31

  /// What is to go by a decision that came with a table or from another place, so that nothing
  /// judged it.
  private mutating func addUnchecked(_ form: String) throws {
    let most = options.includesDormant ? Int(Int32.max) : Self.mostUnchecked
    let ids = try view.uncheckedRequests(
      ofForm: form,
      organisation: organisation,
      since: date.adding(days: -Self.uncheckedDays),
      limit: most + 1,
    )
    leftOut.hasMoreUnchecked = leftOut.hasMoreUnchecked || ids.count > most
    for id in ids.prefix(most) {
      guard let body = try view.record(id, of: organisation)?.body else { continue }
      let subject = body["customer"]?.string.flatMap { EntryID($0) }
      add(
        form == "order" ? .order : .sample,
        due: body["date"]?.string.flatMap { CalendarDate($0) } ?? date,
        record: id,
        title: ["\(form) decided without a check", Self.substance(body["substance"]?.string)]
          .compactMap(\.self).joined(separator: ", "),
        about: subject,
        aboutTitle: subject == nil ? try requester(of: id) : "",
        command: "steward decide \(id.short) DECISION -m WHY",
      )
    }
  }

  /// What left the house against a decision, or without one.
  mutating func addDepartures() throws {
    for departure in try view.departures(of: organisation, since: file.yearBegan) {
      let stood =
        switch departure.decision {
        case "refuse": "was refused"
        case "hold": "is held"
        default: "was not decided"
        }
      add(
        .departure,
        due: departure.date ?? date,
        record: departure.movement,
        title: [
          "goods that left for an order that \(stood)", Self.substance(departure.substance),
        ].compactMap(\.self).joined(separator: ", "),
        about: departure.customer,
        command: "steward decide \(departure.order.short) DECISION -m WHY",
      )
    }
  }

  /// Who asked for a sample without being a customer.
  private func requester(of sample: EntryID) throws -> String {
    let requester = try view.record(sample, of: organisation)?.body["requester"]
    return [requester?["name"]?.string, requester?["organisation"]?.string]
      .compactMap(\.self).joined(separator: ", ")
  }

  mutating func addReports() throws {
    if options.isConfidential { try addConfidentialReports() }
    for brief in try briefs("theft_or_loss") where brief.finish == nil {
      add(
        .loss,
        due: brief.start ?? date,
        record: brief.id,
        title: "theft or loss not reported",
        command: "steward revise \(brief.id.short) --field reported_on=DATE -m WHY",
      )
    }
  }

  private mutating func addConfidentialReports() throws {
    for brief in try briefs("suspicious_transaction") where brief.finish == nil {
      add(
        .notification,
        due: brief.start ?? date,
        record: brief.id,
        title: "suspicion not reported",
        command: "steward revise \(brief.id.short) --confidential --field notified=DATE -m WHY",
        isConfidential: true,
      )
    }
    for brief in try briefs("surveillance_list") {
      guard let end = brief.finish else { continue }
      add(
        .list,
        due: end,
        record: brief.id,
        title: "surveillance list",
        aboutTitle: brief.part ?? "",
        command: "steward revise \(brief.id.short) --confidential --field valid_until=DATE -m WHY",
        isConfidential: true,
      )
    }
  }

  mutating func addConflicts() throws {
    let confidential: Confidentiality = options.isConfidential ? .included : .leftOut
    let conflicts = try view.conflicts(confidential: confidential)
      .filter { $0.organisation == organisation }
    for conflict in conflicts {
      let name = FormName(conflict.form)
      let family = name?.name ?? conflict.form
      let since = conflict.values.map(\.time).max()?.date ?? date
      add(
        .conflict,
        due: since,
        record: conflict.record,
        title: "conflict in \(family)",
        about: conflict.record,
        command: "steward conflicts show \(conflict.id.prefix(8))",
        isConfidential: view.forms.isConfidential(family: family),
      )
    }
  }
}
