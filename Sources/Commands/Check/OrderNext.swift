import Practices
import Store

/// What a person does once they know whether an order may go.
enum OrderNext {
  /// The commands that decide about the record, one a line.
  static func lines(for record: String, answer: ShownAnswer) -> [String] {
    switch answer.answer {
    case .supply:
      ["Next: steward decide \(record) supply"]
    case .hold:
      [
        "A person decides, with a reason and a second one who agrees:",
        "  steward decide \(record) supply -m REASON --second NAME",
        "  steward decide \(record) refuse -m REASON",
      ]
    case .refuse:
      ["This must not be supplied: steward decide \(record) refuse -m REASON"]
    }
  }
}
