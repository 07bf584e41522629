/// What may stand as the name of a key.
public enum NoteName {
  /// Whether the text is not empty and has neither white space nor a plus sign, nor a
  /// control character (C2SP signed-note).
  public static func isValid(_ name: String) -> Bool {
    !name.isEmpty
      && name.unicodeScalars.allSatisfy {
        !$0.properties.isWhitespace && $0 != "+" && $0.value >= 0x20
      }
  }
}
