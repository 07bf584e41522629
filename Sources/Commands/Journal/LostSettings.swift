import Practices
import Records
import Store

/// The settings of a store that was made anew: what was taken in the place of the lost ones, and
/// the commands that set them.
struct LostSettings {
  /// The forms that are kept at home now.
  ///
  /// Confidential ones are not named, as that would say that there are records of them.
  let keptHome: [String]
  /// The rule packages in force now.
  let rules: [String]
  /// The rule packages by which the last order was decided, where they are others.
  let earlier: [String]?
  /// Those of them that this store does not have.
  let unknown: [String]

  /// Reads what the records say.
  init(_ store: Store) throws {
    keptHome = store.settings.keptHome.filter { name in
      store.forms.newest(name).map { !$0.isConfidential } ?? true
    }
    rules = store.ruleNames
    let before = try store.packagesOfLastDecision()
    earlier = before.flatMap { Set($0) == Set(store.ruleNames) ? nil : $0 }
    let known = try store.knownPackages().map(\.package.name)
    unknown = earlier?.filter { !known.contains($0) } ?? []
  }

  var json: JSON {
    [
      "kept_home": .strings(keptHome), "rules": .strings(rules),
      "rules_before": earlier.map { JSON.strings($0) } ?? .null,
    ]
  }

  func text(columns: Int) -> String {
    var lines = ["Settings are not in bundles. Look at each of these before you pack:"]
    if keptHome.isEmpty {
      lines.append("Kept at home: no form, by the records that there are.")
    } else {
      lines.append(
        """
        Kept at home, as the newest records of them could be read by fewer than new ones would: \
        \(keptHome.joined(separator: ", ")). To share one again: steward forms FORM --share
        """
      )
    }
    lines.append(
      """
      A form without records may have been kept at home, too, and confidential forms are not \
      named here: steward forms FORM shows who reads it, and --keep-home keeps it.
      """
    )
    lines.append("Rules: \(Layout.list(rules)), those of your country.")
    if let earlier {
      lines.append(
        "Your last decision was taken by others: steward rules use \(earlier.joined(separator: " "))"
      )
      if !unknown.isEmpty {
        lines.append(
          "First add what you had added yourself (\(unknown.joined(separator: ", "))): steward rules add FILE"
        )
      }
    } else {
      lines.append(
        "If you had chosen others: steward rules use NAME …; your own: steward rules add FILE"
      )
    }
    return lines.enumerated().map { index, line in
      Layout.wrapped(
        line.shown,
        width: columns,
        indent: index == 0 ? "" : "    ",
        first: index == 0 ? "" : "  ",
      )
    }.joined(separator: "\n")
  }
}
