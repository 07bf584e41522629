public import Records

/// Reads what a person types for one field, by the same rules as a table's cells.
public struct FieldReading: Sendable {
  private let reading: CellReading

  /// What a text became.
  public enum Outcome: Hashable, Sendable {
    /// The value that an entry holds.
    case value(JSON)
    /// No value: one clause that says why and what to do.
    case refused(String)
  }

  /// Reads with this way of looking up records and substances.
  public init(resolve: @escaping LoadPlan.Resolve) {
    reading = CellReading(evidence: ColumnEvidence(), resolve: resolve)
  }

  /// The value in a text that is not empty; a list's elements stand between `|`.
  public func value(_ text: String, for field: FormField) -> Outcome {
    do throws(CellFault) {
      return .value(try reading.value(PlainText.trimmed(text), for: field))
    } catch {
      return .refused(error.reason(in: field.name))
    }
  }
}
