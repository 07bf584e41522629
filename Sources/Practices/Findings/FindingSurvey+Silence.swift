import CentralView
import Records

/// Journals that have said nothing for longer than agreed.
extension FindingSurvey {
  /// How often an organisation is to be heard from.
  private struct Rhythm {
    /// In calendar months; `nil` where nothing was agreed.
    var months: Int?
    /// The agreement that says so.
    var agreement: EntryID?
    /// Who says so, as the end of a clause.
    var words: String

    func end(after day: CalendarDate) -> CalendarDate {
      months.map { day.later(months: $0) } ?? day.adding(days: ReportingInterval.usualDays)
    }
  }

  func silentJournals() throws -> [CrossFirmFinding] {
    let agreed = try agreements()
    let tails = try view.journalTails(on: date)
    let journals = Dictionary(grouping: tails, by: \.organisation).mapValues(\.count)
    return tails.compactMap { tail in
      guard tail.organisation != options.own, let firm = firms[tail.organisation],
        firm.isReporting, let entry = tail.entry, let last = tail.time?.date
      else { return nil }
      let rhythm = rhythm(of: tail.organisation, firm, agreed)
      guard rhythm.end(after: last) < date else { return nil }
      let days = date.dayNumber - last.dayNumber
      var figures: [CrossFirmFinding.Figure] = [
        .init(name: "journal", value: tail.origin),
        .init(name: "last_entry", value: last.text),
        .init(name: "days", value: String(days)),
        .init(name: "interval", value: rhythm.words),
      ]
      if let day = options.arrivals[tail.origin] {
        figures.append(.init(name: "last_import", value: day.text))
      }
      var evidence = [
        CrossFirmFinding.Evidence(
          record: entry,
          form: "",
          organisation: tail.organisation,
          date: last,
          what: "newest entry",
          isDisputed: false,
        )
      ]
      if let agreement = rhythm.agreement {
        evidence.append(
          CrossFirmFinding.Evidence(
            record: agreement,
            form: "agreement",
            organisation: tail.organisation,
            what: rhythm.words,
            isDisputed: false,
          )
        )
      }
      // Of a firm with several offices the line says which of them.
      let journal = tail.origin.split(separator: "/").last.map { " (journal \($0))" } ?? ""
      let who = name(tail.organisation) + (journals[tail.organisation] == 1 ? "" : journal)
      return CrossFirmFinding(
        .silentJournal,
        subject: tail.origin,
        line: "\(who): silent for \(days) days, since \(last); \(rhythm.words)",
        figures: figures,
        evidence: evidence,
        source: rhythm.months == nil ? "this program: 90 days where nothing was agreed" : nil,
        isConfirmed: rhythm.agreement != nil,
      )
    }
  }

  private func rhythm(
    of organisation: OrganisationID,
    _ firm: FirmFacts,
    _ agreed: [OrganisationID: (interval: ReportingInterval, record: EntryID)],
  ) -> Rhythm {
    if let agreement = agreed[organisation] {
      return Rhythm(
        months: agreement.interval.months,
        agreement: agreement.record,
        words: "it agreed to report \(agreement.interval.words)",
      )
    }
    if let interval = firm.reportingInterval {
      return Rhythm(
        months: interval.months,
        words: "it is enrolled to report \(interval.words)",
      )
    }
    return Rhythm(words: "nothing was agreed, \(ReportingInterval.usualDays) days are usual")
  }

  /// The shortest interval that each organisation agreed to, with the agreement.
  private func agreements() throws
    -> [OrganisationID: (interval: ReportingInterval, record: EntryID)]
  {
    var agreed: [OrganisationID: (interval: ReportingInterval, record: EntryID)] = [:]
    for state in try view.firmBriefs(BriefQuestion(form: "agreement", through: date)) {
      guard state.brief.finish.map({ date <= $0 }) ?? true,
        let interval = state.brief.part.flatMap({ ReportingInterval(rawValue: $0) })
      else { continue }
      if let known = agreed[state.organisation],
        (known.interval.months, known.record) <= (interval.months, state.brief.id)
      {
        continue
      }
      agreed[state.organisation] = (interval, state.brief.id)
    }
    return agreed
  }
}
