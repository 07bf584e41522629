import Records

/// Holds the bodies of entries against their forms.
///
/// Forms are found by the bytes of their names, each once.
struct LineChecker: Sendable {
  private let forms: FormSet
  private var known: [NamedForm] = []

  init(_ forms: FormSet) { self.forms = forms }

  /// Why the body of the entry last read breaks its form; `nil` where it does not, and where
  /// the form is not known.
  mutating func problem(with line: RawSpan, as reader: EntryReader) -> String? {
    let header = reader.header
    guard !header.isVoid else { return nil }
    guard let form = form(namedAt: header.form, of: reader.tape, in: line).form else { return nil }
    let violations = form.check(line, tape: reader.tape, body: header.body, as: .kept)
    return violations.isEmpty ? nil : violations.map(\.message).joined(separator: "; ")
  }

  private mutating func form(
    namedAt node: Int,
    of tape: JSONTape,
    in line: RawSpan,
  ) -> NamedForm {
    for form in known where tape.isText(node, equalTo: form.name, in: line) { return form }
    let name = tape.string(of: node, in: line)
    let form = NamedForm(name: Array(name.utf8), form: FormName(name).flatMap { forms[$0] })
    known.append(form)
    return form
  }

  /// A class, since every line hands one around and a form is made of many arrays.
  private final class NamedForm: Sendable {
    let name: [UInt8]
    /// `nil` for a form that this program does not know.
    let form: Form?

    init(name: [UInt8], form: Form?) {
      self.name = name
      self.form = form
    }
  }
}
