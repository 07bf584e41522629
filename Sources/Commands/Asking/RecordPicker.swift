import CentralView
import Practices
import Records
import Store

/// Finds the record that a person means for a field, or a short list of what is near.
struct RecordPicker {
  let store: Store
  /// The forms, without version, that are meant; none for every form.
  let forms: [String]
  /// Whose records are meant, where the form knows that already.
  let customer: JSON?
  /// Whether the field takes a record at all.
  let isNeeded: Bool

  /// How many records a person is shown to pick from.
  private static let most = 9
  /// How many names are compared letter by letter.
  private static let mostCompared = 5_000

  /// Looks for what `field` can mean in a record that says `body`.
  init(store: Store, field: FormField, body: JSON) {
    self.store = store
    forms = AskingPlan.forms(namedBy: field.name)
    customer =
      forms == ["customer"] ? nil : body["customer"] ?? body["holder"] ?? body["counterparty"]
    isNeeded = Self.isRecord(field.kind)
  }

  private static func isRecord(_ kind: FormField.Kind) -> Bool {
    switch kind {
    case .record: true
    case .list(let element): isRecord(element)
    default: false
    }
  }

  /// Everything that can be meant, where that is little enough to be shown at once.
  func offered() throws -> [FieldQuestion.Pick] {
    guard isNeeded, !forms.isEmpty else { return [] }
    let all = try candidates()
    return all.count <= Self.most ? picks(all) : []
  }

  /// What the answer means: one record where it is certain, several to pick from where it
  /// is not.
  func find(_ answer: String, among shown: [FieldQuestion.Pick]) throws -> [FieldQuestion.Pick] {
    let named = try exact(answer)
    if let number = Int(answer), shown.indices.contains(number - 1) {
      let picked = shown[number - 1]
      guard let named, named.id.text != picked.input else { return [picked] }
      throw CommandFault.badPath(
        answer,
        reason: "it is a place in the list and the number of ‘\(title(named))’; write the name",
      )
    }
    if let named { return picks([named]) }
    let found = try near(answer)
    guard !found.isEmpty else {
      let form = forms.first ?? "record"
      throw CommandFault.badPath(
        answer,
        reason: "no \(form) of yours is called that; ‘steward list \(form)’ shows them",
      )
    }
    return picks(Array(found.prefix(Self.most)))
  }

  private func exact(_ answer: String) throws -> RecordSummary? {
    do {
      let found = try store.view.record(
        named: answer,
        of: store.settings.organisation,
        form: forms.first,
      )
      return fits(found) ? found : nil
    } catch is ViewError {
      // Unknown, or several: the near ones are shown instead.
      return nil
    }
  }

  /// Records with the words of the answer in them; where there are none, those whose name
  /// is spelt nearly like it.
  private func near(_ answer: String) throws -> [RecordSummary] {
    let hasWords = answer.contains { $0.isLetter || $0.isNumber }
    guard hasWords else { return [] }
    let found = try store.view.search(answer, limit: 200).filter(fits)
    if !found.isEmpty { return found }
    let names = try candidates().prefix(Self.mostCompared)
    let wanted = answer.lowercased()
    let most = max(1, min(3, wanted.count / 3))
    return names.map { ($0, distance(of: wanted, to: $0)) }.filter { $0.1 <= most }
      .sorted { $0.1 < $1.1 }.map(\.0)
  }

  /// How far an answer is from a record's name, or from one word of it.
  private func distance(of wanted: String, to record: RecordSummary) -> Int {
    let names = ["reference", "name", "trade_name", "title", "number"].compactMap {
      record.body[$0]?.string?.lowercased()
    }
    let words = names + names.flatMap { $0.split(separator: " ").map(String.init) }
    return words.map { Spelling.distance(wanted, $0) }.min() ?? .max
  }

  /// Own records that are not withdrawn, of the forms that are meant and about the customer.
  private func candidates() throws -> [RecordSummary] {
    let organisation = store.settings.organisation
    let all = try forms.flatMap { form in
      try store.view.records(ofForm: form, organisation: organisation)
    }
    return all.filter(fits).sorted { title($0) < title($1) }
  }

  private func fits(_ record: RecordSummary) -> Bool {
    guard !record.isVoid, record.organisation == store.settings.organisation else { return false }
    let name = String(record.form.prefix { $0 != "/" })
    guard forms.isEmpty || forms.contains(name) else { return false }
    guard let customer = customer?.string, let member = store.forms.newest(name)?.subject,
      let subject = record.body[member]?.string
    else { return true }
    return subject == customer
  }

  private func picks(_ records: [RecordSummary]) -> [FieldQuestion.Pick] {
    records.map { .init(input: $0.id.text, shown: title($0)) }
  }

  private func title(_ record: RecordSummary) -> String {
    let substance = record.body["substance"]?.string.map { ", \($0.shown)" } ?? ""
    return RecordWording(store).title(of: record) + substance
  }
}
