import Journal
import Records
import Sealing
import Store
import SystemPackage

/// What `init` made.
struct StoreReport: CommandResult {
  let path: FilePath
  let settings: StoreSettings
  let card: Card
  let rules: [String]
  let audiences: DefaultAudiences

  init(_ store: Store) throws {
    rules = store.ruleNames
    audiences = DefaultAudiences(try store.rulePackages(), keptHome: store.settings.keptHome)
    path = store.path
    settings = store.settings
    card = try store.card()
  }

  var json: JSON {
    [
      "store": .string(path.string),
      "organisation": .string(settings.organisation.text),
      "origin": .string(settings.origin.text),
      "name": .string(settings.name),
      "role": .string(settings.role.rawValue),
      "country": .string(settings.country),
      "author": .string(settings.author),
      "fingerprint": .string(card.fingerprint.text),
      "joining": .bool(card.isJoining),
      "rules": .strings(rules),
      "audiences": audiences.json,
    ]
  }

  func text(columns: Int) -> String {
    var lines = [
      "Made ‘\(path.string.shown)’ for \(settings.name.shown) (\(settings.role.rawValue), \(settings.country))."
    ]
    lines.append("  organisation  \(settings.organisation)")
    lines.append("  journal       \(settings.origin.journal)")
    lines.append("  author        \(settings.author.shown)")
    lines.append("  rules         \(rules.joined(separator: ", ").shown)")
    lines.append("")
    lines.append(
      "Who may read your records besides you, unless you say otherwise for one with --audience:"
    )
    lines.append(audiences.text(columns: columns))
    lines.append("")
    lines.append(
      Layout.wrapped(
        """
        The keys that sign for you are in keys.txt there: only your user can read the file, and no \
        passphrase protects it yet. Keep a copy where nobody else finds it, and never send it to anybody.
        """,
        width: columns,
      )
    )
    lines.append("")
    lines += next(columns)
    return lines.joined(separator: "\n")
  }

  private func next(_ columns: Int) -> [String] {
    if card.isJoining {
      return [
        "Next: write this office’s request, and take it to your first office:",
        "  steward card -o request.card",
        "  (there) steward trust add request.card --as self",
      ]
    }
    return [
      "Next, in that folder:",
      "  steward card -o my.card    writes the card that others need to trust what you send",
      "  steward forms              shows what can be recorded",
    ]
  }
}
