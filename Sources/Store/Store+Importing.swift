import Bundling
public import CentralView
public import Journal
public import Records
public import Sealing
public import SystemPackage

extension Store {
  /// Imports bundles, and whatever was kept from before that they complete.
  ///
  /// `paths`: Bundles, or folders of bundles; their order makes no difference.
  /// `isRehearsal`: Whether to write nothing and report the same.
  /// `limits`: How much is kept of what waits for something.
  /// `confidential`: Whether what is reported holds confidential records.
  /// `progress`: Told the name of each bundle that is looked at.
  /// `reporting`: Told what became of the bundles and what is new, entry by entry, before a
  /// rehearsal undoes it; whoever asks the view meanwhile hears what it says afterwards.
  public func importBundles(
    _ paths: [FilePath],
    isRehearsal: Bool = false,
    limits: KeptLimits = KeptLimits(),
    confidential: Confidentiality = .leftOut,
    progress: ((String) -> Void)? = nil,
    reporting: ((ImportReport, ViewNews) throws -> Void)? = nil,
  ) throws -> ImportReport {
    try runImport(
      paths,
      isRehearsal: isRehearsal,
      limits: limits,
      confidential: confidential,
      progress: progress,
      reporting: reporting,
    )
  }

  /// The contradictions between firms that an import opened and closed.
  ///
  /// - Returns: `nil` at a firm, which holds nobody's customers but its own, and where too
  ///   much arrived at once to look for them.
  public func contradictions(in news: ViewNews) throws -> ContradictionNews? {
    guard settings.role != .company else { return nil }
    return try news.contradictions(judgedBy: settings.organisation)
  }

  /// Imports bundles; `takesBack` says whether entries of the own journal that the store has
  /// lost are kept beside it.
  func runImport(
    _ paths: [FilePath],
    isRehearsal: Bool,
    takesBack: Bool = false,
    limits: KeptLimits = KeptLimits(),
    confidential: Confidentiality = .leftOut,
    progress: ((String) -> Void)?,
    reporting: ((ImportReport, ViewNews) throws -> Void)? = nil,
  ) throws -> ImportReport {
    let lock = try files.lock(layout.lock, saying: "steward import")
    let workshop = layout.inbox.appending("import-\(Entry.newSalt().prefix(8))")
    try files.makeFolder(workshop)
    defer {
      // What is left of it is a copy of what lies elsewhere; ‘repair’ removes it too.
      try? removeLeftover(workshop, kind: .folder)
      withExtendedLifetime(lock) {}
    }
    let session = try ImportSession(
      self,
      workshop: workshop,
      isRehearsal: isRehearsal,
      takesBack: takesBack,
      limits: limits,
    )
    try session.collect(paths)
    try session.run(progress)
    if reporting != nil, settings.role != .company { try view.matchFewParties() }
    return try session.finish(confidential, reporting)
  }

  /// What a bundle says, without a store: who it is from, what it carries, and whether it
  /// holds together.
  public static func inspect(
    _ path: FilePath,
    files: any FileSystem = PosixFileSystem(),
  ) throws -> InspectReport {
    var report = InspectReport()
    do throws(BundleFault) {
      let reader = try BundleReader(opening: path, in: files)
      report.take(reader.note)
      let bundle = try reader.verify(trust: SelfCertifying())
      report.senderName = bundle.card.name
      report.fingerprint = bundle.card.fingerprint.text
      for stretch in bundle.stretches {
        report.malformed += try bundle.malformedLines(of: stretch).count
      }
      report.verdict = "authentic"
    } catch {
      if error.layer == .machine { throw error }
      report.verdict = "refused"
      report.layer = error.layer.rawValue
      report.reason = error.problem
      report.remedy = error.remedy
      report.isRequestRefused = error.kind == .refused
    }
    return report
  }

  /// The card in a file, which may be a card or a bundle that brings its sender's along.
  public static func card(
    in path: FilePath,
    files: any FileSystem = PosixFileSystem(),
  ) throws -> Card {
    let file = try files.open(path, .read)
    let start = try file.contents(in: 0..<Int64(Limits.noteBytes + 1))
    if start.starts(with: "steward/card/1".utf8) {
      return try Card(parsing: start.span.bytes, orJoining: true)
    }
    return try BundleReader(opening: path, in: files).verify(trust: SelfCertifying()).card
  }
}

/// What `inspect` found.
public struct InspectReport: Hashable, Sendable {
  /// The bundle's id, where it got that far.
  public var id: String?
  /// Who says to have sent it.
  public var sender: OrganisationID?
  /// The name on the card in it.
  public var senderName: String?
  /// What to compare with the sender by telephone.
  public var fingerprint: String?
  /// Whom it is for.
  public var recipients: [OrganisationID] = []
  /// Whether its entries are sealed.
  public var isSealed = false
  /// Which part it is, and of how many.
  public var part = (number: 1, count: 1)
  /// The stretches that it says to carry.
  public var journals: [Stretch] = []
  /// `authentic` or `refused`.
  public var verdict = "refused"
  /// At which layer it was refused.
  public var layer: String?
  /// Why.
  public var reason: String?
  /// What to do about it.
  public var remedy: String?
  /// Lines that are signed and are no entries.
  public var malformed = 0
  /// Whether it is no bundle at all, rather than one that is not authentic.
  public var isRequestRefused = false

  /// One journal's stretch.
  public struct Stretch: Hashable, Sendable {
    /// The journal's name.
    public let origin: String
    /// Where the stretch begins.
    public let base: UInt64
    /// Where it ends.
    public let size: UInt64
    /// The root of the tree at its end, in base64.
    public let root: String
  }

  mutating func take(_ note: BundleNote) {
    id = note.id
    sender = note.sender
    recipients = note.recipients
    isSealed = note.isSealed
    part = (note.part.number, note.part.count)
    journals = note.journals.map {
      Stretch(
        origin: $0.origin.text,
        base: $0.base,
        size: $0.size,
        root: Base64.encode($0.root.bytes),
      )
    }
  }

  public static func == (left: Self, right: Self) -> Bool {
    left.id == right.id && left.verdict == right.verdict && left.reason == right.reason
      && left.journals == right.journals
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(id) }
}
