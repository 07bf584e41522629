internal import Records

/// From what people write for a substance to what records hold, and back.
extension SubstanceRegister {
  /// The CAS number that a person means who writes `text` for a substance.
  ///
  /// A CAS number is kept as it is, whether the register has it or not, as long as its check
  /// digit fits; a name becomes the number of the substance that it counts as. A name that
  /// fits several is refused with the candidates.
  public func resolve(_ text: String) -> LoadPlan.Resolution {
    if let cas = Self.casNumber(in: text) {
      guard let problem = CASNumber.problem(of: Array(cas.utf8).span) else { return .found(cas) }
      return .refused("\(problem.problem); \(problem.remedy)")
    }
    let found = find(text)
    let shown = PlainText.excerpt(text)
    guard let first = found.first else {
      let likely = nearest(to: text).map { "did you mean \($0)? Otherwise " } ?? ""
      return .refused(
        "no substance is called ‘\(shown)’ here; \(likely)write its CAS number, as 110-63-4"
      )
    }
    guard found.count == 1 else {
      let candidates = found.map { $0.cas.map { wording(of: $0) } ?? $0.shownName }
      return .refused(
        "‘\(shown)’ may be \(Self.list(candidates)); write the CAS number of the one that is meant"
      )
    }
    guard let cas = first.cas else {
      return .refused(
        "\(first.shownName) has no CAS number of its own; write that of the substance in it"
      )
    }
    return .found(cas)
  }

  /// The substance that a misspelt name may mean, as people read it: `GBL (96-48-0)`.
  public func nearest(to text: String) -> String? {
    var best: (name: String, substance: Substance, distance: Int)?
    for substance in substances {
      for name in Self.names(of: substance) {
        guard let found = Spelling.nearest(to: text, in: [name]) else { continue }
        let distance = Spelling.distance(text.lowercased(), found.lowercased())
        if let best, best.distance <= distance { continue }
        best = (found, substance, distance)
      }
    }
    return best.map { best in
      best.substance.cas.map { "\(best.name) (\($0))" } ?? best.name
    }
  }

  /// All CAS numbers that count as the substance which has this one: its own and those of its
  /// salts, isomers and esters.
  ///
  /// The number of a salt stands for itself alone, and so does one that is not known.
  public func numbers(countingAs cas: String) -> [String] {
    guard let substance = substance(cas: cas), substance.cas == cas else { return [cas] }
    return [cas] + substance.otherCAS
  }

  /// The number whose substance this one counts as: its parent's, or itself.
  public func parent(of cas: String) -> String { substance(cas: cas)?.cas ?? cas }

  /// A CAS number with the name beside it: `110-63-4 (1,4-butanediol, BDO)`; alone where the
  /// register does not have it.
  ///
  /// `isBrief` leaves out the long name where there is a short one.
  public func wording(of cas: String, isBrief: Bool = false) -> String {
    guard let substance = substance(cas: cas) else { return cas }
    var name = isBrief ? substance.abbreviation ?? substance.shownName : substance.shownName
    if let other = substance.others.first(where: { $0.cas == cas }) { name += ", \(other.what)" }
    return "\(cas) (\(name))"
  }

  private static func list(_ words: [String]) -> String {
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " or " + last
  }
}
