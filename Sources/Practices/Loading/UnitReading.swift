internal import Records

/// Reads the units that people and spreadsheets write.
enum UnitReading {
  /// The unit that is meant, as entries hold it, or `nil` where it is not certain.
  ///
  /// Capitals do not count, but for `Mg`, which is a tonne to a chemist and a milligram to
  /// everybody else. A `ton` is three different weights, so it is none here.
  static func unit(_ text: String) -> String? {
    if text == "Mg" { return nil }
    let lower = text.lowercased()
    return UnitOfMeasure.all.first { $0 == lower } ?? words[lower]
  }

  private static let words = [
    "kgs": "kg", "kilogram": "kg", "kilograms": "kg", "gram": "g", "grams": "g",
    "milligram": "mg", "milligrams": "mg", "tonne": "t", "tonnes": "t", "litre": "l",
    "litres": "l", "liter": "l", "liters": "l", "ltr": "l", "millilitre": "ml",
    "millilitres": "ml", "milliliter": "ml", "milliliters": "ml", "m³": "m3",
  ]
}
