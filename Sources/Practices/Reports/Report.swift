public import Records

/// A report as plain values: every way of writing it is made of these and nothing else.
///
/// Nothing in it is escaped or broken into lines; whoever renders it makes it fit, and
/// harmless, for its medium.
public struct Report: Hashable, Sendable {
  /// What it is, in a few words: `Annual return for 2025`.
  public var title: String
  /// What must be seen before anything is read, such as that it is confidential.
  public var warnings: [String]
  /// The language that it is written in, as in HTML's `lang`.
  public var language: String
  /// What it is about, and for which period: at its top.
  public var facts: [ReportFact]
  /// Its parts, in order.
  public var sections: [ReportSection]
  /// What its reader has to know of it: what is not in it and why, and which figures are
  /// not confirmed.
  public var notes: [String]
  /// What whoever makes it has to know, and its reader not: never on paper.
  public var remarks: [String]
  /// The one table that a spreadsheet is given; without it, one of parts, fields and values.
  public var sheet: ReportTable?
  /// What programs are given, beside the title and the notes: members may be added, never
  /// renamed.
  public var data: [ReportDatum]

  /// Begins a report.
  public init(title: String, language: String = "en") {
    self.title = title
    self.language = language
    warnings = []
    facts = []
    sections = []
    notes = []
    remarks = []
    data = []
  }
}

extension Report {
  /// The report for programs: its data, then its title, warnings and notes.
  public var json: JSON {
    var members = data.map { JSON.Member($0.name, $0.value) }
    members.append(.init("title", .string(title)))
    members.append(.init("warnings", .array(warnings.map { .string($0) })))
    members.append(.init("notes", .array((notes + remarks).map { .string($0) })))
    return .object(members)
  }
}
