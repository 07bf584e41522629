/// How large things may be: checked on entry, before anything is believed or allocated.
///
/// Over a limit, a file is refused with the limit named; a single authentic line is
/// malformed.
public enum Limits {
  /// Bytes of an entry's line, the line feed left off: what a C2SP entry bundle can carry.
  public static let entryBytes = 65_535
  /// Objects and arrays inside each other, the entry itself counted.
  public static let nesting = 16
  /// Members of one object, at any depth.
  public static let objectMembers = 256
  /// Heads that one revision joins.
  public static let parents = 64
  /// Roles and organisations that one record may be shown to.
  public static let audience = 16
  /// Heads of one record that are merged; beyond them there is one conflict, `too many`.
  public static let heads = 64

  /// Entries in one segment or stretch file.
  public static let segmentEntries = 4_096
  /// Bytes of one segment or stretch file, inflated.
  public static let segmentBytes = 16 << 20
  /// Bytes of a file of entries that are disclosed later, inflated.
  public static let disclosedBytes = 64 << 20
  /// Inflated bytes for each compressed one.
  public static let compressionRatio = 200

  /// Members of a bundle's archive.
  public static let bundleMembers = 100_000
  /// Journals in one bundle.
  public static let bundleJournals = 64
  /// Bundles relayed inside bundles.
  public static let bundleNesting = 1
  /// Bytes of a path in a bundle.
  public static let pathBytes = 200
  /// Bytes of one attachment.
  public static let attachmentBytes = 256 << 20

  /// Signature lines of a note.
  public static let noteSignatures = 64
  /// Bytes of a note, signatures included.
  public static let noteBytes = 64 << 10

  /// Bytes of a form's JSON Schema.
  public static let formBytes = 256 << 10
  /// References that are followed from one another in a form.
  public static let formReferences = 16
  /// Bytes of one cell of a CSV file.
  public static let cellBytes = 64 << 10

  /// Bytes kept in quarantine and held for one signer, and for all unknown signers together.
  public static let keptBytesOfSigner = 1 << 30
  /// Bytes kept in quarantine and held in all.
  public static let keptBytes = 4 << 30
}
