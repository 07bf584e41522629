public import Records

/// The identities that a table has used so far.
///
/// Two rows about one record that disagree would change it to and fro each time the table is
/// loaded, so the second is refused.
public struct LoadedRows: Sendable {
  private var lines: [RecordIdentity: (line: Int, content: NodeHash)] = [:]

  /// Creates an empty ledger.
  public init() {}

  /// Takes note of a row, or says why it cannot be loaded beside an earlier one.
  ///
  /// A row equal to an earlier one is no problem: it changes nothing.
  public mutating func add(_ body: JSON, line: Int, in form: Form) -> RowProblem? {
    guard let identity = RecordIdentity(of: body, in: form) else { return nil }
    let content = body.contentKey
    guard let earlier = lines[identity] else {
      lines[identity] = (line, content)
      return nil
    }
    if earlier.content == content { return nil }
    return RowProblem(
      line: line,
      column: identity.field,
      value: identity.value.string,
      reason: "line \(earlier.line) has the same value and says something else about it",
    )
  }
}
