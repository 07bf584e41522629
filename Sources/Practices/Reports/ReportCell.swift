/// One value in a report, as text, with a place that it leads to where it has one.
public struct ReportCell: Hashable, Sendable {
  /// The text; empty where nothing is known.
  public var text: String
  /// Where it leads; only places in the report itself and in its folder.
  public var target: Target?
  /// Whether it is left open, to be filled in by hand.
  public var isBlank: Bool

  /// A place that a value leads to.
  public enum Target: Hashable, Sendable {
    /// A section of the same report, by its anchor.
    case section(String)
    /// A file of the report's folder, by its path from there.
    case file(String)
  }

  /// A value that is known.
  public init(_ text: String, target: Target? = nil) {
    self.text = text
    self.target = target
    isBlank = false
  }

  /// A line to write on.
  public static let blank: Self = {
    var cell = Self("")
    cell.isBlank = true
    return cell
  }()

  /// The value, or a line to write on where it is not known.
  public static func orBlank(_ text: String?) -> Self {
    guard let text, !text.isEmpty else { return blank }
    return Self(text)
  }
}

extension ReportCell: ExpressibleByStringLiteral {
  public init(stringLiteral value: String) { self.init(value) }
}
