public import CentralView
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
    guard !order.isVoid else {
      return "The order \(id.short) is withdrawn, and its goods left all the same."
    }
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

  /// The first movement that took goods to a customer for an order, where there is one.
  ///
  /// Who withdraws the order is told of it: what left is on no list of orders then.
  public func departed(for order: RecordSummary) throws -> EntryID? {
    guard FormName(order.form)?.name == "order",
      let customer = order.body["customer"]?.string.flatMap({ EntryID($0) })
    else { return nil }
    return try view.records(
      ofForm: "movement",
      about: customer,
      organisation: settings.organisation,
    ).first { movement in
      !movement.isVoid && movement.body["kind"]?.string == "supplied"
        && movement.body["order"]?.string == order.id.text
    }?.id
  }
}
