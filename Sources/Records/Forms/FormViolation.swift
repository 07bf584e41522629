/// One way in which a body breaks its form, in words for the person who filled it in.
public struct FormViolation: Error, Hashable, Sendable {
  /// Where: `declaration.quantity`, `items[2]`; empty for the body as a whole.
  public let path: String
  /// The schema keyword that was broken, or the annotation of a check of our own.
  public let keyword: String
  /// What people are shown instead of the path, ‘Valid until’.
  public let label: String
  /// What is wrong and what to do, a clause without the label: ‘2026-13-01’ is not a
  /// date; write it as 2026-12-31.
  public let problem: String
  /// The top-level members that the broken rule names, sorted: a merged state that
  /// breaks it opens a conflict on their fields.
  public let members: [String]

  /// The whole sentence: the label, then what is wrong with it.
  public var message: String { label.isEmpty ? problem : "\(label): \(problem)" }
}

extension FormViolation: CustomStringConvertible {
  public var description: String { message }
}
