public import Records

/// One thing that is due, or will be.
public struct DueItem: Hashable, Sendable {
  /// The day by which it should be settled, or on which what it is about ends.
  public var due: CalendarDate
  /// What sort of thing it is.
  public var kind: DueKind
  /// The record that it comes from, where there is one.
  public var record: EntryID?
  /// What it is, a noun with what tells it from others: `declaration for 110-63-4`.
  public var title: String
  /// Whom or what it is about: the customer, as a rule.
  public var about: EntryID?
  /// What people call that; empty where there is nothing to name.
  public var aboutTitle: String
  /// The command that settles it; capital letters stand for what only a person can say.
  public var command: String
  /// Whether a law asks for it.
  public var basis: RuleBasis
  /// Where it comes from.
  public var source: String
  /// Whether that source was read in the original.
  public var isConfirmed: Bool
  /// Whether it comes from a confidential record.
  public var isConfidential: Bool

  /// Describes something that is due.
  public init(
    due: CalendarDate,
    kind: DueKind,
    record: EntryID? = nil,
    title: String,
    about: EntryID? = nil,
    aboutTitle: String = "",
    command: String,
    isUnderLaw: Bool = false,
    isConfidential: Bool = false,
  ) {
    self.due = due
    self.kind = kind
    self.record = record
    self.title = title
    self.about = about
    self.aboutTitle = aboutTitle
    self.command = command
    self.isConfidential = isConfidential
    basis = kind.basis(isUnderLaw: isUnderLaw)
    (source, isConfirmed) = kind.source(isUnderLaw: isUnderLaw)
  }
}

extension DueItem {
  /// The same order or sample as one that leaves questions without an answer.
  ///
  /// `first`: The code of the first of them, which the command answers.
  public func asking(_ count: Int, first: String) -> DueItem {
    var item = DueItem(
      due: due,
      kind: .question,
      record: record,
      title: "\(count == 1 ? "1 question" : "\(count) questions") on \(title)",
      about: about,
      aboutTitle: aboutTitle,
      command: "\(command) --answer \(first)=ANSWER",
      isConfidential: isConfidential,
    )
    item.basis = basis
    return item
  }
}

extension DueItem: Comparable {
  /// The earliest first; of one day the one about the first title.
  public static func < (left: Self, right: Self) -> Bool {
    if left.due != right.due { return left.due < right.due }
    if left.kind != right.kind {
      return left.kind.rawValue.utf8.lexicographicallyPrecedes(right.kind.rawValue.utf8)
    }
    if !left.aboutTitle.utf8.elementsEqual(right.aboutTitle.utf8) {
      return left.aboutTitle.utf8.lexicographicallyPrecedes(right.aboutTitle.utf8)
    }
    if !left.title.utf8.elementsEqual(right.title.utf8) {
      return left.title.utf8.lexicographicallyPrecedes(right.title.utf8)
    }
    guard let one = left.record, let other = right.record else {
      return left.record == nil && right.record != nil
    }
    return one < other
  }
}
