import Records
import Store

/// Who reads new records of a form, once that was changed.
struct AudienceChange: CommandResult {
  let form: String
  let audience: NarrowedAudience
  /// Whether it was otherwise before.
  let isChanged: Bool

  var json: JSON {
    [
      "form": .string(form),
      "audience": .strings(audience.readers),
      "kept_home": .bool(audience.isKeptHome),
      "changed": .bool(isChanged),
    ]
  }

  func text(columns: Int) -> String {
    let readers =
      audience.readers.isEmpty
      ? "stay at home" : "may be read by \(Layout.list(audience.readers)), as far as you trust them"
    let first =
      isChanged
      ? "From now on new records of the form ‘\(form)’ \(readers)."
      : "That is so already: new records of the form ‘\(form)’ \(readers)."
    let rest = """
      Records that there are keep the readers that they have, and what was packed is out. Another \
      office of yours has a setting of its own.
      """
    return [first, rest].map { Layout.wrapped($0, width: columns) }.joined(separator: "\n")
  }
}
