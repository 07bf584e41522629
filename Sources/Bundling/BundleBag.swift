import Sealing

/// The files of a bag that describe the others.
struct BundleBag {
  private let info: BundleMember
  private let card: BundleMember
  private let manifest: BundleMember
  private let tagManifest: BundleMember
  private let declaration = BundleMember(BundlePath.bagit, BagInfo.declaration)
  private let readme = BundleMember(BundlePath.readme, BundleReadme.bytes)

  /// Describes these files, all of which are under `data/`.
  init(_ plan: BundlePlan, payload: [BundleMember]) {
    let info = BagInfo(
      sender: plan.card.name,
      name: plan.name,
      payload: BagInfo.payload(payload.map(\.size)),
      part: plan.part,
    )
    self.info = BundleMember(BundlePath.bagInfo, info.bytes)
    card = BundleMember(BundlePath.card, plan.card.bytes)
    manifest = BundleMember(BundlePath.manifest, BagManifest(payload.map(\.line)).bytes)
    let listed = [readme, self.info, declaration, card, manifest].map(\.line)
    tagManifest = BundleMember(BundlePath.tagManifest, BagManifest(listed).bytes)
  }

  /// What the note signs: the digest of the tag manifest.
  var digest: FileDigest { tagManifest.digest }

  /// The files outside `data/`, in their order.
  func tagFiles(note: [UInt8]) -> [BundleMember] {
    let note = BundleMember(BundlePath.note, note)
    return [declaration, note, card, info, tagManifest, manifest, readme]
  }
}
