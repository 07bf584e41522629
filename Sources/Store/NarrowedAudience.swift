import Practices
import Records

/// Who may read new records of a form where nobody says otherwise, and why these and no more.
public struct NarrowedAudience: Hashable, Sendable {
  /// The readers besides the organisation.
  public let readers: [String]
  /// Whether the organisation keeps the form at home, whatever the rules say.
  public let isKeptHome: Bool
  /// The readers whom a rule package leaves out, by the package’s name; those that leave out
  /// nobody are not named.
  public let narrowings: [Narrowing]

  /// What one rule package leaves out.
  public struct Narrowing: Hashable, Sendable {
    /// The package.
    public let package: String
    /// The readers whom the form would have by itself.
    public let without: [String]
  }

  /// Works out the audience of a form.
  ///
  /// A package that says nothing of the form changes nothing, and a reader that it adds
  /// counts for nothing.
  init(of form: Form, packages: [RulePackage], isKeptHome: Bool) {
    var readers = form.permitted(form.defaultAudience)
    var narrowings: [Narrowing] = []
    for package in packages {
      guard let allowed = package.audiences[form.name.name] else { continue }
      let without = readers.filter { !allowed.contains($0) }
      readers.removeAll { without.contains($0) }
      if !without.isEmpty { narrowings.append(Narrowing(package: package.name, without: without)) }
    }
    self.narrowings = narrowings
    self.isKeptHome = isKeptHome
    self.readers = isKeptHome ? [] : readers
  }
}
