import ArgumentParser
import Store
import SystemPackage

/// Which folder a command works in, and who is at work.
struct StoreOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Your organisation’s folder, if you are not in it; or set STEWARD_STORE.",
      valueName: "folder",
    )
  )
  var store: String?

  @Option(
    help: ArgumentHelp(
      "Your name, kept with what you write; or set STEWARD_AUTHOR.",
      valueName: "name",
    )
  )
  var author: String?

  /// The name to keep with entries, if one was given here or in the environment.
  var writer: String? { author ?? Surroundings.current.variable("STEWARD_AUTHOR") }

  /// Opens the store that is meant.
  func open() throws -> Store {
    try Store.open(at: location(), language: Surroundings.current.language)
  }

  /// Opens the store that is meant, for a command that works without one too: `nil` where
  /// none was named and there is none.
  func openIfThere() throws -> Store? {
    let isNamed = store != nil || Surroundings.current.variable("STEWARD_STORE") != nil
    guard try isNamed || Store.isStore(location()) else { return nil }
    return try open()
  }

  private func location() throws -> FilePath {
    let surroundings = Surroundings.current
    return try Store.locate(
      store,
      environment: surroundings.environment,
      from: surroundings.folder,
    )
  }
}

/// In which form a command writes its result.
struct FormatOption: ParsableArguments {
  @Option(help: "How to write the result: text for people, json for programs.")
  var format = OutputFormat.text
}

/// Why something is changed.
struct ReasonOption: ParsableArguments {
  @Option(
    name: [.customShort("m"), .long],
    help: ArgumentHelp("The reason, which is kept with the change.", valueName: "reason"),
  )
  var because: String?

  /// The reason that was given, or the answer at a terminal.
  func reason(for question: String) throws -> String {
    if let because, !because.trimmed.isEmpty { return because }
    guard Surroundings.current.terminal.isInteractive else {
      throw ValidationError("Give the reason with -m 'REASON'; it is kept with the change.")
    }
    return try Question(text: question, help: "The reason is kept with the change.").ask()
  }
}
