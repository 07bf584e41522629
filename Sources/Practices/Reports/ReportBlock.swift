/// Something that a part of a report says.
public enum ReportBlock: Hashable, Sendable {
  /// Sentences; line feeds are kept.
  case text(String)
  /// Names and their values.
  case facts([ReportFact])
  /// A table.
  case table(ReportTable)
  /// Points, one under the other.
  case list([String])
  /// Lines to sign on, each with what belongs there.
  case signature([String])
  /// An empty frame for a stamp, with what belongs there.
  case stamp(String)
}
