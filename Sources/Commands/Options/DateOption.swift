import ArgumentParser
import Records

/// The day that a question is asked for.
struct DateOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The day to judge for, instead of today, such as 2026-12-31.",
      valueName: "date",
    )
  )
  var at: String?

  func validate() throws { _ = try date() }

  /// The day, today where none was given.
  ///
  /// - Throws: `ValidationError` for text that is no date.
  func date() throws -> CalendarDate {
    guard let at else { return Timestamp.now().date }
    guard let date = CalendarDate(at) else {
      throw ValidationError("‘\(at)’ is not a day; write it as 2026-12-31.")
    }
    return date
  }
}
