public import Records

/// How one firm stands with the eight practices on a day.
public struct ScoreCard: Hashable, Sendable {
  /// Whose it is.
  public var organisation: OrganisationID
  /// The day it is about.
  public var date: CalendarDate
  /// The practices, in their order.
  public var scores: [PracticeScore]

  /// Collects scores.
  public init(organisation: OrganisationID, date: CalendarDate, scores: [PracticeScore]) {
    self.organisation = organisation
    self.date = date
    self.scores = scores
  }

  /// The body of a `summary/1`: counts for each practice, and no customer.
  ///
  /// Why a practice does not apply is in the firm's own words, and stays at home.
  public var summary: JSON {
    [
      "date": .string(date.text),
      "practices": .array(
        scores.map { score in
          [
            "practice": .string(String(score.practice)),
            "applies": .bool(score.applies),
            "records": .integer(score.records),
            "current": .integer(score.current),
            "lapsed": .integer(score.lapsed),
            "missing": .integer(score.missing),
          ]
        }
      ),
    ]
  }

  /// Reads the body of a `summary/1`; practices that it does not name are not known.
  public init?(summary: JSON, organisation: OrganisationID) {
    guard let date = summary["date"]?.string.flatMap({ CalendarDate($0) }) else { return nil }
    self.organisation = organisation
    self.date = date
    scores = (1...8).map { PracticeScore($0) }
    for index in scores.indices { scores[index].source = .nothing }
    for line in summary["practices"]?.elements ?? [] {
      guard let practice = line["practice"]?.string.flatMap({ Int($0) }), 1...8 ~= practice else {
        continue
      }
      func count(_ name: String) -> Int {
        // A stranger's number can be of any size.
        Int(min(max(line[name]?.integer ?? 0, 0), Int64(Int32.max)))
      }
      var score = PracticeScore(practice)
      score.applies = line["applies"]?.bool ?? true
      score.reason = line["reason"]?.string
      score.records = count("records")
      score.current = count("current")
      score.lapsed = count("lapsed")
      score.missing = count("missing")
      score.source = .summary(date)
      scores[practice - 1] = score
    }
  }
}
