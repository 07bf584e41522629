import Practices
import Records
import Store

/// The warning signs that a person can tick.
struct WarningSigns {
  /// A sign that was noticed.
  struct Sign: Hashable {
    let code: String
    var comment: String?
  }

  private let catalogue: [(code: String, text: String)]

  /// The signs of the packages in force for the firm, each once.
  init(_ store: Store) throws {
    var catalogue: [(code: String, text: String)] = []
    for sign in try store.rulePackages().flatMap(\.indicators)
    where !catalogue.contains(where: { $0.code == sign.code }) {
      catalogue.append((sign.code, sign.text))
    }
    self.catalogue = catalogue
  }

  /// A list of signs.
  init(catalogue: [(code: String, text: String)]) { self.catalogue = catalogue }

  /// The signs with their numbers.
  func lines(columns: Int) -> [String] {
    catalogue.enumerated().map { index, sign in
      let number = Layout.padded(String(index + 1), to: 2, isRight: true)
      return Layout.wrapped(
        sign.text.shown,
        width: columns,
        indent: "     ",
        first: "  \(number) ",
      )
    }
  }

  /// What a person ticked: numbers, codes or own words, each with a comment after a colon.
  func ticked(_ answer: String) throws -> [Sign] {
    var signs: [Sign] = []
    for part in answer.split(whereSeparator: { $0 == "," || $0 == ";" }) {
      let pieces = part.split(separator: ":", maxSplits: 1).map { String($0).trimmed }
      guard let name = pieces.first, !name.isEmpty else { continue }
      let comment = pieces.count == 2 && !pieces[1].isEmpty ? pieces[1] : nil
      let words = name.split(separator: " ")
      let numbers = words.compactMap { Int($0) }
      guard numbers.count == words.count else {
        let code = catalogue.first { $0.code.lowercased() == name.lowercased() }?.code
        add(Sign(code: code ?? name, comment: comment), to: &signs)
        continue
      }
      for number in numbers {
        guard catalogue.indices.contains(number - 1) else {
          throw CommandFault.badPath(String(number), reason: "the list has no such number")
        }
        // Numbers that stand together share the comment of the last.
        let isLast = number == numbers.last
        add(Sign(code: catalogue[number - 1].code, comment: isLast ? comment : nil), to: &signs)
      }
    }
    return signs
  }

  private func add(_ sign: Sign, to signs: inout [Sign]) {
    if !signs.contains(where: { $0.code == sign.code }) { signs.append(sign) }
  }
}
