import CentralView
public import Records

extension Store {
  /// What speaks against goods having left for the order that a movement names, as a sentence;
  /// `nil` where it was to go, or the movement takes nothing to a customer.
  ///
  /// What happened is recorded whatever was decided; whoever records it is told at once.
  public func objection(toMovement body: JSON) throws -> String? {
    guard body["kind"]?.string == "supplied",
      let id = body["order"]?.string.flatMap({ EntryID($0) }),
      let order = try view.record(id, of: settings.organisation)
    else { return nil }
    let stood: String? =
      switch DecisionBasis(of: order.body) {
      case .holds: nil
      case .unchecked: "was decided without a check"
      case .stale: "changed after its decision, which no longer holds"
      case .none:
        switch order.body["decision"]?.string {
        case "refuse": "was refused"
        case "hold": "is held"
        default: "was not decided"
        }
      }
    return stood.map {
      "The order \(id.short) \($0), and its goods left all the same: "
        + "steward decide \(id.short) DECISION -m WHY"
    }
  }
}
