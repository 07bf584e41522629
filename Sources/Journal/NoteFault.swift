public import Records

/// Why a note, a checkpoint or a key in text form is refused.
public enum NoteFault: Hashable, Sendable {
  /// The note has more bytes than ``SignedNote/maximumLength``.
  case tooLong(Int)
  /// The bytes are not UTF-8.
  case notUTF8
  /// There is a control character, at this offset, that is not a line feed.
  case controlCharacter(UInt8, offset: Int)
  /// No blank line with signature lines after it ends the note.
  case noSignatures
  /// The text to be signed does not end in a line feed.
  case noLastLineFeed
  /// What stands after the text, at this place counted from 1, is not a signature line.
  case malformedSignature(number: Int)
  /// There are more signatures than ``SignedNote/maximumSignatures``.
  case tooManySignatures
  /// A known key's signature is not that key's signature of this text.
  case invalidSignature(name: String, keyID: KeyID)
  /// The line names two of the known keys.
  case ambiguousKey(name: String, keyID: KeyID)
  /// None of those that were asked for has signed.
  case notSigned(by: [String])
  /// No signature line can carry this name.
  case badName(String)
  /// The text or the bytes are not a key.
  case badKey(KeyProblem)
  /// The text is not a checkpoint: this line of it, counted from 1, is wrong.
  case malformedCheckpoint(line: Int)
  /// The checkpoint is of another journal.
  case wrongOrigin(expected: String, found: String)
  /// The library could not sign.
  case unsigned

  /// What is wrong with a key.
  public enum KeyProblem: Hashable, Sendable {
    /// It is not `name+id+base64`.
    case syntax
    /// Its type is not one that this program knows.
    case type(UInt8)
    /// It has the wrong number of bytes.
    case length
    /// Its id is not that of its bytes: mistyped, or altered.
    case keyID
    /// It is a point of small order or is not written canonically: anybody could sign for it.
    case weak
  }
}

extension NoteFault: UserFacingError {
  public var problem: String {
    switch self {
    case .tooLong(let count):
      "the note has \(count) bytes; the limit is \(SignedNote.maximumLength)"
    case .notUTF8: "the note is not UTF-8 text"
    case .controlCharacter(let byte, let offset):
      "the note has the control character \(byte) at byte \(offset)"
    case .noSignatures: "the note ends without signature lines"
    case .noLastLineFeed: "the text of the note does not end with a line feed"
    case .malformedSignature(let number): "signature line \(number) of the note is malformed"
    case .tooManySignatures:
      "the note carries more signatures than \(SignedNote.maximumSignatures)"
    case .invalidSignature(let name, let keyID):
      "the signature of ‘\(name.shown)’ (key \(keyID)) does not belong to this text"
    case .ambiguousKey(let name, let keyID):
      "two different keys of ‘\(name.shown)’ have the id \(keyID)"
    case .notSigned(let names): Self.notSigned(names)
    case .badName(let name): "‘\(name.shown)’ cannot be the name of a key"
    case .badKey(let problem): problem.text
    case .malformedCheckpoint(let line): "line \(line) of the checkpoint is malformed"
    case .wrongOrigin(let expected, let found):
      "the checkpoint is of ‘\(found.shown)’, not of ‘\(expected.shown)’"
    case .unsigned: "the signature could not be made"
    }
  }

  public var remedy: String? {
    switch self {
    case .invalidSignature:
      "the text or its signature was changed after signing; ask the sender for it again"
    case .tooLong, .notUTF8, .controlCharacter, .noSignatures, .malformedSignature,
      .malformedCheckpoint:
      "send notes as files: pasting one into a message or an editor changes its bytes"
    case .badKey(.keyID): "compare the key with the one that was sent, character by character"
    default: nil
    }
  }

  public var kind: FailureKind {
    switch self {
    case .unsigned: .unavailable
    case .badName, .noLastLineFeed: .refused
    default: .notAuthentic
    }
  }

  private static func notSigned(_ names: [String]) -> String {
    guard !names.isEmpty else { return "the note is not signed by anybody who is known here" }
    let shown = names.map { "‘\($0.shown)’" }.joined(separator: " or ")
    return "the note is not signed by \(shown)"
  }
}

extension NoteFault.KeyProblem {
  fileprivate var text: String {
    switch self {
    case .syntax: "the text is not a verifier key"
    case .type(let type): "keys of type \(type) are not supported"
    case .length: "the key has the wrong number of bytes"
    case .keyID: "the key does not have the id that is written beside it"
    case .weak: "the key is a weak one, for which anybody could sign"
    }
  }
}
