public import Records

/// What people write for the holder of a licence that is the firm's own, which names no holder.
public enum OwnHolder {
  /// The words, in the languages that forms have: none of them is a customer's number.
  public static let words = ["self", "selbst"]

  /// Whether records of a form can say so.
  static func exists(in form: Form) -> Bool {
    form.name.name.utf8.elementsEqual("licence".utf8)
  }

  /// Whether a text says so, of a member of a record of a form.
  public static func isMeant(by text: String, member: String, of form: Form) -> Bool {
    exists(in: form) && member.utf8.elementsEqual("holder".utf8)
      && words.contains { $0.utf8.elementsEqual(PlainText.trimmed(text).lowercased().utf8) }
  }
}
