public import CentralView
public import Practices
public import Records

/// What a person decides about an order or a sample request.
public struct Decision: Sendable {
  /// What happens with it.
  public var outcome: OrderAnswer
  /// Why; may be empty where the check says the same.
  public var reason: String
  /// Who agrees, besides the author.
  public var second: String?
  /// Answers to questions, taken down with the decision and counted by its check.
  public var answers: [QuestionAnswer]

  /// Describes a decision.
  public init(
    _ outcome: OrderAnswer,
    reason: String = "",
    second: String? = nil,
    answers: [QuestionAnswer] = [],
  ) {
    self.outcome = outcome
    self.reason = reason
    self.second = second
    self.answers = answers
  }
}

/// A decision that was written, and what the check said just before.
public struct DecidedEntry: Sendable {
  /// The revision.
  public let entry: WrittenEntry
  /// The check, as anybody may see it.
  public let answer: ShownAnswer
  /// The decision.
  public let outcome: OrderAnswer
}

extension Store {
  /// Takes down what was decided about an order or a sample request, after checking it once
  /// more.
  ///
  /// What a law or an authority’s notice forbids is not supplied, whoever decides. Against a
  /// hold it takes a reason and a second person; a firm of one records once that four eyes do
  /// not apply to it.
  ///
  /// - Throws: ``DecisionError``; nothing is written then.
  public func decide(
    _ record: RecordSummary,
    _ decision: Decision,
    on date: CalendarDate = Timestamp.now().date,
    author: String? = nil,
  ) throws -> DecidedEntry {
    var request = try request(for: record, on: date)
    let person = author ?? settings.author
    request.bodies = request.bodies.map {
      QuestionAnswer.adding(decision.answers, to: $0, by: person, on: date)
    }
    let answer = try check(request)
    let shown = try shown(answer)
    if decision.outcome == .supply {
      try require(decision, person: person, against: answer, shown: shown)
    }
    let reason = decision.reason.isEmpty ? "as the check says" : decision.reason
    var changes: [(member: String, value: JSON?)] = [
      ("decision", .string(decision.outcome.rawValue)),
      ("decided_by", .string(person)),
      ("second_approver", decision.second.map { .string($0) }),
      ("decision_reason", decision.reason.isEmpty ? nil : .string(decision.reason)),
      ("check", .string(shown.note)),
    ]
    if !decision.answers.isEmpty {
      let answered = QuestionAnswer.adding(decision.answers, to: record.body, by: person, on: date)
      changes.append(("answers", answered["answers"]))
    }
    let decided = record.body.changed(by: changes)
    changes.append((DecisionBasis.member, .string(DecisionBasis.digest(of: decided))))
    let entry = try revise(record, changes: changes, because: reason, author: author)
    return DecidedEntry(entry: entry, answer: shown, outcome: decision.outcome)
  }

  /// Holds a decision to supply against what the check says.
  private func require(
    _ decision: Decision,
    person: String,
    against answer: CheckAnswer,
    shown: ShownAnswer,
  ) throws {
    guard answer.answer != .refuse else {
      let rules = shown.results.filter { $0.verdict == .refuse }
      guard !rules.isEmpty else { throw DecisionError.heldBack }
      throw DecisionError.forbidden(rules.map(Self.line))
    }
    guard shown.answer == .hold else { return }
    let open = shown.open.filter { OrderAnswer($0.verdict) == .hold }.map(Self.line)
    guard !decision.reason.isEmpty else { throw DecisionError.reasonNeeded(open) }
    if let second = decision.second, !second.isEmpty {
      guard !Self.isSamePerson(second, person) else {
        throw DecisionError.samePerson(second)
      }
    } else if try needsFourEyes() {
      throw DecisionError.secondPersonNeeded(open)
    }
  }

  private static func line(_ result: RuleResult) -> String {
    "\(result.rule) (\(result.because); \(result.source)\(result.isConfirmed ? "" : ", not confirmed"))"
  }

  /// Whether the firm decides with two persons: unless the newest record about it says that
  /// this does not apply.
  ///
  /// Where several are as new, or what one says is in conflict, it does.
  public func needsFourEyes() throws -> Bool {
    let records = try recordBook().records(ofForm: "applicability").filter { record in
      !record.isVoid && record.bodies.contains { Self.isAboutFourEyes($0) }
    }
    func day(_ record: KnownRecord) -> String { record.body["date"]?.string ?? "" }
    let newest = records.map(day).max()
    let isWaived = records.filter { day($0) == newest }.allSatisfy { record in
      !record.isIncomplete
        && record.bodies.allSatisfy { Self.isAboutFourEyes($0) && $0["applies"]?.bool == false }
    }
    return records.isEmpty || !isWaived
  }

  private static func isAboutFourEyes(_ body: JSON) -> Bool {
    body["subject"]?.string == "rule" && body["rule"]?.string == fourEyes
  }

  /// The rule that a firm of one person says does not apply to it.
  public static let fourEyes = "four-eyes"

  /// Whether two names are one person's, their case and spacing left out of account.
  public static func isSamePerson(_ first: String, _ second: String) -> Bool {
    folded(first).utf8.elementsEqual(folded(second).utf8)
  }

  private static func folded(_ name: String) -> String {
    name.normalized.lowercased().split { $0.isWhitespace }.joined(separator: " ")
  }
}
