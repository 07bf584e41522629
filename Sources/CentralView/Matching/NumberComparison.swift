/// What the numbers of two parties say.
enum NumberComparison {
  /// A register gave them different numbers.
  case different
  /// A register gave them the same number, or numbers of branches of one legal person.
  case same(PartyMatch)
  /// The registers decide nothing; both may give one number that no register vouches for.
  case open(number: String?)

  /// Compares the numbers of two parties.
  ///
  /// A difference in a register that gives each legal person one number outweighs every
  /// number that both have: firms of a group share VAT numbers.
  init(_ left: Party, _ right: Party) {
    var same: PartyMatch?
    var vague: String?
    var isDifferent = false
    for number in left.numbers {
      for other in right.numbers {
        if number.register.isEmpty || other.register.isEmpty {
          if number.number == other.number { vague = vague ?? number.number }
          continue
        }
        guard number.register == other.register else { continue }
        if number.legalPerson != other.legalPerson {
          if number.isOfRegister {
            self = .different
            return
          }
          isDifferent = true
        } else if same?.finding != .branches {
          let match = Self.match(number, other)
          if same == nil || match.finding == .branches { same = match }
        }
      }
    }
    if let same {
      self = .same(same)
    } else {
      self = isDifferent ? .different : .open(number: vague)
    }
  }

  private static func match(_ number: RegisterNumber, _ other: RegisterNumber) -> PartyMatch {
    if let branch = number.branch, let second = other.branch, branch != second {
      return PartyMatch(
        finding: .branches,
        score: 100,
        reason: "branches \(branch) and \(second) of \(number.register) \(number.legalPerson)",
      )
    }
    return PartyMatch(
      finding: .identified,
      score: 100,
      reason: "the same number in one register: \(number.register) \(number.legalPerson)",
    )
  }
}
