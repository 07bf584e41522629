/// One entry as typed values: for making one and for showing one.
///
/// Entries that are stored or received stay bytes and are read with ``EntryReader``; a
/// million of these would cost a hundred times as much. Two are equal when their lines
/// are.
public struct Entry: Sendable {
  /// The form that the body follows.
  public var form: FormName
  /// The writer's organisation.
  public var organisation: OrganisationID
  /// The record's first entry; `nil` in that entry itself.
  public var record: EntryID?
  /// The record's heads that the writer saw, each once; empty in a first entry.
  public var parents: [EntryID]
  /// The fields that a revision sets, changes or removes, in the order of their bytes;
  /// `nil` in a first entry, which writes them all.
  ///
  /// One that withdraws its record may do without.
  public var writes: [String]?
  /// When it was written, as the writer claims.
  public var time: Timestamp
  /// Who wrote it, as claimed.
  public var author: String
  /// Who may read the record besides its organisation: `association`, `authority`,
  /// `vetted`, `public` or an organisation's id.
  ///
  /// In every first entry and only there; `[]` stays home.
  public var audience: [String]?
  /// The reason; only a first entry does without.
  public var because: String?
  /// Whether it withdraws the record; it has no body then.
  public var isVoid: Bool
  /// 16 random bytes in base32, so that the id says nothing about a withheld entry.
  public var salt: String
  /// The record's full state, an object; `nil` where the record is withdrawn.
  public var body: JSON?

  /// A record's first entry.
  public init(
    form: FormName,
    organisation: OrganisationID,
    time: Timestamp,
    author: String,
    audience: [String],
    because: String? = nil,
    salt: String = Self.newSalt(),
    body: JSON,
  ) {
    self.init(
      form: form,
      organisation: organisation,
      record: nil,
      parents: [],
      writes: nil,
      time: time,
      author: author,
      audience: audience,
      because: because,
      isVoid: false,
      salt: salt,
      body: body,
    )
  }

  /// An entry with these members, whether or not they go together: ``line()`` tells.
  public init(
    form: FormName,
    organisation: OrganisationID,
    record: EntryID?,
    parents: [EntryID],
    writes: [String]?,
    time: Timestamp,
    author: String,
    audience: [String]?,
    because: String?,
    isVoid: Bool,
    salt: String,
    body: JSON?,
  ) {
    self.form = form
    self.organisation = organisation
    self.record = record
    self.parents = parents
    self.writes = writes
    self.time = time
    self.author = author
    self.audience = audience
    self.because = because
    self.isVoid = isVoid
    self.salt = salt
    self.body = body
  }

  /// 16 bytes from the system's generator, as a salt.
  public static func newSalt() -> String {
    var generator = SystemRandomNumberGenerator()
    return Base32.encode((0..<16).map { _ in UInt8.random(in: .min ... .max, using: &generator) })
  }

  /// Whether these bytes are 16 bytes in base32: 26 characters, the last two bits zero.
  static func isSalt(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard bytes.count == 26 else { return false }
    var last: UInt8 = 0
    for byte in bytes {
      guard let value = Base32.value(of: byte) else { return false }
      last = value
    }
    return last & 3 == 0
  }

  /// Whether these bytes name somebody who can be in an audience.
  static func isReader(_ bytes: UnsafeRawBufferPointer) -> Bool {
    if OrganisationID.isValid(bytes) { return true }
    return ["association", "authority", "vetted", "public"].contains { role in
      role.utf8.elementsEqual(bytes)
    }
  }
}

extension Entry: Hashable {
  public static func == (left: Self, right: Self) -> Bool { left.json.bytes == right.json.bytes }

  public func hash(into hasher: inout Hasher) { hasher.combine(json.bytes) }
}
