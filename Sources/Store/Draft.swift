import Foundation
public import Records

/// What a person had answered of a form when they stopped.
///
/// It is no record: it lies beside the journal, is never sent, and is gone once the record
/// is written.
public struct Draft: Hashable, Sendable {
  /// Its file's name in the folder of drafts.
  let file: String
  /// The form that was being filled in.
  public let form: FormName
  /// Who was at work.
  public let author: String
  /// When it was kept last.
  public var time: Timestamp
  /// The members so far.
  public var body: JSON

  /// Begins one that has no file yet.
  public init(form: FormName, author: String, body: JSON, time: Timestamp = .now()) {
    file = "\(form.name)-\(Entry.newSalt().prefix(8))\(Self.ending)"
    self.form = form
    self.author = author
    self.time = time
    self.body = body
  }

  /// Reads a file of the folder, or `nil` where it is none that this program wrote.
  init?(file: String, bytes: [UInt8]) {
    guard let json = try? JSON(parsing: bytes.span.bytes),
      let form = json["form"]?.string.flatMap({ FormName($0) }),
      let time = json["time"]?.string.flatMap({ Timestamp($0) }),
      let author = json["author"]?.string, let body = json["body"], body.members != nil
    else { return nil }
    self.file = file
    self.form = form
    self.author = author
    self.time = time
    self.body = body
  }

  /// How the files' names end.
  static let ending = ".json"

  /// The file's bytes.
  var bytes: [UInt8] {
    let json: JSON = [
      "form": .string(form.text), "author": .string(author), "time": .string(time.text),
      "body": body,
    ]
    return json.bytes + [UInt8(ascii: "\n")]
  }
}
