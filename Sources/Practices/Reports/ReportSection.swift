/// A part of a report under a heading.
public struct ReportSection: Hashable, Sendable {
  /// The heading; empty for none.
  public var heading: String
  /// How deep it stands: 2 for a part of the report, 3 for a part of such a part.
  public var level: Int
  /// The name by which values lead to it: letters, digits and hyphens.
  public var anchor: String?
  /// Whether it begins on a page of its own.
  public var startsPage: Bool
  /// What it says, in order.
  public var blocks: [ReportBlock]

  /// A part with this heading.
  public init(
    _ heading: String,
    level: Int = 2,
    anchor: String? = nil,
    startsPage: Bool = false,
    blocks: [ReportBlock] = [],
  ) {
    self.heading = heading
    self.level = level
    self.anchor = anchor
    self.startsPage = startsPage
    self.blocks = blocks
  }
}
