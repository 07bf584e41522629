import ArgumentParser
import Records

/// The words of a command line as the system hands them over: bytes that need not be text.
enum ArgumentBytes {
  /// The words as text.
  ///
  /// Other programs replace what is no UTF-8 by a sign of their own; a name would then be kept
  /// in letters that nobody typed.
  ///
  /// - Throws: `ValidationError`, which names the word that is not UTF-8.
  static func text(of words: [[UInt8]]) throws -> [String] {
    try words.indices.map { index in
      guard let text = String(validating: words[index], as: UTF8.self) else {
        throw ValidationError(
          """
          \(name(of: index, in: words)) is not text in UTF-8 \
          (\(Text(String(decoding: words[index], as: UTF8.self)).shown())). Set your terminal or \
          script to UTF-8; give a file or folder of such a name another one.
          """
        )
      }
      return text
    }
  }

  /// What a person calls the word: the field or option that it is for, else its place.
  private static func name(of index: Int, in words: [[UInt8]]) -> String {
    let word = words[index]
    let option = UInt8(ascii: "-")
    let start = word.firstIndex(of: UInt8(ascii: "=")).flatMap {
      String(validating: word[..<$0], as: UTF8.self)
    }
    if word.first == option { return start.map { "The value of \($0)" } ?? "An option" }
    if index > 0, words[index - 1].first == option, words[index - 1].count > 1,
      let before = String(validating: words[index - 1], as: UTF8.self), !before.contains("=")
    {
      let names = ["--field", "--set", "--where", "--answer", "--map"]
      guard names.contains(before), let start else { return "The value of \(before)" }
      return "The value of \(before) ‘\(start.shown)’"
    }
    return "Word \(index + 1) of the command"
  }
}
