public import Practices
public import Records

/// A check’s answer as far as whoever asks may know it.
///
/// What came of a confidential record, such as a surveillance list or the report of a
/// suspicion, is held back: the order is held, and nothing says by which rule or record. A
/// rule that looks at such records is not listed where it is satisfied either, so that its
/// absence says nothing.
public struct ShownAnswer: Hashable, Sendable {
  /// Whether the order may go.
  public let answer: OrderAnswer
  /// The day that was judged.
  public let date: CalendarDate
  /// The packages in force that day.
  public let packages: [PackageName]
  /// What each rule said, but for what is held back.
  public private(set) var results: [RuleResult]
  /// Whether something is held back.
  public let isHeldBack: Bool
  /// The functions of rules that look at confidential records whatever comes of it.
  public static let confidentialFunctions = ["list-hit"]

  /// Shows an answer.
  ///
  /// `showsConfidential`: Whether the reader may see what confidential records say.
  /// `rulePackages`: The packages that were asked, which say what each rule’s function is.
  public init(_ answer: CheckAnswer, showsConfidential: Bool, rulePackages: [RulePackage]) {
    date = answer.date
    packages = answer.packages
    guard !showsConfidential else {
      self.answer = answer.answer
      results = answer.results
      isHeldBack = false
      return
    }
    let open = answer.results.filter { !$0.isConfidential }
    isHeldBack = answer.results.contains { $0.isConfidential && $0.verdict > .pass }
    let worst = OrderAnswer(open.map(\.verdict).max() ?? .pass)
    self.answer = isHeldBack && worst == .supply ? .hold : worst
    results = open.filter { result in
      result.verdict > .pass || !Self.looksAtConfidential(result, rulePackages)
    }
  }

  /// The answer with the id of a record in its remedies, where it was not recorded yet when it
  /// was judged and they say ORDER or SAMPLE.
  public func naming(_ id: String, for subject: CheckRequest.Subject) -> ShownAnswer {
    var named = self
    let blank = " \(subject.rawValue.uppercased()) "
    for place in named.results.indices {
      named.results[place].remedy.replace(blank, with: " \(id) ")
    }
    return named
  }

  private static func looksAtConfidential(
    _ result: RuleResult,
    _ packages: [RulePackage],
  ) -> Bool {
    let package = packages.first { $0.name == result.package }
    guard let function = package?.rule(result.rule)?.function else { return false }
    return confidentialFunctions.contains(function)
  }

  /// What a person has to know of, the worst first and otherwise as the rules stand.
  public var open: [RuleResult] {
    let open = results.filter { $0.verdict > .pass }
    return Verdict.allCases.reversed().flatMap { verdict in
      open.filter { $0.verdict == verdict }
    }
  }

  /// How many rules are satisfied.
  public var passes: Int { results.count { $0.verdict == .pass } }
  /// How many rules have nothing to say about the case.
  public var silent: Int { results.count { $0.verdict == .notApplicable } }

  /// The answer as it is kept with the order: lines of plain text, the answer first.
  public var note: String {
    let packages = packages.map { "\($0.name) \($0.version)" }.joined(separator: ", ")
    var lines = ["\(answer.rawValue) on \(date.text) (rules: \(packages))"]
    lines += open.map { result in
      let source = result.source + (result.isConfirmed ? "" : ", not confirmed")
      return "\(result.verdict.rawValue): \(result.rule): \(result.because) [\(source)]"
    }
    if isHeldBack { lines.append(Self.heldBack) }
    lines.append("\(passes) satisfied, \(silent) not applicable")
    let text = lines.joined(separator: "\n")
    return text.unicodeScalars.count <= Self.longestNote
      ? text : String(String.UnicodeScalarView(text.unicodeScalars.prefix(Self.longestNote))) + "…"
  }

  /// The names of the packages in an answer as it was kept; `nil` where it is no such text.
  static func packages(inNote note: String) -> [String]? {
    let line = note.prefix { $0 != "\n" }
    guard let start = line.firstRange(of: "(rules: ")?.upperBound,
      let end = line[start...].lastIndex(of: ")")
    else { return nil }
    let names = line[start..<end].split(separator: ",").compactMap {
      $0.split(separator: " ").first.map(String.init)
    }
    return names.isEmpty ? nil : names
  }

  /// All that is said of what is held back.
  public static let heldBack = "held back"
  /// What the forms allow, less the ellipsis.
  private static let longestNote = 19_000
}
