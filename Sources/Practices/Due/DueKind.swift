/// What sort of thing is due.
public enum DueKind: String, CaseIterable, Hashable, Sendable {
  /// A customer is to be assessed again.
  case assessment
  /// An end-use declaration lapses.
  case declaration
  /// A licence lapses, the firm's own or a customer's.
  case licence
  /// A licence without an end is to be verified again.
  case verification
  /// A policy is to be looked at again.
  case policy
  /// Somebody has not been trained for a year.
  case training
  /// The term of a responsible officer ends, or the authority does not know of it.
  case officer
  /// A distributor is to commit itself again.
  case commitment
  /// A distributor is to be audited.
  case audit
  /// The yearly review.
  case review
  /// A corrective action.
  case action
  /// An agreement ends.
  case agreement
  /// That something does not apply is to be looked at again.
  case applicability
  /// An order waits for a decision.
  case order
  /// A sample request waits for a decision.
  case sample
  /// An order or a sample is held.
  case held
  /// Goods left for an order that was refused, is held or was not decided.
  case departure
  /// A question on an open order or sample has no answer.
  case question
  /// Writes of an own record disagree.
  case conflict
  /// What an authority determined about an own record, and nobody has followed yet.
  case determination
  /// A suspicion that the authority has not been told of.
  case notification
  /// A theft or loss that has not been reported.
  case loss
  /// A surveillance list lapses.
  case list
  /// The return of last year.
  case annualReturn = "annual-return"
  /// Entries that an authority or association has not been sent.
  case packing
  /// The backup.
  case backup
  /// The card of somebody who is trusted, whose fingerprint nobody compared.
  case card

  /// Which of the eight practices it belongs to, if any.
  public var practice: Int? {
    switch self {
    case .policy, .training, .officer: 1
    case .assessment, .licence, .verification: 2
    case .declaration: 3
    case .commitment, .audit: 4
    case .order, .held, .departure, .question, .notification, .list: 5
    case .loss: 6
    case .sample: 7
    case .review, .action: 8
    case .agreement, .applicability, .conflict, .determination, .annualReturn, .packing, .backup,
      .card:
      nil
    }
  }

  /// Whether a law asks for it where the firm's rule packages name one.
  ///
  /// `isUnderLaw`: Whether the firm works under Regulation (EC) No 273/2004.
  public func basis(isUnderLaw: Bool) -> RuleBasis {
    switch self {
    case .declaration, .officer, .licence, .notification, .loss, .annualReturn:
      isUnderLaw ? .mandatory : .voluntary
    default: .voluntary
    }
  }

  /// Where it comes from, and whether that was read in the original.
  public func source(isUnderLaw: Bool) -> (text: String, isConfirmed: Bool) {
    guard isUnderLaw else { return source }
    switch self {
    case .declaration: return ("Regulation (EC) No 273/2004, Article 4", true)
    case .officer, .licence: return ("Regulation (EC) No 273/2004, Article 3", true)
    case .notification, .loss:
      return ("Regulation (EC) No 273/2004, Article 8", true)
    case .annualReturn:
      // Which day a country asks for it by was not read anywhere.
      return ("Delegated Regulation (EU) 2015/1011, Article 9", false)
    default: return source
    }
  }

  private var source: (text: String, isConfirmed: Bool) {
    if self == .verification {
      return ("good practice; that it is every year is this program’s own rule", true)
    }
    if let practice {
      return ("ICCA BDO/GBL product stewardship code, practice \(practice)", false)
    }
    switch self {
    case .agreement: return ("the agreement itself", true)
    case .determination: return ("the authority’s determination", true)
    case .annualReturn: return ("reporting to the authority, as your country asks for it", false)
    case .packing: return ("what you agreed to share", true)
    case .backup: return ("good practice: what is on one disk only can be lost", true)
    case .card: return ("good practice: a card can be anybody’s until it is compared", true)
    default: return ("good practice", true)
    }
  }
}
