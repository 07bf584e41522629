import Practices
import Records
import Store

/// What the rules say of the orders and samples that a table brought.
struct RequestsReport {
  let requests: LoadedRequests
  let wording: RecordWording

  /// How many of those that a person has to look at are named.
  private static let mostNames = 12

  var json: JSON {
    [
      "supply": .integer(requests.supplied),
      "hold": .integer(requests.count(.hold)),
      "refuse": .integer(requests.count(.refuse)),
      "records": .array(
        requests.open.map {
          ["record": .string($0.record.text), "answer": .string($0.answer.rawValue)]
        }
      ),
    ]
  }

  func text(columns: Int) -> String {
    let counts = [
      "\(Layout.number(requests.supplied)) may be supplied",
      "\(Layout.number(requests.count(.hold))) to be held",
      "\(Layout.number(requests.count(.refuse))) to be refused",
    ]
    var lines = ["Judged by the rules, each for its day: \(counts.joined(separator: ", "))."]
    for request in requests.open.prefix(Self.mostNames) {
      let word = Layout.padded(request.answer.rawValue, to: 6)
      lines.append(
        "  \(word)  \(wording.title(of: request.record)): steward check \(request.record.short)"
      )
    }
    let more = requests.open.count - Self.mostNames
    if more > 0 { lines.append("  and \(Layout.number(more)) more: steward due") }
    return lines.map { Layout.fitted($0, columns: columns) }.joined(separator: "\n")
  }
}
