import Foundation
import Records
import TestSupport

@testable import Practices

/// One line of the year's table: what is asked for, and what was written down by hand that
/// the answer has to be.
struct YearLine: CustomStringConvertible {
  let text: String
  /// `E`, a firm in the Union, or `U`, one in the USA.
  let firm: String
  let date: CalendarDate
  let subject: CheckRequest.Subject
  let body: JSON
  let answer: OrderAnswer
  /// The rules that are amiss, each with its verdict.
  let amiss: Set<String>

  var description: String { text }

  /// Reads a line of `orders.txt`: columns between vertical bars.
  init?(_ text: String) {
    let columns = text.split(separator: "|", omittingEmptySubsequences: false).map {
      $0.trimmingCharacters(in: .whitespaces)
    }
    guard columns.count == 10, let date = CalendarDate(columns[2]),
      let subject = CheckRequest.Subject(rawValue: columns[3]),
      let answer = OrderAnswer(rawValue: columns[8])
    else { return nil }
    self.text = text
    firm = columns[1]
    self.date = date
    self.subject = subject
    self.answer = answer
    amiss = Set(columns[9].split(separator: " ").map(String.init))
    var members: [JSON.Member] = [
      JSON.Member("customer", .string("@" + columns[4])),
      JSON.Member("substance", .string(columns[5])),
      JSON.Member("end_use", "own production"),
      JSON.Member("date", .string(date.text)),
      JSON.Member("indicators", []),
    ]
    let amount = columns[6].split(separator: " ").map(String.init)
    if amount.count == 2 {
      members.append(JSON.Member("quantity", .string(amount[0])))
      members.append(JSON.Member("unit", .string(amount[1])))
    }
    for member in Self.members(columns[7], on: date) {
      members.removeAll { $0.name == member.name }
      if case .null = member.value { continue }
      members.append(member)
    }
    body = .object(members)
  }

  /// What the column `with` adds: questions that were answered with yes, and members as JSON.
  private static func members(_ text: String, on date: CalendarDate) -> [JSON.Member] {
    let words = text.prefix { $0 != "{" }.split(separator: " ").map(String.init)
    let codes = [
      "plausible": "plausible-use", "usual": "consistent-with-usual-consumption",
      "export": "export-authorised",
    ]
    let answers: [JSON] = words.compactMap { word in
      codes[word].map { code in
        [
          "question": .string(code), "answer": true, "comment": "asked and looked up",
          "by": "M. Bakker", "date": .string(date.text),
        ]
      }
    }
    var members = answers.isEmpty ? [] : [JSON.Member("answers", .array(answers))]
    let rest = text.drop { $0 != "{" }
    if !rest.isEmpty, let object = try? JSON(parsing: String(rest)) {
      members += object.members ?? []
    }
    return members
  }

  /// The lines of a file beside the tests.
  static func lines(of file: String) throws -> [String] {
    let url = Checkout.url.appending(path: "Tests/PracticesTests/Year/\(file)")
    return try String(contentsOf: url, encoding: .utf8).split(separator: "\n").map(String.init)
  }
}
