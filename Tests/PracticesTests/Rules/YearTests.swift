import Foundation
import Records
import TestSupport
import Testing

@testable import Practices

/// A year in the life of two firms: 60 customers, 400 orders and a few samples, one after the
/// other, each judged by what was recorded before it.
///
/// What the answer has to be, and which rules are amiss, was written down by hand in
/// `Year/orders.txt`; the records that there are from the start stand in `Year/records.txt`.
@Suite("Year", .enabled(if: SharedFolder.isPresent, SharedFolder.absence))
struct YearTests {
  @Test("Every order of the year is answered as it was written down by hand")
  func year() throws {
    var books = try Self.books(named: Self.names())
    let lines = try YearLine.lines(of: "orders.txt").dropFirst().map { try #require(YearLine($0)) }
    #expect(lines.count { $0.subject == .order } == 400)
    for line in lines {
      let body = Self.resolved(line.body)
      let form = try #require(FormLibrary.forms.newest(line.subject.rawValue))
      #expect(form.check(body).isEmpty, "\(line)")
      let request = CheckRequest(subject: line.subject, bodies: [body], date: line.date)
      let book = try #require(books[line.firm])
      let answer = try Self.engine(line.firm).check(request, in: book)
      #expect(answer.answer == line.answer, "\(line)")
      #expect(Set(answer.amiss) == line.amiss, "\(line)")
      books[line.firm] = Self.recorded(line, body, in: book)
    }
  }

  @Test("Every shipped rule gives an answer in the year")
  func everyRule() throws {
    let lines = try YearLine.lines(of: "orders.txt").compactMap { YearLine($0) }
    let given = Set(lines.flatMap(\.amiss).compactMap { $0.split(separator: "=").first })
    let all = Set(RulePackage.shipped.flatMap { $0.rules.map { Substring($0.name) } })
    #expect(given == all, "\(given.symmetricDifference(all))")
  }

  @Test("The firms have 60 customers between them")
  func customers() throws {
    let lines = try YearLine.lines(of: "records.txt")
    let customers = lines.filter { $0.split(separator: " ")[2] == "customer" }
    #expect(customers.count == 60)
  }

  private static func engine(_ firm: String) -> RuleEngine {
    let names = RulePackage.standard(forCountry: firm == "E" ? "NL" : "US")
    return RuleEngine(
      packages: RulePackage.shipped.filter { names.contains($0.name) },
      register: .standard,
      forms: FormLibrary.forms,
    )
  }

  /// Real firms' names, each once however it is spelled.
  private static func names() throws -> [String] {
    var seen: Set<Set<String>> = []
    var names: [String] = []
    for file in ["amsterdam", "paris", "madrid", "london"] {
      let bytes = try SharedFolder.bytes("data/companies/\(file).csv")
      let lines = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
      for line in lines.dropFirst().prefix(30) {
        let cells = line.split(separator: ";", omittingEmptySubsequences: false)
        let name = cells.count > 1 ? String(cells[1]) : ""
        guard !name.isEmpty, !name.contains("\""), seen.insert(NameWords(name).bareKeys).inserted
        else { continue }
        names.append(name)
      }
    }
    return names
  }

  private static func books(named names: [String]) throws -> [String: YearBook] {
    try #require(names.count >= 60)
    var books: [String: YearBook] = [:]
    for line in try YearLine.lines(of: "records.txt") {
      let parts = line.split(separator: " ", maxSplits: 3).map(String.init)
      var text = parts[3]
      // `%c07%` stands for the name of the seventh customer.
      while let start = text.range(of: "%c"), let number = Int(text[start.upperBound...].prefix(2))
      {
        let end = text.index(start.upperBound, offsetBy: 3)
        let name = JSON.string(names[number - 1]).text.dropFirst().dropLast()
        text.replaceSubrange(start.lowerBound..<end, with: name)
      }
      let body = resolved(try JSON(parsing: text))
      let form = try #require(FormLibrary.forms.newest(parts[2]))
      #expect(form.check(body).isEmpty, "\(line)")
      books[parts[0], default: YearBook()].add(
        KnownRecord(
          id: Firm.id(parts[1]),
          form: parts[2],
          organisation: Firm.id,
          bodies: [body],
        )
      )
    }
    return books
  }

  /// The book after a line: the order with its decision, and the goods that left.
  private static func recorded(_ line: YearLine, _ body: JSON, in book: YearBook) -> YearBook {
    var book = book
    let id = Firm.id(line.text)
    let decided = Firm.changed(body, [("decision", .string(line.answer.rawValue))])
    book.add(
      KnownRecord(id: id, form: line.subject.rawValue, organisation: Firm.id, bodies: [decided])
    )
    guard line.answer == .supply, line.subject == .order else { return book }
    let changes: [(String, JSON?)] = [
      ("kind", "supplied"), ("order", .string(id.text)), ("counterparty", body["customer"]),
    ]
    let kept: Set = [
      "site", "substance", "concentration", "quantity", "unit", "date", "declaration",
    ]
    let members = (body.members ?? []).filter { kept.contains($0.name) }
    book.add(
      KnownRecord(
        id: Firm.id(line.text + " goods"),
        form: "movement",
        organisation: Firm.id,
        bodies: [Firm.changed(.object(members), changes)],
      )
    )
    return book
  }

  /// The value with an id wherever it names a record as `@name`.
  private static func resolved(_ value: JSON) -> JSON {
    switch value {
    case .string(let text) where text.hasPrefix("@"): Firm.name(String(text.dropFirst()))
    case .array(let elements): .array(elements.map(resolved))
    case .object(let members):
      .object(members.map { JSON.Member($0.name, resolved($0.value)) })
    default: value
    }
  }
}
