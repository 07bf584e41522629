import Records

/// What goods weigh together, each record once.
struct GoodsSum {
  /// The sum of what is known; of a record whose states disagree the most that stands.
  private(set) var known = ExactDecimal.zero
  /// The states that nobody can weigh.
  private(set) var unknown: [Goods] = []
  /// What is known, by firm.
  private(set) var byFirm: [OrganisationID: ExactDecimal] = [:]
  /// How many records there are.
  let count: Int

  init(_ goods: [Goods]) {
    var most: [EntryID: Goods] = [:]
    for one in goods {
      guard let kilograms = one.kilograms else {
        unknown.append(one)
        continue
      }
      if let other = most[one.record]?.kilograms, kilograms <= other { continue }
      most[one.record] = one
    }
    count = Set(goods.map(\.record)).count
    for (_, one) in most {
      guard let kilograms = one.kilograms, let sum = known + kilograms,
        let own = (byFirm[one.organisation] ?? .zero) + kilograms
      else {
        unknown.append(one)
        continue
      }
      known = sum
      byFirm[one.organisation] = own
    }
  }
}
