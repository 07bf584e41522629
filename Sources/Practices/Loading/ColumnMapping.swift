public import Records

/// Which column of a table is which field of a form, and which columns are left out.
///
/// It is kept with the store, so that next month's file needs no options.
public struct ColumnMapping: Hashable, Sendable {
  /// The pairs, in the order they were given.
  public var pairs: [Pair]
  /// The columns to leave out.
  public var ignored: [String]

  /// A column and the field that it fills, `requester.city` for a field inside another.
  public struct Pair: Hashable, Sendable {
    /// The column, by its name or place.
    public var column: String
    /// The field, by name.
    public var field: String

    /// Pairs a column with a field.
    public init(column: String, field: String) {
      self.column = column
      self.field = field
    }

    /// Reads `column=field`, or returns `nil`.
    ///
    /// A column's name may hold an equals sign;
    /// a field's never does.
    public init?(_ argument: String) {
      guard let equals = argument.lastIndex(of: "=") else { return nil }
      let column = PlainText.trimmed(argument[..<equals])
      let field = PlainText.trimmed(argument[argument.index(after: equals)...])
      guard !column.isEmpty, !field.isEmpty else { return nil }
      self.init(column: column, field: field)
    }
  }

  /// A mapping of these columns.
  public init(_ pairs: [Pair] = [], ignoring ignored: [String] = []) {
    self.pairs = pairs
    self.ignored = ignored
  }

  /// The mapping that ``json`` describes, or `nil` where it is not one.
  public init?(_ json: JSON) {
    guard let members = json["columns"]?.members, let names = json["ignored"]?.elements else {
      return nil
    }
    let pairs = members.map { Pair(column: $0.name, field: $0.value.string ?? "") }
    let ignored = names.compactMap(\.string)
    guard pairs.allSatisfy({ !$0.field.isEmpty }), ignored.count == names.count else { return nil }
    self.init(pairs, ignoring: ignored)
  }

  /// The mapping as it is kept: `{"columns":{"Company Name":"name"},"ignored":["ID"]}`.
  public var json: JSON {
    [
      "columns": .object(pairs.map { .init($0.column, .string($0.field)) }),
      "ignored": .array(ignored.map { .string($0) }),
    ]
  }
}
