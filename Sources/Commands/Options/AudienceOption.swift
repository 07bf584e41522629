import ArgumentParser

/// Who may read a new record.
struct AudienceOption: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Who may read it besides you, if not those that form, rules and your settings name: association, authority, vetted, public, an organisation’s id, or nobody.",
      valueName: "readers",
    ),
  )
  var audience: [String] = []

  /// The readers, or `nil` for the form's own.
  var readers: [String]? {
    let words = audience.flatMap { $0.split { $0 == "," || $0 == " " } }.map { $0.lowercased() }
    if words.isEmpty { return nil }
    return words.filter { $0 != "nobody" && $0 != "none" }
  }
}
