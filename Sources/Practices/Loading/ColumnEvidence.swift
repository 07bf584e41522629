/// How a column writes dates and amounts, as far as its cells give it away.
///
/// One cell with `31/12/2026` shows how the others in the column are meant. Cells that
/// show different things show nothing.
struct ColumnEvidence: Hashable, Sendable {
  private var dateStyles: Set<DateReading.Style> = []
  private var numberStyles: Set<NumberReading.Style> = []

  /// The style of every date so far that shows one, or `nil`.
  var dateStyle: DateReading.Style? { dateStyles.count == 1 ? dateStyles.first : nil }

  /// The style of every amount so far that shows one, or `nil`.
  var numberStyle: NumberReading.Style? { numberStyles.count == 1 ? numberStyles.first : nil }

  /// Takes note of a date.
  mutating func observe(date text: String) {
    guard let style = try? DateReading.read(text, style: nil).evidence else { return }
    dateStyles.insert(style)
  }

  /// Takes note of an amount.
  mutating func observe(number text: String) {
    guard let style = try? NumberReading.read(text, style: nil).evidence else { return }
    numberStyles.insert(style)
  }
}
