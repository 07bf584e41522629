public import Records

/// Every state that a record may turn out to have, once its conflicts are settled.
public struct StandingStates: Hashable, Sendable {
  /// First what is shown, then one body for every other combination of the values that
  /// stand; never empty.
  public var bodies: [JSON]
  /// Whether no combination was left out, so that the worst of them is the worst there is.
  public var isWhole: Bool

  /// The most states that are listed; beyond, a person settles conflicts first.
  public static let limit = 64

  /// Works the states out.
  ///
  /// `alternatives`: For each field in conflict, the values that may come to stand in the
  /// place of what is shown.
  init(shown: JSON, alternatives: [Alternative], isWhole: Bool) {
    var total = 1
    for alternative in alternatives { total *= min(alternative.values.count + 1, Self.limit + 1) }
    self.isWhole = isWhole && total <= Self.limit
    var choices: [[Int]] = [alternatives.map { _ in 0 }]
    var seen = Set(choices)
    func add(_ choice: [Int]) {
      if choices.count < Self.limit, seen.insert(choice).inserted { choices.append(choice) }
    }
    // Each value by itself first: where not all combinations fit, none is missed.
    for field in alternatives.indices {
      for value in alternatives[field].values.indices {
        var choice = choices[0]
        choice[field] = value + 1
        add(choice)
      }
    }
    var choice = choices[0]
    for _ in 1..<min(max(total, 1), Self.limit * 2) {
      Self.advance(&choice, alternatives)
      add(choice)
    }
    bodies = choices.map { choice in
      var body = shown
      for (field, value) in choice.enumerated() where value > 0 {
        body = alternatives[field].applied(value - 1, to: body)
      }
      return body
    }
  }

  /// The next combination, the first field turning fastest.
  private static func advance(_ choice: inout [Int], _ alternatives: [Alternative]) {
    for field in choice.indices {
      choice[field] += 1
      if choice[field] <= alternatives[field].values.count { return }
      choice[field] = 0
    }
  }

  /// A field in conflict with the values that stand beside the one that is shown.
  struct Alternative {
    /// The members that make up the field.
    let members: [String]
    /// Whether a value is an object of those members.
    let isGroup: Bool
    /// The values, each once; `nil` where the field is left out.
    let values: [JSON?]

    /// The body with the field's value at this place.
    func applied(_ place: Int, to body: JSON) -> JSON {
      var rest = (body.members ?? []).filter { member in
        !members.contains { $0.utf8.elementsEqual(member.name.utf8) }
      }
      if isGroup {
        rest += values[place]?.members ?? []
      } else if let value = values[place] {
        rest += members.map { JSON.Member($0, value) }
      }
      return .object(rest.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) })
    }
  }
}
