import CentralView
public import Practices
public import Records

extension Store {
  /// Who may read a record of this form besides the organisation, where nobody says otherwise.
  ///
  /// The form's own default, narrowed by what the rule packages in force say and by what the
  /// organisation keeps at home; never wider than the form.
  public func defaultAudience(of form: Form) throws -> [String] {
    if settings.keptHome.contains(form.name.name) { return [] }
    return Self.audience(of: form, narrowedBy: try rulePackages())
  }

  /// The default audience of a form under these rule packages.
  ///
  /// A package that says nothing of a form changes nothing; a reader that it adds counts for
  /// nothing.
  public static func audience(of form: Form, narrowedBy packages: [RulePackage]) -> [String] {
    packages.reduce(form.permitted(form.defaultAudience)) { audience, package in
      guard let narrower = package.audiences[form.name.name] else { return audience }
      return audience.filter { narrower.contains($0) }
    }
  }

  /// The forms that a person fills in, the newest version of each: those whose audience an
  /// organisation may narrow.
  public static var narrowableForms: [Form] {
    let forms = FormLibrary.forms
    return Set(forms.all.map(\.name.name)).subtracting(protocolForms)
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      .compactMap { forms.newest($0) }
  }

  /// The forms of the exchange itself, which do not work when they are kept at home.
  private static let protocolForms: Set<String> = [
    "journal", "enrolment", "revocation", "disclosure", "determination", "judgement", "erasure",
  ]

  /// The names of forms to keep at home, each known and once.
  ///
  /// - Throws: ``StoreError/unknownForm(_:nearest:)``.
  public static func formsToKeepHome(_ names: [String]) throws -> [String] {
    let known = narrowableForms.map(\.name.name)
    var kept: [String] = []
    for name in names {
      guard let form = known.first(where: { $0.utf8.elementsEqual(name.lowercased().utf8) }) else {
        throw StoreError.unknownForm(name, nearest: Spelling.nearest(to: name, in: known))
      }
      if !kept.contains(form) { kept.append(form) }
    }
    return kept.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// Refuses a body that points at a confidential record, in the words for one that is not
  /// here: any others would say that it is.
  func checkPointers(in body: JSON, of form: Form) throws {
    for id in form.recordsNamed(in: body) where try view.isConfidential(id) {
      throw ViewError.unknownRecord(id.short)
    }
  }
}
