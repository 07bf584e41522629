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
        let name = isHeld ? "\(form) that is held" : form
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
        command: "steward revise \(brief.id.short) --field valid_until=DATE -m WHY",
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
