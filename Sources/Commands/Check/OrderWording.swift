import Practices
import Records
import Store

/// Says in a few words what an order or a sample request is about.
struct OrderWording {
  let store: Store

  /// `order of 200 kg 1,4-butanediol for C-1042, Janssen Coatings B.V., on 2026-03-02`.
  func title(of body: JSON, subject: CheckRequest.Subject, on date: CalendarDate) -> String {
    let wording = RecordWording(store)
    let form = store.forms.newest(subject.rawValue)
    var words = [subject == .order ? "order" : "sample"]
    let amount = wording.text(of: "quantity", in: body, form: form)
    let substance = body["substance"]?.string.map { cas in
      SubstanceRegister.standard.substance(cas: cas)?.shownName ?? cas
    }
    let goods = [amount, substance ?? ""].filter { !$0.isEmpty }.joined(separator: " ")
    if !goods.isEmpty { words.append("of \(goods.shown)") }
    if let name = recipient(body, wording) { words.append("for \(name)") }
    return words.joined(separator: " ") + ", judged for \(date.text)"
  }

  private func recipient(_ body: JSON, _ wording: RecordWording) -> String? {
    if let customer = body["customer"]?.string.flatMap({ EntryID($0) }) {
      return wording.title(of: customer)
    }
    let requester = body["requester"]
    return (requester?["name"] ?? requester?["organisation"])?.string?.shown
  }
}
