/// What is shown of a field while several writes of it stand and disagree.
///
/// A rule chooses what is shown; only a person closes a conflict (DESIGN,
/// section 9), and a check reads every value that stands.
public enum MergeRule: Hashable, Sendable {
  /// The write with the later claimed time; at equal times the greater entry id.
  case manual

  /// For arrays: each element is a field of its own, present or absent, and
  /// present is shown where both stand.
  case union

  /// The value that comes first in this order, the most cautious first.
  ///
  /// A value that is not listed, and no value, count as the most cautious of
  /// all: what nobody foresaw is no permission.
  case cautious(order: [String])
}
