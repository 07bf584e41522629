/// A name and what it has for a value: `Supplier`, `Chemie Noord B.V.`.
public struct ReportFact: Hashable, Sendable {
  /// The name, as people read it.
  public var label: String
  /// The value; text of several lines keeps them.
  public var cell: ReportCell

  /// Names a value.
  public init(_ label: String, _ cell: ReportCell) {
    self.label = label
    self.cell = cell
  }

  /// Names a text.
  public init(_ label: String, _ text: String) { self.init(label, ReportCell(text)) }
}
