/// A language that labels and help are shown in.
public struct Language: Hashable, Sendable {
  /// Its two letters by ISO 639-1, `de`.
  public let code: String

  /// The language that the forms themselves are written in.
  public static let english = Language(known: "en")

  /// Every language, English first: the embedded files of the folder `Texts` besides.
  public static let all = [english] + FormLibrary.translations.map { Language(known: $0.code) }

  private init(known code: String) { self.code = code }

  /// The language that a locale such as `de_AT.UTF-8` begins with, or `nil` where there is
  /// no translation into it.
  public init?(locale: String) {
    let code = locale.lowercased().prefix { $0.isLetter }
    guard let language = Self.all.first(where: { $0.code == code }) else { return nil }
    self = language
  }

  /// The language that a person's environment asks for.
  ///
  /// `STEWARD_LANGUAGE` counts first, then what POSIX says messages go by: `LC_ALL`, else
  /// `LC_MESSAGES`, else `LANG`. What names no language known here means English.
  public init(environment: [String: String]) {
    let names = ["STEWARD_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"]
    let chosen = names.lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
    self = chosen.flatMap { Language(locale: $0) } ?? .english
  }
}
