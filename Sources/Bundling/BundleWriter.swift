public import Journal
import Records
public import SystemPackage

/// Writes a bundle: head, stretches of journals line by line, and what goes with them.
///
/// Lines are compressed to a private spool as they come, so that the memory it takes does
/// not grow with the bundle. Nothing has the bundle's name before all of it is on the disk.
/// The same input makes the same bytes.
public struct BundleWriter: ~Copyable {
  private let plan: BundlePlan
  private let files: any FileSystem
  private let spoolFolder: FilePath
  private let spool: BundleSpool
  private var members: [BundleMember] = []
  private var stretches: [BundleNote.Stretch] = []
  private var open: OpenStretch?
  private var keyLinks: UInt64 = 0
  private var attachments: Set<FileDigest> = []

  /// Starts a bundle; `spoolFolder` is private to the caller and on the disk that has room
  /// for it.
  ///
  /// - Throws: ``BundleFault`` when the spool cannot be written.
  public init(
    _ plan: BundlePlan,
    spoolingIn spoolFolder: FilePath,
    of files: any FileSystem,
  ) throws(BundleFault) {
    let spool = try BundleSpool(in: spoolFolder, of: files)
    self.plan = plan
    self.files = files
    self.spoolFolder = spoolFolder
    self.spool = spool
  }

  // MARK: - Stretches

  /// Begins the next journal's stretch: from `base` to what `checkpoint` signs.
  ///
  /// Its entries follow, in their order, until ``endStretch()``. Journals come in the order
  /// of their origins, so that one content has one note.
  ///
  /// - Throws: ``BundleFault`` for more journals than a bundle may have, a size beyond
  ///   twelve digits, and a checkpoint smaller than the base.
  public mutating func beginStretch(
    of origin: Origin,
    from base: Frontier,
    to checkpoint: Checkpoint,
    signed note: SignedNote,
  ) throws(BundleFault) {
    precondition(open == nil, "A stretch was begun before the one before it ended.")
    precondition(note.text == checkpoint.text, "The note is the checkpoint's.")
    if let last = stretches.last {
      precondition(last.origin < origin, "Journals come in the order of their origins, each once.")
    }
    guard stretches.count < Limits.bundleJournals else {
      throw refused("a bundle holds at most \(Limits.bundleJournals) journals")
    }
    guard checkpoint.origin.utf8.elementsEqual(origin.text.utf8), base.count <= checkpoint.size,
      checkpoint.size <= BundleRange.maximumSize
    else {
      throw refused("no stretch of ‘\(origin)’ runs from \(base.count) to \(checkpoint.size)")
    }
    let number = stretches.count + 1
    stretches.append(
      BundleNote.Stretch(
        origin: origin,
        base: base.count,
        size: checkpoint.size,
        root: checkpoint.root,
      )
    )
    add(BundlePath.checkpoint(number), note.bytes)
    add(BundlePath.base(number), base.text)
    open = OpenStretch(number: number, target: checkpoint, frontier: base)
  }

  /// Adds the next line of the stretch, an entry or a stub, without its line feed.
  ///
  /// - Throws: ``BundleFault`` when the line is longer than an entry may be, and when it
  ///   cannot be written.
  public mutating func append(_ line: RawSpan) throws(BundleFault) {
    let stretch = openStretch
    guard line.byteCount <= Limits.entryBytes else {
      throw refused("an entry is longer than \(Limits.entryBytes) bytes and needs a stub")
    }
    if stretch.isFull(before: line) { try cut(stretch) }
    stretch.append(line)
  }

  /// Adds a journal's packed segment as it is: the entries of `range`, which come next.
  ///
  /// It is not looked into; who packed it answers for it.
  ///
  /// - Throws: ``BundleFault`` when it cannot be read.
  public mutating func appendSegment(
    _ range: BundleRange,
    _ file: any OpenFile,
  ) throws(BundleFault) {
    let stretch = openStretch
    try cut(stretch)
    precondition(range.first == stretch.next, "The segment is the next one of the stretch.")
    stretch.skip(to: range.last + 1)
    try add(BundlePath.entries(stretch.number, range), FileRange(file))
  }

  /// Adds an entry from before the stretch, which the recipient may read by now; in the
  /// order of their indexes.
  public mutating func disclose(_ line: RawSpan, at index: UInt64) throws(BundleFault) {
    let stretch = openStretch
    precondition(index < stretches[stretch.number - 1].base, "The entry is an older one.")
    try stretch.disclose(line, at: index, spoolFolder, files)
  }

  /// Ends the stretch.
  ///
  /// - Throws: ``BundleFault`` when there are fewer or more entries than the checkpoint says,
  ///   and when they do not hash to its root, which is only known where each was added as a
  ///   line.
  public mutating func endStretch() throws(BundleFault) {
    let stretch = openStretch
    open = nil
    try cut(stretch)
    if let disclosed = try stretch.finishDisclosed() {
      try add(BundlePath.disclosed(stretch.number), disclosed)
    }
    guard stretch.next == stretch.target.size else {
      throw BundleFault(
        .tree,
        "the stretch ends at \(stretch.next), but its checkpoint at \(stretch.target.size)",
      )
    }
    guard let root = stretch.root else { return }
    guard root == stretch.target.root else {
      throw BundleFault(
        .tree,
        "the entries of ‘\(stretch.target.origin)’ do not give the root that was signed",
        remedy: "run ‘steward verify’: the journal or its checkpoint is damaged",
      )
    }
  }

  private mutating func cut(_ stretch: OpenStretch) throws(BundleFault) {
    guard let range = stretch.pendingRange else { return }
    let start = spool.end
    try spool.append(stretch.takePending())
    try add(BundlePath.entries(stretch.number, range), spool.range(from: start))
  }

  // MARK: - What goes with them

  /// Adds an attachment, under its digest.
  ///
  /// - Throws: ``BundleFault`` for one that is too large or cannot be read.
  public mutating func addAttachment(_ file: any OpenFile) throws(BundleFault) {
    let range = try FileRange(file)
    guard range.size <= Int64(Limits.attachmentBytes) else {
      throw refused("an attachment is larger than \(Limits.attachmentBytes >> 20) MiB")
    }
    let digest = try range.digest()
    guard attachments.insert(digest).inserted else { return }
    members.append(BundleMember(BundlePath.attachment(digest), .range(range), digest))
  }

  /// Adds the next key rotation link, a signed note.
  public mutating func addKeyLink(_ note: [UInt8]) {
    keyLinks += 1
    add(BundlePath.keyLink(keyLinks), note)
  }

  /// Adds a receipt for what is held of this journal, a signed note.
  public mutating func addReceipt(of origin: Origin, _ note: [UInt8]) {
    add(BundlePath.receipt(origin), note)
  }

  /// Adds another organisation's bundle as it was received, under its file name.
  ///
  /// - Throws: ``BundleFault`` when the name is not one of a bundle, or the file cannot be read.
  public mutating func addRelayed(_ name: String, _ file: any OpenFile) throws(BundleFault) {
    let path = BundlePath.relayed(name)
    guard BundlePayload(path) == .relayed(name) else {
      throw refused("‘\(Text(name).shown())’ is not the file name of a bundle")
    }
    try add(path, FileRange(file))
  }

  /// Adds the encrypted bundle inside.
  ///
  /// - Throws: ``BundleFault`` when it cannot be read.
  public mutating func addSealed(_ file: any OpenFile) throws(BundleFault) {
    precondition(plan.isSealed, "Only a sealed bundle has a bundle inside.")
    try add(BundlePath.sealed, FileRange(file))
  }

  private mutating func add(_ path: String, _ bytes: [UInt8]) {
    members.append(BundleMember(path, .bytes(bytes), FileDigest(of: bytes)))
  }

  private mutating func add(_ path: String, _ range: FileRange) throws(BundleFault) {
    members.append(BundleMember(path, .range(range), try range.digest()))
  }

  // MARK: - The end

  /// Signs the bundle and writes it to `path`, in place of a file that is there.
  ///
  /// It is written under a temporary name beside, synced, and renamed.
  ///
  /// - Throws: ``BundleFault``; and what `sign` throws, which is given the text of the note.
  public consuming func finish(
    at path: FilePath,
    sign: ([UInt8]) throws -> SignedNote,
  ) throws -> WrittenBundle {
    precondition(open == nil, "The last stretch has ended.")
    members.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    guard members.count + BundlePath.tagFiles.count <= Limits.bundleMembers else {
      throw refused("a bundle holds at most \(Limits.bundleMembers) files")
    }
    let bag = BundleBag(plan, payload: members)
    let note = BundleNote(
      sender: plan.sender,
      recipients: plan.recipients,
      journals: stretches,
      part: plan.part,
      isSealed: plan.isSealed,
      bag: bag.digest,
    )
    let signed = try sign(note.text)
    precondition(signed.text == note.text, "The note that was to be signed was signed.")
    let bytes = try write(bag.tagFiles(note: signed.bytes) + members, to: path)
    return WrittenBundle(path: path, note: note, bytes: bytes)
  }

  private borrowing func write(
    _ members: [BundleMember],
    to path: FilePath,
  ) throws(BundleFault) -> Int64 {
    let files = files
    let parent = path.removingLastComponent()
    // Opened first: the folder that is synced is the one that was written to.
    let folder = try BundleFault.machine { () throws(FileSystemError) in
      try files.openFolder(parent.isEmpty ? "." : parent)
    }
    let temporary = TemporaryName.make(for: path)
    let file = try BundleFault.machine { () throws(FileSystemError) in
      try files.open(temporary, .create())
    }
    do throws(BundleFault) {
      var archive = try ArchiveWriter.open(file)
      for member in members { try member.write(to: &archive, in: plan.name) }
      try archive.finish()
      return try BundleFault.machine { () throws(FileSystemError) in
        try file.sync(.everything)
        let size = try file.size()
        try files.rename(temporary, to: path)
        try folder.sync()
        return size
      }
    } catch {
      // A second failure would say nothing that the first does not.
      do throws(FileSystemError) { try files.remove(temporary) } catch {}
      throw error
    }
  }

  private var openStretch: OpenStretch {
    guard let open else { preconditionFailure("A stretch has to be begun first.") }
    return open
  }

  private func refused(_ reason: String) -> BundleFault {
    BundleFault(.archive, reason, kind: .refused)
  }
}
