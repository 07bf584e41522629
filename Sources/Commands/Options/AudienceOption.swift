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

  /// Refuses an empty list, which could mean nobody as well as everybody whom the form names.
  func validate() throws {
    guard audience.allSatisfy({ !Self.words(in: $0).isEmpty }) else {
      throw ValidationError(
        "--audience names no reader. Say ‘--audience nobody’ to keep it at home, or leave it out for those whom the form names."
      )
    }
  }

  private static func words(in text: String) -> [String] {
    text.split { $0 == "," || $0 == " " }.map { $0.lowercased() }
  }

  /// The readers, or `nil` for the form's own.
  var readers: [String]? {
    let words = audience.flatMap(Self.words)
    if words.isEmpty { return nil }
    return words.filter { $0 != "nobody" && $0 != "none" }
  }
}
