/// The unit of an amount: a fixed list, so that amounts of different firms can be added.
public enum UnitOfMeasure {
  /// Every unit: mass (tonne, kilogram, gram, milligram), volume (cubic metre, litre,
  /// millilitre; a litre's letter is small) and pieces (`pcs`).
  ///
  /// How many litres a drum holds is a different question in every warehouse, so no
  /// container is a unit.
  public static let all = ["t", "kg", "g", "mg", "m3", "l", "ml", "pcs"]

  /// What is wrong with a text that should be a unit, or `nil`.
  public static func problem(of text: Span<UInt8>) -> ValueProblem? {
    if isUnit(text) { return nil }
    let shown = Quotation.of(text)
    let lower = text.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }.lowercased()
    let likely =
      switch lower {
      case "kgs", "kilo", "kilos", "kilogram", "kilograms": "kg"
      case "gr", "gram", "grams": "g"
      case "ton", "tons", "tonne", "tonnes", "mt": "t"
      case "lt", "ltr", "liter", "liters", "litre", "litres": "l"
      case "m³", "cbm": "m3"
      case "pc", "pce", "piece", "pieces", "st", "stk": "pcs"
      default: all.first { $0 == lower }
      } as String?
    return ValueProblem(
      "\(shown) is not a unit that is known here",
      remedy: likely.map { "write \($0)" } ?? "write one of \(all.joined(separator: ", "))",
    )
  }

  private static func isUnit(_ text: Span<UInt8>) -> Bool {
    text.isEqual(to: "kg") || text.isEqual(to: "l") || text.isEqual(to: "g")
      || text.isEqual(to: "t") || text.isEqual(to: "ml") || text.isEqual(to: "mg")
      || text.isEqual(to: "m3") || text.isEqual(to: "pcs")
  }
}
