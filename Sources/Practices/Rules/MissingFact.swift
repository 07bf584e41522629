/// What a case does not say, so that nobody can tell whether a rule applies or is kept.
///
/// A rule's own remedy settles what breaks it; what is missing is asked for first.
enum MissingFact: Hashable, Sendable {
  /// The order names no customer who is known.
  case customer
  /// A member of the customer's record, such as its role.
  case customerMember(String)
  /// How much is ordered, as a mass or a volume.
  case quantity
  /// What a litre of the goods weighs.
  case density
  /// The percentage of the substance in the goods.
  case concentration

  /// What supplies it, with the blanks that every remedy may have.
  var remedy: String {
    switch self {
    case .customer:
      "name the customer: steward revise {order} --field customer=… -m 'customer noted'"
    case .customerMember(let name):
      "say it of the customer: steward revise {customer} --field \(name)=… -m '\(name) noted'"
    case .quantity:
      "say how much it is: steward revise {order} --field quantity=… --field unit=kg -m 'quantity noted'"
    case .density:
      "add your product with its density, or give the quantity in kg: steward add product --field name=… --field substance={substance} --field density=…"
    case .concentration:
      "say how much of the substance is in it: steward revise {order} --field concentration=… -m 'concentration noted'"
    }
  }
}
