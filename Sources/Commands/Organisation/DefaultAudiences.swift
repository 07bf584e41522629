import Practices
import Records
import Store

/// Who may read records besides the organisation, where nobody says otherwise: the forms in
/// groups of one audience each.
struct DefaultAudiences {
  private let groups: [(readers: [String], forms: [String])]

  /// The audiences under these rule packages, with forms that the organisation keeps at home.
  init(_ packages: [RulePackage], keptHome: [String]) {
    var groups: [(readers: [String], forms: [String])] = []
    for form in Store.narrowableForms {
      let name = form.name.name
      let readers =
        keptHome.contains(name) ? [] : Store.audience(of: form, narrowedBy: packages).sorted()
      if let place = groups.firstIndex(where: { $0.readers == readers }) {
        groups[place].forms.append(name)
      } else {
        groups.append((readers, [name]))
      }
    }
    // What stays at home comes last.
    self.groups = groups.sorted { left, right in
      guard left.readers.isEmpty == right.readers.isEmpty else { return right.readers.isEmpty }
      return left.readers.lexicographicallyPrecedes(right.readers)
    }
  }

  var json: JSON {
    .array(groups.map { ["audience": .strings($0.readers), "forms": .strings($0.forms)] })
  }

  /// A line, or as many as it takes, for each group.
  func text(columns: Int) -> String {
    let rows = groups.map { group in
      (
        readers: group.readers.isEmpty ? "nobody" : Layout.list(group.readers),
        forms: group.forms.joined(separator: ", "),
      )
    }
    let width = rows.map { Layout.width($0.readers) }.max() ?? 0
    return rows.map { row in
      Layout.wrapped(
        row.forms,
        width: columns,
        indent: String(repeating: " ", count: width + 4),
        first: "  " + Layout.padded(row.readers, to: width) + "  ",
      )
    }.joined(separator: "\n")
  }
}
