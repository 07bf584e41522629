import SystemPackage

/// A bundle that is being looked at.
struct ImportSource {
  /// The path that a person gave, or where it was kept.
  let name: String
  /// The private copy.
  let path: FilePath
  /// Whether it was kept from an earlier import.
  let isKept: Bool
  /// Whether something may still come of it.
  var isOpen = true
  /// What came of it so far.
  var result: ImportedBundle?
}
