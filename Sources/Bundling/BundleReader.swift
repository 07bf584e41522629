public import Journal
public import Records
import Sealing
public import SystemPackage

/// A bundle that was opened: its archive, bag and notes are well formed, and nothing that they
/// say is known to be true.
///
/// The layers are looked at in the order of ``BundleLayer``, each once the one before has
/// held: opening takes those up to `note`, ``verify(trust:isAddressed:)`` the ones up to the
/// checkpoints, and reading the entries of a ``VerifiedBundle`` the rest. No memory grows
/// with the entries, and no byte is inflated before it is known to be what was signed.
public struct BundleReader: Sendable {
  /// What the note says, unverified.
  public let note: BundleNote
  /// The name of the folder inside the archive.
  public var name: BundleName { index.name }

  let index: BundleIndex
  let signedNote: SignedNote
  let card: CardContent
  let signedCard: SignedNote
  let files: [BundleFile]

  /// Opens the bundle at `path`.
  ///
  /// The file should be private to the caller: what another process changes after its
  /// digest was taken is noticed for entries, but not for attachments.
  ///
  /// - Throws: ``BundleFault`` of the layers `machine`, `archive`, `bag` and `note`.
  public init(
    opening path: FilePath,
    in system: any FileSystem,
    isNested: Bool = false,
  ) throws(BundleFault) {
    let file = try BundleFault.machine { () throws(FileSystemError) in
      try system.open(path, .read)
    }
    try self.init(file, isNested: isNested)
  }

  /// Opens the bundle in a file; one that was relayed inside another is nested and relays
  /// nothing itself.
  ///
  /// - Throws: ``BundleFault`` of the layers `machine`, `archive`, `bag` and `note`.
  public init(_ file: any OpenFile, isNested: Bool = false) throws(BundleFault) {
    index = try BundleIndex(file)
    let bag = try BundleStructure(index, isNested: isNested)
    files = zip(index.payload, bag.manifest.lines).map { member, line in
      BundleFile(path: member.name, offset: member.offset, size: member.size, digest: line.digest)
    }
    signedNote = try Self.signedNote(BundlePath.note, of: index)
    note = try BundleNote(parsing: signedNote.text)
    signedCard = try Self.signedNote(BundlePath.card, of: index)
    do throws(CardFault) {
      card = try CardContent(parsing: signedCard.text)
    } catch {
      throw BundleFault(.note, file: BundlePath.card, error.problem)
    }
    try check(note, against: bag)
  }

  /// Verifies signatures, trust, address, digests and checkpoints, in this order.
  ///
  /// `isAddressed` is asked whether a bundle for these recipients is for the reader, or for
  /// somebody whom it relays to; `nil` asks nobody. With `isPartial`, stretches of journals
  /// that `trust` does not know are left out instead of refusing the bundle.
  ///
  /// - Throws: ``BundleFault`` with the first layer that does not hold.
  public func verify(
    trust: some BundleTrust,
    leavingOutUnknown isPartial: Bool = false,
    isAddressed: (([OrganisationID]) -> Bool)? = nil,
  ) throws(BundleFault) -> VerifiedBundle {
    let (claim, keys) = try verifiedClaim(trust, leavingOutUnknown: isPartial)
    if let isAddressed, !isAddressed(note.recipients) {
      throw BundleFault(
        .address,
        "the bundle is for \(note.recipients.map(\.text).joined(separator: ", "))",
        remedy: "import it at one of those, or ask the sender to pack one for you",
      )
    }
    try verifyDigests()
    return VerifiedBundle(
      reader: self,
      claim: claim,
      contents: try BundleContents(self, claim: claim, keys: keys),
    )
  }

  /// All bytes of a file under `data/` that has few.
  func smallFile(
    _ file: BundleFile,
    limit: Int,
    layer: BundleLayer = .bag,
  ) throws(BundleFault) -> [UInt8] {
    guard file.size <= Int64(limit) else {
      throw BundleFault(layer, file: file.path, "the file is larger than \(limit) bytes")
    }
    return try index.range(file.offset, file.size).bytes()
  }

  // MARK: - Notes

  private static func signedNote(
    _ path: String,
    of index: BundleIndex,
  ) throws(BundleFault) -> SignedNote {
    let bytes = try index.tagFile(path, limit: SignedNote.maximumLength, layer: .note)
    do throws(NoteFault) {
      return try SignedNote(parsing: bytes.span.bytes)
    } catch {
      throw BundleFault(.note, file: path, "it is not a signed note: \(error.problem)")
    }
  }

  /// Checks what the note and the bag both say.
  private func check(
    _ note: BundleNote,
    against bag: BundleStructure,
  ) throws(BundleFault) {
    guard note.part == BundlePart() else {
      throw BundleFault(
        .note,
        file: BundlePath.note,
        "it is a part of a split bundle, which this version cannot put together",
        remedy: "ask the sender to pack it whole",
      )
    }
    guard note.journals.count == bag.journals else {
      throw BundleFault(
        .note,
        file: BundlePath.note,
        "it names \(note.journals.count) journals, but the bag holds \(bag.journals)",
      )
    }
    guard bag.hasSealed == note.isSealed else {
      throw BundleFault(
        .note,
        file: BundlePath.sealed,
        bag.hasSealed ? "the note does not say that it is sealed" : "the sealed part is missing",
      )
    }
    guard bag.info.count.utf8.elementsEqual(BagInfo.count(of: note.part).utf8) else {
      throw BundleFault(.note, file: BundlePath.bagInfo, "Bag-Count is not the note's part")
    }
    guard bag.info.sender.utf8.elementsEqual(card.name.utf8) else {
      throw BundleFault(
        .note,
        file: BundlePath.bagInfo,
        "Source-Organization is not the name on the card",
      )
    }
  }
}
