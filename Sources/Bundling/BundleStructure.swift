import Journal
import Records

/// The bag of a bundle whose files are where they belong: the layer `bag`.
///
/// The manifests list exactly the files that are there, and every journal has its two
/// small files. What the files say is for later layers.
struct BundleStructure: Sendable {
  /// The digests of the files under `data/`, in the order of their names.
  let manifest: BagManifest
  /// What the bag says of itself.
  let info: BagInfo
  /// How many journals there are.
  let journals: Int
  /// Whether there is a sealed bundle inside.
  let hasSealed: Bool

  /// Checks the bag of an archive; one that is nested relays nothing itself.
  init(_ index: BundleIndex, isNested: Bool) throws(BundleFault) {
    guard try index.tagFile(BundlePath.bagit, limit: 256) == BagInfo.declaration else {
      throw BundleFault(.bag, file: BundlePath.bagit, "it does not declare BagIt 1.0 in UTF-8")
    }
    let tags = try BagManifest(
      parsing: index.tagFile(BundlePath.tagManifest, limit: Self.maximumTagFile),
      file: BundlePath.tagManifest,
    )
    try tags.check(lists: BundlePath.listedTagFiles, file: BundlePath.tagManifest)
    manifest = try BagManifest(
      parsing: index.tagFile(BundlePath.manifest, limit: Self.maximumManifest),
      file: BundlePath.manifest,
    )
    try manifest.check(lists: index.payload.lazy.map(\.name), file: BundlePath.manifest)
    guard index.tagMember(BundlePath.readme).size <= Int64(Self.maximumTagFile) else {
      throw BundleFault(
        .bag,
        file: BundlePath.readme,
        "the file is larger than \(Self.maximumTagFile) bytes",
      )
    }
    info = try Self.info(of: index)
    journals = try Self.checkPayload(index.payload, isNested: isNested)
    hasSealed = index.payload.contains { $0.name == BundlePath.sealed }
  }

  private static func info(of index: BundleIndex) throws(BundleFault) -> BagInfo {
    let bytes = try index.tagFile(BundlePath.bagInfo, limit: maximumTagFile)
    guard let info = BagInfo(parsing: bytes) else {
      throw BundleFault(.bag, file: BundlePath.bagInfo, "it does not have its four lines")
    }
    let payload = BagInfo.payload(index.payload.map(\.size))
    guard info.payload.utf8.elementsEqual(payload.utf8) else {
      throw BundleFault(.bag, file: BundlePath.bagInfo, "Payload-Oxum is not \(payload)")
    }
    guard info.name.utf8.elementsEqual(index.name.text.utf8) else {
      throw BundleFault(
        .bag,
        file: BundlePath.bagInfo,
        "External-Identifier is not the bundle's name",
      )
    }
    return info
  }

  /// Checks the files under `data/`, and counts the journals.
  private static func checkPayload(
    _ members: [ArchiveMember],
    isNested: Bool,
  ) throws(BundleFault) -> Int {
    var folders: [Int: (hasBase: Bool, hasCheckpoint: Bool)] = [:]
    for member in members {
      switch BundlePayload(member.name) {
      case .base(let journal): folders[journal, default: (false, false)].hasBase = true
      case .checkpoint(let journal):
        folders[journal, default: (false, false)].hasCheckpoint = true
      case .entries(let journal, _, _), .disclosed(let journal):
        folders[journal] = folders[journal] ?? (false, false)
      case .attachment where member.size > Int64(Limits.attachmentBytes):
        throw BundleFault(
          .bag,
          file: member.name,
          "an attachment is larger than \(Limits.attachmentBytes) bytes",
        )
      case .relayed where isNested:
        throw BundleFault(.bag, file: member.name, "a relayed bundle relays another one")
      case .attachment, .keyLink, .receipt, .relayed, .sealed, nil: break
      }
    }
    guard !folders.isEmpty else { throw BundleFault(.bag, "the bundle has no journal") }
    for journal in 1...folders.count {
      guard let folder = folders[journal] else {
        throw BundleFault(.bag, "the folders of journals are not numbered from 0001 on")
      }
      guard folder.hasBase else {
        throw BundleFault(.bag, file: BundlePath.base(journal), "the file is missing")
      }
      guard folder.hasCheckpoint else {
        throw BundleFault(.bag, file: BundlePath.checkpoint(journal), "the file is missing")
      }
    }
    return folders.count
  }

  private static let maximumTagFile = 65_536
  private static let maximumManifest = 32 << 20
}
