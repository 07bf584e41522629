import Journal
import Records
import Sealing

extension BundleReader {
  /// The layers `signature` and `trust`; with the claim come the keys of each journal of the note.
  ///
  /// With `isPartial`, a journal that nobody here knows has none instead of refusing the bundle.
  ///
  /// The card is tried first, since it certifies itself: a note that even its own card
  /// does not vouch for is a forgery, whoever the sender is. Only then is it asked
  /// whether anybody here knows the sender.
  func verifiedClaim(
    _ trust: some BundleTrust,
    leavingOutUnknown isPartial: Bool,
  ) throws(BundleFault) -> (BundleClaim, [[VerifierKey]?]) {
    _ = try signatures(of: signedCard, BundlePath.card, by: [card.journals[0].key])
    let signatures = try signatures(of: signedNote, BundlePath.note, by: card.journals.map(\.key))
    let claim = BundleClaim(note: note, card: try certifiedCard(), keyLinks: try keyLinks())
    try checkSigner(signatures, trust, claim)
    var keys: [[VerifierKey]?] = []
    for journal in note.journals {
      do throws(BundleFault) {
        keys.append(try trust.keys(of: journal.origin, size: journal.size, in: claim))
      } catch {
        guard isPartial, error.layer == .trust else { throw error }
        keys.append(nil)
      }
    }
    return (claim, keys)
  }

  private func signatures(
    of note: SignedNote,
    _ path: String,
    by keys: [VerifierKey],
  ) throws(BundleFault) -> [VerifiedSignature] {
    do throws(NoteFault) {
      return try note.verified(by: keys)
    } catch {
      throw BundleFault(.signature, file: path, error.problem)
    }
  }

  /// The card, which has to be that of the sender, and to certify itself.
  private func certifiedCard() throws(BundleFault) -> Card {
    let certified: Card
    do throws(CardFault) {
      certified = try Card(signedCard)
    } catch {
      throw BundleFault(
        .trust,
        file: BundlePath.card,
        error.problem,
        remedy: error.remedy,
        kind: .notAuthentic,
      )
    }
    guard certified.organisation == note.sender else {
      throw BundleFault(
        .trust,
        file: BundlePath.card,
        "the card is \(certified.organisation)'s, but the note is from \(note.sender)",
        remedy: "nothing was taken from it; ask the sender, by a way other than this file",
        kind: .notAuthentic,
      )
    }
    return certified
  }

  /// Asks whether one of the keys that signed the note is believed here to be the sender's.
  private func checkSigner(
    _ signatures: [VerifiedSignature],
    _ trust: some BundleTrust,
    _ claim: BundleClaim,
  ) throws(BundleFault) {
    for signature in signatures {
      guard let origin = Origin(signature.key.name) else { continue }
      let size = note.journals.first { $0.origin == origin }?.size ?? .max
      if try trust.keys(of: origin, size: size, in: claim).contains(signature.key) { return }
    }
    throw BundleFault(
      .trust,
      file: BundlePath.note,
      "it is signed by a key that is not known here to be the sender's",
      remedy: "ask the sender for a newer card, and run ‘steward trust add CARD’",
    )
  }

  /// The links that came along.
  ///
  /// What is none leads nowhere, and is not looked at again.
  private func keyLinks() throws(BundleFault) -> [SignedNote] {
    var links: [(number: UInt64, note: SignedNote)] = []
    for file in files where file.size <= Int64(SignedNote.maximumLength) {
      guard case .keyLink(let number) = BundlePayload(file.path) else { continue }
      let bytes = try index.range(file.offset, file.size).bytes()
      guard FileDigest(of: bytes) == file.digest else { continue }
      do throws(NoteFault) {
        links.append((number, try SignedNote(parsing: bytes.span.bytes)))
      } catch { continue }
    }
    return links.sorted { $0.number < $1.number }.map(\.note)
  }

  // MARK: - Digests

  /// The layer `digests`: note, tag manifest, manifest, every file, and the attachments' names.
  func verifyDigests() throws(BundleFault) {
    let tagMember = index.tagMember(BundlePath.tagManifest)
    let tagBytes = try index.range(tagMember.offset, tagMember.size).bytes()
    guard FileDigest(of: tagBytes) == note.bag else {
      throw BundleFault(
        .digests,
        file: BundlePath.tagManifest,
        "its SHA-256 is \(FileDigest(of: tagBytes)), but the note signs \(note.bag)",
      )
    }
    for line in try BagManifest(parsing: tagBytes, file: BundlePath.tagManifest).lines {
      let member = index.tagMember(line.name)
      let digest = try index.range(member.offset, member.size).digest()
      guard digest == line.digest else {
        throw BundleFault(
          .digests,
          file: line.name,
          "its SHA-256 is \(digest), but \(line.digest) is listed",
        )
      }
    }
    for file in files {
      guard try index.range(file.offset, file.size).digest() == file.digest else {
        throw BundleFault(
          .digests,
          file: file.path,
          "its SHA-256 is not \(file.digest), which is listed",
        )
      }
      if case .attachment(let digest) = BundlePayload(file.path), digest != file.digest {
        throw BundleFault(.digests, file: file.path, "an attachment is not named by its digest")
      }
    }
  }
}
