/// The members that rules speak of.
extension Schema {
  /// The members that a rule over several of them names, sorted.
  func names(in rule: Rule) -> [String] {
    switch rule {
    case .any(let part): part.range.flatMap { names(mentionedBy: lists[$0]) }
    case .not(let excluded): names(mentionedBy: excluded)
    default: []
    }
  }

  /// The members that a schema says something about, sorted.
  func names(mentionedBy index: Int32) -> [String] {
    var names: Set<Text> = []
    collectNames(mentionedBy: index, into: &names)
    return names.sorted().map(\.string)
  }

  private func collectNames(mentionedBy index: Int32, into names: inout Set<Text>) {
    for rule in rules[schemas[Int(index)].range] {
      switch rule {
      case .members(let part, _, _):
        for property in properties[part.range] {
          names.insert(Text(string(property.name)))
        }
      case .dependentRequired(let part):
        for dependency in dependencies[part.range] {
          names.insert(Text(string(dependency.trigger)))
          names.insert(Text(string(dependency.needed)))
        }
      case .all(let part), .any(let part):
        for child in lists[part.range] { collectNames(mentionedBy: child, into: &names) }
      case .not(let child), .reference(let child):
        collectNames(mentionedBy: child, into: &names)
      case .condition(let condition, let then, let otherwise):
        for child in [condition, then, otherwise] where child >= 0 {
          collectNames(mentionedBy: child, into: &names)
        }
      default: break
      }
    }
  }

  /// The names of a schema that does nothing but require them, or `nil`.
  func names(requiredAloneBy index: Int32) -> [String]? {
    let rules = self.rules[schemas[Int(index)].range]
    guard rules.count == 1, case .members(let part, _, .free)? = rules.first else { return nil }
    let members = properties[part.range]
    guard members.allSatisfy({ $0.schema < 0 }) else { return nil }
    return members.map { string($0.name) }
  }
}
