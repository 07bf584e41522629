public import Records

/// How one table becomes records of one form: which column fills which field.
///
/// A plan is made from the header, may be shown the rows once (``observe(_:)``) to learn
/// how the table writes dates and amounts, and then turns each row into a body or into
/// the reasons why it is none. It reads nothing but what it is given.
public struct LoadPlan: Sendable {
  /// The form whose records the rows become.
  public let form: Form
  /// What becomes of each column, in their order.
  public let columns: [Column]

  /// The fields that some column fills, in the form's order, with the column's place.
  private let filled: [(target: LoadTarget, column: Int)]
  private var evidence: [ColumnEvidence]
  private let resolve: Resolve
  private let remembered: [ColumnMapping.Pair]
  /// The columns that a person left out on purpose, as they named them.
  private let leftOut: [String]

  /// One column and the field that it fills.
  public struct Column: Hashable, Sendable {
    /// The column's name, or its place where it has none.
    public let name: String
    /// The field, or `nil` where the column is left out.
    public let field: String?
  }

  /// What a person's name for a record, a substance or a file stands for.
  public enum Resolution: Hashable, Sendable {
    /// The id, CAS number or digest that the entry holds.
    case found(String)
    /// Why it stands for nothing: one clause.
    case refused(String)
  }

  /// Looks up what a cell of a field of kind `record` or `attachment` says; substances are
  /// looked up in the register.
  public typealias Resolve = @Sendable (_ field: FormField, _ text: String) -> Resolution

  /// What a row became.
  public enum Outcome: Sendable {
    /// A body that its form accepts.
    case body(JSON)
    /// Nothing, for these reasons.
    case refused([RowProblem])
    /// Nothing, as the row has no value in any column that is loaded.
    case blank
  }

  /// Plans to load a table with this header.
  ///
  /// A column fills the field that `mapping` names; else the one that `remembered` names,
  /// which is what the store kept from the last time and may speak of columns that are gone;
  /// else the one whose name or label it bears. Every other column is left out, and listed
  /// in ``ignored``.
  ///
  /// - Throws: ``LoadPlanFault`` where that is impossible or contradictory.
  public init(
    form: Form,
    header: CSVHeader,
    mapping: ColumnMapping = ColumnMapping(),
    remembered: ColumnMapping = ColumnMapping(),
    resolve: @escaping Resolve = { .found($1) },
  ) throws(LoadPlanFault) {
    let targets = LoadTarget.all(of: form)
    var assignment = ColumnAssignment(header: header, targets: targets, form: form)
    try assignment.ignore(mapping.ignored)
    try assignment.assign(mapping.pairs)
    assignment.remember(remembered)
    try assignment.assignByName()
    try assignment.check()
    self.form = form
    self.resolve = resolve
    self.remembered = remembered.pairs
    leftOut = mapping.ignored
    columns = header.names.indices.map { index in
      Column(name: header.names[index], field: assignment.fields[index].map { targets[$0].name })
    }
    filled = targets.indices.compactMap { place in
      assignment.fields.firstIndex(of: place).map { (targets[place], $0) }
    }
    evidence = Array(repeating: ColumnEvidence(), count: header.names.count)
  }

  /// The columns that no field takes, so that a person sees what is left out.
  public var ignored: [String] { columns.filter { $0.field == nil }.map(\.name) }

  /// Which column is which field, to be kept with the store.
  ///
  /// A column that is left out this time keeps the field that it had the last time, since
  /// leaving it out speaks of this table only.
  public var mapping: ColumnMapping {
    let pairs = columns.compactMap { column in
      column.field.map { ColumnMapping.Pair(column: column.name, field: $0) }
    }
    let others = remembered.filter { old in
      !pairs.contains { $0.column == old.column || $0.field == old.field }
    }
    return ColumnMapping(pairs + others)
  }

  /// Takes note of how a row writes what is ambiguous by itself.
  ///
  /// Optional: without it, `05/03/2026` and `1,234` are refused in every row.
  public mutating func observe(_ row: CSVRow) {
    for (target, column) in filled {
      switch target.field.kind {
      case .date: evidence[column].observe(date: PlainText.trimmed(row.text(at: column)))
      case .decimal: evidence[column].observe(number: PlainText.trimmed(row.text(at: column)))
      default: continue
      }
    }
  }

  /// Turns a row into a body, its members in the form's order.
  ///
  /// An empty cell is an absent member.
  public func body(of row: CSVRow) -> Outcome {
    var body = RowBody()
    var problems: [RowProblem] = []
    for (target, column) in filled {
      let text = PlainText.trimmed(row.text(at: column))
      if text.isEmpty || OwnHolder.isMeant(by: text, member: target.name, of: form) { continue }
      let reading = CellReading(evidence: evidence[column], resolve: resolve)
      do throws(CellFault) {
        let value = try reading.value(text, for: target.field)
        body.set(value, at: target)
      } catch {
        let name = columns[column].name
        problems.append(
          RowProblem(line: row.line, column: name, value: text, reason: error.reason(in: name))
        )
      }
    }
    if !problems.isEmpty { return .refused(problems) }
    if body.isEmpty {
      guard !row.isBlank, let said = ignoredCell(of: row) else { return .blank }
      let reason = "nothing stands in the columns that are loaded"
      return .refused(
        [RowProblem(line: row.line, column: said.column, value: said.text, reason: reason)]
      )
    }
    let violations = form.check(body.json)
    if violations.isEmpty { return .body(body.json) }
    return .refused(violations.map { problem(for: $0, in: row, body) })
  }

  /// The members of which a row says in words that there is nothing: a licence that is the
  /// firm's own has no holder.
  public func membersLeftOut(of row: CSVRow) -> [String] {
    guard OwnHolder.exists(in: form) else { return [] }
    return filled.filter { target, column in
      OwnHolder.isMeant(by: row.text(at: column), member: target.name, of: form)
    }.map(\.target.name)
  }

  /// The first value of a row in a column that nobody chose to leave out and no field takes.
  private func ignoredCell(of row: CSVRow) -> (column: String, text: String)? {
    for (place, column) in columns.enumerated() where column.field == nil {
      let text = PlainText.trimmed(row.text(at: place))
      if !text.isEmpty, !leftOut.contains(column.name) { return (column.name, text) }
    }
    return nil
  }

  /// Says of a broken rule which cell it is about.
  private func problem(
    for violation: FormViolation,
    in row: CSVRow,
    _ body: RowBody,
  ) -> RowProblem {
    let cell = filled.first { target, _ in
      guard let path = body.path(of: target) else { return false }
      return violation.path.utf8.elementsEqual(path.utf8)
        || violation.path.utf8.starts(with: "\(path)[".utf8)
    }
    guard let cell else { return RowProblem(line: row.line, reason: violation.message) }
    return RowProblem(
      line: row.line,
      column: columns[cell.column].name,
      value: PlainText.trimmed(row.text(at: cell.column)),
      reason: violation.problem,
    )
  }
}
