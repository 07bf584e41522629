/// Values in rows and columns.
public struct ReportTable: Hashable, Sendable {
  /// The columns, in order.
  public var columns: [Column]
  /// The rows, each with a value for every column.
  public var rows: [Row]
  /// What is said in place of a table without rows.
  public var whenEmpty: String

  /// One column.
  public struct Column: Hashable, Sendable {
    /// Its heading, as people read it.
    public var title: String
    /// Its heading for programs, lower-case with underscores.
    public var name: String
    /// How its values stand.
    public var alignment: Alignment

    /// A column with these headings.
    public init(_ title: String, name: String, _ alignment: Alignment = .text) {
      self.title = title
      self.name = name
      self.alignment = alignment
    }
  }

  /// How the values of a column stand under one another.
  public enum Alignment: String, Hashable, Sendable {
    /// To the left, and broken between words.
    case text
    /// To the left, never broken: dates and ids.
    case code
    /// By their decimal points, as far as that can be had: quantities.
    case number
  }

  /// One row.
  public struct Row: Hashable, Sendable {
    /// A value for each column.
    public var cells: [ReportCell]
    /// Whether it sums up rows above it.
    public var isTotal: Bool

    /// A row of these values.
    public init(_ cells: [ReportCell], isTotal: Bool = false) {
      self.cells = cells
      self.isTotal = isTotal
    }
  }

  /// A table with these columns, still without rows.
  public init(_ columns: [Column], whenEmpty: String = "Nothing.") {
    self.columns = columns
    self.whenEmpty = whenEmpty
    rows = []
  }

  /// Adds a row.
  public mutating func add(_ cells: [ReportCell], isTotal: Bool = false) {
    precondition(cells.count == columns.count, "A row has a value for every column.")
    rows.append(Row(cells, isTotal: isTotal))
  }

  /// Takes the last column away, where it says nothing.
  mutating func dropLastColumn() {
    columns.removeLast()
    for index in rows.indices { rows[index].cells.removeLast() }
  }

  /// The texts of the cells, with filling after the numbers so that in a column that stands
  /// to the right their decimal points come under one another.
  ///
  /// `point` and `digit`: What takes as much room as a point and as a digit.
  public func aligned(point: String, digit: String) -> [[String]] {
    var texts = rows.map { $0.cells.map(\.text) }
    for column in columns.indices where columns[column].alignment == .number {
      let places = texts.map { Self.places(of: $0[column]) }
      let most = places.compactMap(\.self).max() ?? 0
      for row in texts.indices {
        guard let own = places[row], own < most else { continue }
        texts[row][column] += own == 0 ? point : ""
        texts[row][column] += String(repeating: digit, count: most - own)
      }
    }
    return texts
  }

  /// How many digits stand after the point of a number; `nil` for other text.
  private static func places(of text: String) -> Int? {
    guard ExactDecimal(text) != nil else { return nil }
    guard let point = text.utf8.firstIndex(of: UInt8(ascii: ".")) else { return 0 }
    return text.utf8.distance(from: point, to: text.utf8.endIndex) - 1
  }
}
