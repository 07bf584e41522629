/// A text that speaks of a subject, and why the program thinks so.
public struct ScreeningHit: Hashable, Sendable {
  /// The subject.
  public var subject: ScreeningSubject
  /// What agrees.
  public var why: Reason
  /// The words of the text that agree.
  public var words: String

  /// The ways in which a text can speak of somebody.
  public enum Reason: Hashable, Sendable {
    /// The text is the name.
    case name
    /// The text is the name, but for one letter.
    case similarName
    /// The name stands in the text.
    case nameInText
    /// The text is a part of the name that few others have.
    case partOfName
    /// A number is the same: `VAT number`.
    case number(String)
    /// The substance is the same.
    case substance
    /// The address is the same.
    case address
    /// The text stands in what the alert says.
    case alertText

    /// The reason as scripts read it.
    public var code: String {
      switch self {
      case .name: "name"
      case .similarName: "similar-name"
      case .nameInText: "name-in-text"
      case .partOfName: "part-of-name"
      case .number: "number"
      case .substance: "substance"
      case .address: "address"
      case .alertText: "alert-text"
      }
    }

    /// The reason for people.
    public var text: String {
      switch self {
      case .name: "same name"
      case .similarName: "same name but for a letter"
      case .nameInText: "name in the text"
      case .partOfName: "part of the name"
      case .number(let label): "same \(label)"
      case .substance: "same substance"
      case .address: "same address"
      case .alertText: "words of the alert"
      }
    }
  }
}
