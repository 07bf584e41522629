import Practices
import Records

/// One question about one field: what is asked and what can be picked.
struct FieldQuestion {
  /// The field, written as on a command line.
  let path: String
  let field: FormField
  /// What sort of value is asked for: the field's, or one of its list.
  let kind: FormField.Kind
  /// What the person is shown.
  var label: String
  /// Whether an empty answer is taken for one even where the form needs the field, since it
  /// ends a list.
  var mayBeEmpty = false
  /// What can be picked by number, as it was shown last.
  var picks: [Pick] = []

  /// Something that can be picked from a list.
  struct Pick: Hashable {
    /// What the field is given.
    let input: String
    /// What the person reads.
    let shown: String
  }

  /// Asks about a field, or about one value of its list where a kind is given.
  init(path: String, field: FormField, label: String, kind: FormField.Kind? = nil) {
    self.path = path
    self.field = field
    self.label = label
    self.kind = kind ?? field.kind
    if case .choice(let choices) = self.kind {
      picks = choices.map { Pick(input: $0, shown: $0.replacing("_", with: " ")) }
    }
  }

  /// Whether a list's numbers would be taken for what stands in it.
  private var isSelfNumbered: Bool { picks.allSatisfy { Int($0.input) != nil } }

  /// The help that is shown without being asked for: its first sentence, and its example.
  var brief: String {
    let parts = field.help.split(separator: " Example: ", maxSplits: 1)
    guard let text = parts.first else { return "" }
    let end = text.firstRange(of: ". ")?.lowerBound ?? text.endIndex
    var sentence = String(text[..<end])
    if !sentence.hasSuffix(".") { sentence += "." }
    guard parts.count == 2, picks.isEmpty else { return sentence }
    return "\(sentence) Example: \(parts[1])"
  }

  /// Everything there is to say about it.
  var explanation: String {
    var text = field.help
    switch kind {
    case .decimal where field.unit != nil:
      text += "\nA number with its unit: 1200 kg, 2.5 l."
    case .date: text += "\nWrite it as 2026-12-31; ‘today’ will do too."
    case .record: text += "\nGive its number, its name or a part of it, and pick from what fits."
    case .attachment: text += "\nGive the file’s name; a copy is kept with the record."
    case .list: text += "\nSeveral stand apart with |."
    default: break
    }
    return text + "\nThe field is called ‘\(path)’ on a command line."
  }

  /// The list to pick from, as lines; nothing where there is none.
  var pickLines: String {
    guard !picks.isEmpty else { return "" }
    if isSelfNumbered { return "  " + picks.map(\.shown).joined(separator: ", ") }
    let entries = picks.enumerated().map { "\($0.offset + 1) \($0.element.shown.shown)" }
    let isShort = entries.allSatisfy { $0.utf8.count < 20 }
    return "  " + entries.joined(separator: isShort ? "   " : "\n  ")
  }

  /// What an answer picks: by number, by name, or by a beginning that only one has.
  func pick(_ answer: String) -> Pick? {
    func plain(_ text: String) -> String { text.lowercased().replacing("_", with: " ") }
    let wanted = plain(answer)
    if let same = picks.first(where: { plain($0.input) == wanted || plain($0.shown) == wanted }) {
      return same
    }
    if let number = Int(answer), !isSelfNumbered, picks.indices.contains(number - 1) {
      return picks[number - 1]
    }
    let beginning = picks.filter { plain($0.shown).hasPrefix(wanted) }
    return beginning.count == 1 ? beginning.first : nil
  }
}
