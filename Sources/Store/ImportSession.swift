import Bundling
import CentralView
import Foundation
import Journal
import Records
import Sealing
import SystemPackage

/// One import: the bundles that were named, and those kept from before.
///
/// They are looked at until nothing more comes of any of them, so that their order makes
/// no difference. Each is filed, durably, before the next is looked at; the view follows at
/// the end, in one transaction.
final class ImportSession {
  /// The store that imports.
  let store: Store
  private let workshop: FilePath
  /// Whether nothing is written, and the same is reported.
  let isRehearsal: Bool
  private let takesBack: Bool
  /// How much is kept of what waits.
  let limits: KeptLimits
  /// What waits already.
  var kept = KeptBytes()
  /// The journals that are read and written.
  let shelf: JournalShelf
  /// Whom the organisation trusts, with what this import has learnt.
  var book: TrustBook
  /// What the book has learnt in this import, which a rehearsal keeps nowhere else.
  private var learnt: [Card] = []
  private var enrolments: [Enrolment] = []
  /// The bundles that are looked at.
  var waiting: [ImportSource] = []
  /// What is reported in the end.
  var report = ImportReport()

  /// `takesBack`: Whether entries of the own journal that the store has lost are kept.
  init(
    _ store: Store,
    workshop: FilePath,
    isRehearsal: Bool,
    takesBack: Bool = false,
    limits: KeptLimits,
  ) throws {
    self.store = store
    self.takesBack = takesBack
    self.limits = limits
    self.workshop = workshop
    self.isRehearsal = isRehearsal
    shelf = JournalShelf(
      store.layout,
      own: store.settings.origin,
      copies: isRehearsal ? workshop.appending("rehearsal") : nil,
      files: store.files,
    )
    book = try store.trust()
    if isRehearsal { try store.files.makeFolder(workshop.appending("rehearsal")) }
  }

  // MARK: Collecting

  /// Copies the bundles at these paths, once, to where nobody else can change them.
  func collect(_ paths: [FilePath]) throws {
    for path in paths {
      let status = try store.files.status(path)
      switch status?.kind {
      case .file: try take(path)
      case .folder:
        for item in try store.files.list(path) {
          if item.kind == .file, item.name.hasSuffix(".tar"), !item.name.hasPrefix(".") {
            try take(path.appending(item.component))
          } else {
            report.ignored.append(path.appending(item.component).string)
          }
        }
      case .link: throw StoreError.unreadablePath(path.string, reason: "it is a link")
      case .other: throw StoreError.unreadablePath(path.string, reason: "it is no regular file")
      case nil: throw StoreError.unreadablePath(path.string, reason: "there is nothing")
      }
    }
    for folder in [store.layout.held, store.layout.quarantine] {
      for item in try store.files.list(folder) where item.kind == .file {
        let path = folder.appending(item.component)
        waiting.append(ImportSource(name: path.string, path: path, isKept: true))
      }
    }
  }

  private func take(_ path: FilePath) throws {
    let copy = workshop.appending("source-\(waiting.count)")
    do throws(FileSystemError) {
      try store.files.copy(store.files.open(path, .read), to: copy)
    } catch {
      throw StoreError.unreadablePath(path.string, reason: error.problem)
    }
    waiting.append(ImportSource(name: path.string, path: copy, isKept: false))
  }

  // MARK: Looking

  func run(_ progress: ((String) -> Void)?) throws {
    var hasProgress = true
    while hasProgress {
      hasProgress = false
      for index in waiting.indices where waiting[index].isOpen {
        progress?(waiting[index].name)
        let before = learnt.count + enrolments.count
        let look = try look(at: waiting[index])
        waiting[index].result = look.result
        waiting[index].isOpen = look.isWaiting
        if look.hasFiled || learnt.count + enrolments.count > before { hasProgress = true }
      }
    }
  }

  /// What came of looking at a bundle once.
  private struct Look {
    var result: ImportedBundle
    /// Whether something may still come of it.
    var isWaiting = false
    /// Whether it added something that others may wait for.
    var hasFiled = false
  }

  private func look(at source: ImportSource) throws -> Look {
    var look = Look(result: ImportedBundle(file: source.name, outcome: .refused))
    do {
      let reader = try BundleReader(opening: source.path, in: store.files)
      look.result.id = reader.note.id
      look.result.sender = reader.note.sender
      let bundle = try verified(reader)
      guard bundle.sealed == nil else {
        throw BundleFault(
          .entries,
          "its entries are sealed, and this version cannot open sealed bundles",
          remedy: "ask the sender to pack it with --clear",
          kind: .refused,
        )
      }
      look.result.senderName = bundle.card.name
      try learn(bundle.card)
      try keepAttachments(of: bundle)
      try file(bundle, earlier: source.result, &look)
    } catch let fault as BundleFault {
      // What the machine could not do says nothing of the bundle.
      if fault.layer == .machine { throw fault }
      look.isWaiting = fault.layer == .trust
      look.result.outcome = fault.layer == .trust ? .quarantined : .refused
      look.result.layer = fault.layer.rawValue
      look.result.reason = fault.problem
      look.result.remedy = fault.remedy
      look.result.isRequestRefused = fault.kind == .refused
    }
    return look
  }

  /// Verifies a bundle, by what another office of the own organisation enrolled as well.
  ///
  /// A bundle to oneself carries journals of others beside the records that say who
  /// they are, so these are read first.
  private func verified(_ reader: BundleReader) throws -> VerifiedBundle {
    let own = store.settings.organisation
    func verify(isPartial: Bool) throws -> VerifiedBundle {
      // What the organisation itself has sent to others comes back to a store that lost it.
      try reader.verify(trust: book, leavingOutUnknown: isPartial) {
        reader.note.sender == own || $0.contains(own)
      }
    }
    guard reader.note.sender == own else { return try verify(isPartial: false) }
    let bundle = try verify(isPartial: true)
    let before = enrolments.count
    for stretch in bundle.stretches
    where stretch.origin.organisation == own && stretch.origin != store.settings.origin {
      var found: [Enrolment] = []
      _ = try bundle.forEachLine(of: stretch) { _, line in
        if let enrolment = Self.enrolment(in: line) { found.append(enrolment) }
        return true
      }
      enrolments += found.filter { !enrolments.contains($0) }
    }
    if enrolments.count > before {
      book = try store.trust(adding: enrolments)
      for card in learnt { _ = book.learn(card) }
    }
    return bundle.unverified.isEmpty ? bundle : try verify(isPartial: false)
  }

  /// The enrolment that a line is, if it is one.
  ///
  /// What is missed here, since another program wrote its members in another order, is found
  /// by the next import, which asks the view.
  private static func enrolment(in line: RawSpan) -> Enrolment? {
    let start = Array(#"{"form":"enrolment/"#.utf8)
    guard line.byteCount > start.count,
      line.withUnsafeBytes({ $0.starts(with: start) }),
      let entry = try? Entry(line: line)
    else { return nil }
    return entry.body.flatMap { try? Enrolment($0) }
  }

  private func file(
    _ bundle: VerifiedBundle,
    earlier: ImportedBundle?,
    _ look: inout Look,
  ) throws {
    var result = look.result
    result.outcome = .nothingNew
    for (index, stretch) in bundle.stretches.enumerated() {
      let filing = StretchFiling(
        stretch: stretch,
        bundle: bundle,
        shelf: shelf,
        own: store.settings.origin,
        files: store.files,
        workshop: workshop,
        takesBack: takesBack,
      )
      var filed = try filing.run(senderName: name(of: stretch.origin, bundle: bundle))
      look.hasFiled = look.hasFiled || filed.hasFiled
      look.isWaiting = look.isWaiting || filed.isWaiting
      if let before = earlier?.journals[safely: index]?.outcome, filed.outcome == .nothingNew {
        // It was looked at before, when it was news.
        filed.outcome = before
        filed.reason = earlier?.reason
        filed.remedy = earlier?.remedy
      }
      result.journals.append(
        ImportedBundle.ImportedJournal(
          origin: stretch.origin.text,
          base: stretch.base.count,
          size: stretch.size,
          outcome: filed.outcome,
        )
      )
      if filed.outcome > result.outcome || result.reason == nil {
        result.reason = filed.reason
        result.remedy = filed.remedy
        result.layer = filed.outcome == .refused ? BundleLayer.tree.rawValue : nil
      }
      result.outcome = max(result.outcome, filed.outcome)
    }
    look.result = result
  }

  private func name(of origin: Origin, bundle: VerifiedBundle) -> String {
    let card = origin.organisation == bundle.card.organisation ? bundle.card : nil
    return Text(card?.name ?? book.card(of: origin.organisation)?.name ?? origin.text).shown()
  }

  /// Takes over a newer card, which may name journals that others wait for.
  private func learn(_ card: Card) throws {
    guard book.learn(card) == .adopted else { return }
    learnt.append(card)
    if !isRehearsal { try store.keep(card) }
  }

  private func keepAttachments(of bundle: VerifiedBundle) throws {
    guard !isRehearsal else { return }
    for file in bundle.attachments {
      let target = store.layout.attachment(file.digest.description)
      guard try !store.files.exists(target) else { continue }
      let folder = target.removingLastComponent()
      try store.files.makeFolders(folder)
      let draft = workshop.appending("attachment-\(Entry.newSalt().prefix(8))")
      let copy = try store.files.open(draft, .create())
      try bundle.copy(file, to: copy)
      try copy.sync(.everything)
      let handle = try store.files.openFolder(folder)
      try store.files.rename(draft, to: target)
      try handle.sync()
    }
  }
}

extension Array {
  /// The element at `index`, or `nil` where there is none.
  fileprivate subscript(safely index: Int) -> Element? {
    indices.contains(index) ? self[index] : nil
  }
}
