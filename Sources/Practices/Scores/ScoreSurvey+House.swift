import CentralView
import Records

/// Practices 1, 6 and 8: the firm's own house.
extension ScoreSurvey {
  func policies() throws -> PracticeScore {
    var score = PracticeScore(1)
    score.evidence = [
      evidence("policy", "policy", "policies"), evidence("training", "training"),
      evidence("officer", "responsible officer"),
    ].filter { $0.count > 0 }
    score.records = count("policy") + count("training") + count("officer")
    let policies = FirmFile.lastOfEach(try briefs("policy")) {
      FirmFile.PaperKey(nil, $0.part)
    }
    let old = policies.filter { $0.end < date }
    score.current += policies.count - old.count
    if count("policy") == 0 {
      score.add(.init("no policy is recorded", command: "steward add policy"))
    }
    score.add(
      .init(
        "\(Self.number(old.count, "policy was", "policies were")) to be reviewed by now",
        count: old.count,
        isLapse: true,
        command: Self.revise(old.map(\.brief), "review_on=DATE"),
      )
    )
    let trainings = try briefs("training").compactMap { FirmFile.end(ofYearly: $0) }
    if trainings.isEmpty {
      score.add(.init("no training is recorded", command: "steward add training"))
    } else if trainings.allSatisfy({ $0 < date }) {
      score.add(
        .init(
          "nobody was trained in the last year",
          isLapse: true,
          command: "steward add training",
        )
      )
    } else {
      score.current += 1
    }
    let officers = try briefs("officer")
    let serving = officers.filter { ($0.start ?? date) <= date && ($0.finish ?? date) >= date }
    if officers.isEmpty {
      score.add(.init("no responsible officer is named", command: "steward add officer"))
    } else if serving.isEmpty {
      score.add(
        .init(
          "no responsible officer is in office",
          isLapse: true,
          command: "steward add officer",
        )
      )
    } else {
      score.current += 1
    }
    return score
  }

  func containers() throws -> PracticeScore {
    var score = PracticeScore(6)
    let sealed = file.supplies.map(\.sealed).reduce(0, +)
    let open = file.supplies.map(\.unsealed).reduce(0, +)
    let notSaid = file.supplies.map(\.count).reduce(0, +) - sealed - open
    let newest = file.supplies.compactMap(\.last).max()
    let losses = evidence("theft_or_loss", "theft or loss", "thefts and losses")
    score.evidence =
      [
        PracticeScore.Evidence(
          "supply with sealed containers",
          "supplies with sealed containers",
          count: sealed,
          newest: newest,
        ), losses,
      ].filter { $0.count > 0 }
    score.records = sealed + open + notSaid + losses.count
    score.current = sealed
    let command = "steward list movement --where kind=supplied"
    score.add(
      .init(
        "\(Self.number(open, "supply has", "supplies have")) a container without a seal",
        count: open,
        command: command,
      )
    )
    score.add(
      .init(
        "\(Self.number(notSaid, "supply does", "supplies do")) not say how containers were closed",
        count: notSaid,
        command: command,
      )
    )
    let unreported = try briefs("theft_or_loss").filter { $0.finish == nil }
    score.add(
      .init(
        "\(Self.number(unreported.count, "theft or loss was", "thefts and losses were"))"
          + " not reported",
        count: unreported.count,
        command: Self.revise(unreported, "reported_on=DATE"),
      )
    )
    return score
  }

  func reviews() throws -> PracticeScore {
    var score = PracticeScore(8)
    let actions = try briefs("corrective_action")
    let open = actions.filter { $0.state == nil }
    score.evidence = [
      evidence("review", "review"),
      PracticeScore.Evidence("corrective action", count: actions.count),
      PracticeScore.Evidence(
        "corrective action that is open",
        "corrective actions that are open",
        count: open.count,
      ),
    ].filter { $0.count > 0 }
    score.records = count("review") + actions.count
    score.current = actions.count - open.count
    if let newest = counts["review"]?.newest {
      if newest >= file.yearBegan {
        score.current += 1
      } else {
        score.add(
          .init("the last review is of \(newest)", isLapse: true, command: "steward add review")
        )
      }
    } else {
      score.add(.init("no review is recorded", command: "steward add review"))
    }
    let late = open.filter { $0.finish.map { $0 < date } ?? false }
    let undated = open.filter { $0.finish == nil }
    score.current += open.count - late.count - undated.count
    score.add(
      .init(
        "\(Self.number(undated.count, "corrective action has", "corrective actions have"))"
          + " no due date",
        count: undated.count,
        command: Self.revise(undated, "due=DATE"),
      )
    )
    score.add(
      .init(
        "\(Self.number(late.count, "corrective action is", "corrective actions are")) overdue",
        count: late.count,
        isLapse: true,
        command: Self.revise(late, "closed=DATE"),
      )
    )
    if isOwn { try addReturn(to: &score) }
    return score
  }

  /// Counts the return of last year, once it is due.
  private func addReturn(to score: inout PracticeScore) throws {
    let year = date.year - 1
    guard let due = FirmFile.returnDue(for: year) else { return }
    let command = "steward report annual --year \(year) --save"
    switch try file.annualReturn(of: year, began: began) {
    case .notAsked: break
    case .returned:
      score.evidence.append(.init("annual return, of \(year)", count: 1))
      score.records += 1
      score.current += 1
    case .exempt(let reason):
      score.evidence.append(.init("annual return that does not apply (\(reason))", count: 1))
    case .open where due < date:
      score.add(.init("the annual return of \(year) is not made", command: command))
    case .incomplete(let parts, let count) where due < date:
      let text = "\(parts.count) of \(count) parts of the annual return of \(year) are missing"
      score.add(.init(text, command: command))
    case .open, .incomplete: break
    }
  }

  /// The command that settles the first of these records.
  private static func revise(_ briefs: [RecordBrief], _ assignment: String) -> String {
    let first = briefs.min { one, other in
      let (day, otherDay) = (one.finish ?? one.start, other.finish ?? other.start)
      return day == otherDay
        ? one.id < other.id : (day?.dayNumber ?? .min) < (otherDay?.dayNumber ?? .min)
    }
    return "steward revise \(first?.id.short ?? "RECORD") --field \(assignment) -m WHY"
  }
}
