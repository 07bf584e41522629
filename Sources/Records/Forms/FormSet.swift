import Crypto

/// The forms in force: what every reading of a journal is done with.
public struct FormSet: Sendable {
  /// The forms, ordered by name and version.
  public let all: [Form]

  /// SHA-256 over name, NUL, document, LF of each form in order.
  ///
  /// A view's digest means nothing without it: another form set can read the same
  /// entries otherwise.
  public let digest: NodeHash

  private let places: [FormName: Int]

  /// The set of these forms; where a name and version stand twice, the last counts.
  public init(_ forms: [Form]) {
    var newest: [FormName: Form] = [:]
    for form in forms { newest[form.name] = form }
    all = newest.values.sorted { $0.name < $1.name }
    places = Dictionary(uniqueKeysWithValues: all.enumerated().map { ($1.name, $0) })
    var hasher = SHA256()
    for form in all {
      hasher.update(data: Array(form.name.text.utf8))
      hasher.update(data: [0])
      hasher.update(data: form.document)
      hasher.update(data: [0x0A])
    }
    digest = NodeHash(hasher.finalize())
  }

  /// The form with this name and version, or `nil`.
  public subscript(name: FormName) -> Form? { places[name].map { all[$0] } }

  /// The highest version of the form with this name, `customer`, or `nil`.
  public func newest(_ name: String) -> Form? {
    all.last { $0.name.name.utf8.elementsEqual(name.utf8) }
  }
}
