import CentralView
import Journal
import Sealing
public import Practices
public import Records

extension Store {
  /// Who may read a record of this form besides the organisation, where nobody says otherwise.
  ///
  /// The form's own default, narrowed by what the rule packages in force say and by what the
  /// organisation keeps at home; never wider than the form.
  public func defaultAudience(of form: Form) throws -> [String] {
    try audience(of: form).readers
  }

  /// The default audience of a form here, and what made it narrower than the form's own.
  public func audience(of form: Form) throws -> NarrowedAudience {
    NarrowedAudience(
      of: form,
      packages: try rulePackages(),
      isKeptHome: settings.keptHome.contains(form.name.name),
    )
  }

  /// Keeps new records of a form at home from now on, or no longer.
  ///
  /// The records that there are keep their readers: their first entries name them.
  ///
  /// - Returns: whether that changed anything.
  /// - Throws: ``StoreError/unknownForm(_:nearest:)``.
  @discardableResult
  public func keepHome(_ form: Form, _ isKept: Bool) throws -> Bool {
    let name = form.name.name
    guard !form.isProtocol else { throw StoreError.unknownForm(name, nearest: nil) }
    let others = settings.keptHome.filter { !$0.utf8.elementsEqual(name.utf8) }
    let kept = try Self.formsToKeepHome(isKept ? others + [name] : others)
    guard kept != settings.keptHome else { return false }
    var changed = settings
    changed.keptHome = kept
    try files.writeAtomically(changed.bytes.span.bytes, to: layout.settings)
    settings = changed
    return true
  }

  /// The default audience of a form under these rule packages.
  ///
  /// A package that says nothing of a form changes nothing; a reader that it adds counts for
  /// nothing.
  public static func audience(of form: Form, narrowedBy packages: [RulePackage]) -> [String] {
    NarrowedAudience(of: form, packages: packages, isKeptHome: false).readers
  }

  /// The forms that a person fills in, the newest version of each: those whose audience an
  /// organisation may narrow.
  public static var narrowableForms: [Form] {
    let forms = FormLibrary.forms
    return Set(forms.all.filter { !$0.isProtocol }.map(\.name.name))
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      .compactMap { forms.newest($0) }
  }

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

  /// The forms, by name, whose maximum never has an organisation like this one: a program that
  /// keeps to the format sends none of their records here.
  ///
  /// Who is vetted stands on no card, so everybody may be.
  var formsOfOthers: Set<String> {
    let names = [settings.role.rawValue, Role.vetted.rawValue, settings.organisation.text]
    return Set(
      forms.all.filter { $0.permitted(names).isEmpty && $0.maximumAudience != nil }.map(\.name.name)
    )
  }

  /// Refuses a body that points at a confidential record, in the words for one that is not
  /// here: any others would say that it is.
  func checkPointers(in body: JSON, of form: Form) throws {
    for id in form.recordsNamed(in: body) where try view.isConfidential(id) {
      throw ViewError.unknownRecord(id.short)
    }
  }
}
