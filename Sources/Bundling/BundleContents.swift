import Journal
import Records
import Sealing

/// What a bundle's files are, once their digests are known to be right.
struct BundleContents: Sendable {
  private(set) var stretches: [BundleStretch] = []
  private(set) var attachments: [BundleFile] = []
  private(set) var receipts: [BundleReceipt] = []
  private(set) var relayed: [BundleFile] = []
  private(set) var sealed: BundleFile?
  private(set) var unverified: [Origin] = []

  /// Sorts the files, and verifies the checkpoints: the layer `checkpoint`, and of the layer
  /// `tree` what needs no entry.
  ///
  /// `keys` are those of each journal of the note; a journal without any is left out.
  init(
    _ reader: BundleReader,
    claim: BundleClaim,
    keys: [[VerifierKey]?],
  ) throws(BundleFault) {
    var folders = [Folder](repeating: Folder(), count: reader.note.journals.count)
    for file in reader.files {
      switch BundlePayload(file.path) {
      case .checkpoint(let number): folders[number - 1].checkpoint = file
      case .base(let number): folders[number - 1].base = file
      case .disclosed(let number): folders[number - 1].disclosed = file
      case .entries(let number, let first, let last):
        folders[number - 1].segments.append((first, last, file))
      case .attachment: attachments.append(file)
      case .receipt(let origin): receipts.append(BundleReceipt(origin: origin, file: file))
      case .relayed: relayed.append(file)
      case .sealed: sealed = file
      case .keyLink, nil: break
      }
    }
    let others = claim.card.witnesses + claim.card.receipts
    var notes: [SignedNote?] = []
    for (index, line) in reader.note.journals.enumerated() {
      guard let keys = keys[index] else {
        notes.append(nil)
        unverified.append(line.origin)
        continue
      }
      notes.append(
        try Self.checkpoint(folders[index].checkpoint, reader, line, keys, others: others)
      )
    }
    for (index, line) in reader.note.journals.enumerated() {
      guard let note = notes[index] else { continue }
      let segments = try Self.segments(folders[index].segments, covering: line)
      stretches.append(
        BundleStretch(
          number: index + 1,
          origin: line.origin,
          base: try Self.base(folders[index].base, reader, line),
          checkpoint: Checkpoint(origin: line.origin.text, size: line.size, root: line.root),
          checkpointNote: note,
          segments: segments,
          disclosed: folders[index].disclosed,
        )
      )
    }
  }

  /// The files of one folder of `data/journals`.
  private struct Folder {
    var checkpoint: BundleFile?
    var base: BundleFile?
    var disclosed: BundleFile?
    var segments: [(first: UInt64, last: UInt64, file: BundleFile)] = []
  }

  /// The signed checkpoint, which has to be the one that the note names, and signed by one of
  /// the journal's `keys`; a line by one of the `others`, the sender's own, has to be right too.
  private static func checkpoint(
    _ file: BundleFile?,
    _ reader: BundleReader,
    _ line: BundleNote.Stretch,
    _ keys: [VerifierKey],
    others: [VerifierKey],
  ) throws(BundleFault) -> SignedNote {
    let file = found(file)
    let bytes = try reader.smallFile(file, limit: SignedNote.maximumLength, layer: .checkpoint)
    let note: SignedNote
    do throws(NoteFault) {
      note = try SignedNote(parsing: bytes.span.bytes)
      let verified = try note.verified(by: keys + others)
      guard verified.contains(where: { keys.contains($0.key) }) else {
        throw .notSigned(by: keys.map(\.name))
      }
    } catch {
      throw BundleFault(.checkpoint, file: file.path, error.problem)
    }
    let named = Checkpoint(origin: line.origin.text, size: line.size, root: line.root)
    guard note.text == named.text else {
      throw BundleFault(
        .checkpoint,
        file: file.path,
        "it is not the one that the bundle's note names",
      )
    }
    return note
  }

  private static func base(
    _ file: BundleFile?,
    _ reader: BundleReader,
    _ line: BundleNote.Stretch,
  ) throws(BundleFault) -> Frontier {
    let file = found(file)
    let bytes = try reader.smallFile(file, limit: 4_096, layer: .tree)
    let base: Frontier
    do throws(FrontierFault) {
      base = try Frontier(parsing: bytes.span.bytes)
    } catch {
      throw BundleFault(.tree, file: file.path, error.problem)
    }
    guard base.count == line.base else {
      throw BundleFault(
        .tree,
        file: file.path,
        "it is of size \(base.count), but the note says \(line.base)",
      )
    }
    return base
  }

  /// The files of entries, which hold those from the base to the size, each once.
  private static func segments(
    _ files: [(first: UInt64, last: UInt64, file: BundleFile)],
    covering line: BundleNote.Stretch,
  ) throws(BundleFault) -> [BundleStretch.Segment] {
    var next = line.base
    var segments: [BundleStretch.Segment] = []
    for (first, last, file) in files {
      guard first == next, last < line.size else {
        throw BundleFault(.tree, file: file.path, "the entries that follow here begin at \(next)")
      }
      guard let range = BundleRange(first: first, last: last) else {
        throw BundleFault(
          .tree,
          file: file.path,
          "a file of entries ends before every index divisible by \(Limits.segmentEntries)",
        )
      }
      segments.append(BundleStretch.Segment(range: range, file: file))
      next = last + 1
    }
    guard next == line.size else {
      throw BundleFault(
        .tree,
        "the entries of ‘\(line.origin)’ from \(next) to \(line.size) are missing",
      )
    }
    return segments
  }

  private static func found(_ file: BundleFile?) -> BundleFile {
    guard let file else {
      preconditionFailure("Every journal was found to have a base and a checkpoint.")
    }
    return file
  }
}
