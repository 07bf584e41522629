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

  /// The day, today where none was given.
  ///
  /// - Throws: ``CommandFault/badPath(_:reason:)`` for text that is no date.
  func date() throws -> CalendarDate {
    guard let at else { return Timestamp.now().date }
    guard let date = CalendarDate(at) else {
      throw CommandFault.badPath(at, reason: "a date is written 2026-12-31")
    }
    return date
  }
}
