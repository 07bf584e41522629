public import Practices
public import Records
import CentralView
import Journal
import Sealing

extension Store {
  /// How the organisation stands with the eight practices; for an association or an
  /// authority, how each firm does whose records are held.
  ///
  /// `organisation`: The one firm that is meant.
  /// `isConfidential`: Whether suspicions are counted.
  public func scoreCards(
    on date: CalendarDate,
    of organisation: OrganisationID? = nil,
    isConfidential: Bool = false,
  ) throws -> [ScoreCard] {
    let own = settings.organisation
    let began = try view.time(of: settings.origin.text, at: 0)?.date
    var firms = organisation.map { [$0] } ?? []
    if organisation == nil {
      firms = settings.role == .company ? [own] : try self.firms()
    }
    return try firms.map { firm in
      try ScoreSurvey(
        view,
        of: firm,
        on: date,
        isOwn: firm == own,
        isConfidential: isConfidential,
        began: firm == own ? began : nil,
      ).card()
    }
  }

  /// The organisations whose records are held and that are trusted as nothing but a company.
  private func firms() throws -> [OrganisationID] {
    let book = try trust()
    return try view.organisations(but: settings.organisation).filter { organisation in
      let roles = book.roles(of: organisation)
      return !roles.contains(.authority) && !roles.contains(.association)
    }
  }

  /// Keeps a scorecard as a `summary/1`, which associations and authorities may read.
  public func save(_ card: ScoreCard, author: String? = nil) throws -> WrittenEntry {
    try add(form: form(named: "summary"), body: card.summary, author: author)
  }
}
