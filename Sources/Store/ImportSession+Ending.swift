import Bundling
import CentralView
import Journal
import Records
import Sealing
import SystemPackage

extension ImportSession {
  // MARK: Ending

  /// Keeps what waits for more, brings the view up to date, and reports.
  func finish(
    _ confidential: Confidentiality,
    _ reporting: ((ImportReport, ViewNews) throws -> Void)?,
  ) throws -> ImportReport {
    for source in waiting where source.isKept && source.isOpen {
      guard let result = source.result else { continue }
      try kept.add(size(of: source), of: Self.owner(of: result))
    }
    let gaps = try gaps()
    for source in waiting where !(source.isKept && source.isOpen) {
      guard var result = source.result else { continue }
      if source.isOpen { explain(gaps, in: &result) }
      try settle(source, &result)
      report.bundles.append(result)
    }
    let held = try shelf.heldJournals(book)
    for organisation in Set(held.journals.map(\.organisation)) {
      report.names[organisation] = book.card(of: organisation)?.name
    }
    report.tally = try store.view.catchUp(
      with: held,
      isRehearsal: isRehearsal,
      confidential: confidential,
      reporting: reporting.map { reporting in
        { [report] (news: ViewNews) in
          var report = report
          report.tally = news.tally
          try reporting(report, news)
        }
      },
    )
    if !isRehearsal {
      // What another office revoked is said by records that were only just read.
      try store.catchUp()
      for bundle in report.bundles { try store.log(logLine(bundle), to: store.layout.imports) }
    }
    return report
  }

  /// What is missing, now that all bundles were looked at, before those that wait.
  private func gaps() throws -> GapSurvey {
    var gaps = GapSurvey()
    for source in waiting where source.isOpen {
      for journal in source.result?.journals ?? [] where journal.outcome == .held {
        guard let origin = Origin(journal.origin), journal.base < journal.size else { continue }
        let counts = try shelf.branches(of: origin).map { try shelf.count(of: $0) }
        let held = max(counts.max() ?? 0, try shelf.count(of: shelf.place(of: origin)))
        gaps.add(journal.base..<journal.size, of: journal.origin, held: held)
      }
    }
    return gaps
  }

  /// Says exactly what a bundle that waits is waiting for: not what other bundles have that
  /// wait with it.
  private func explain(_ gaps: GapSurvey, in result: inout ImportedBundle) {
    var reasons: [String] = []
    var since: [(origin: Origin, from: UInt64)] = []
    for index in result.journals.indices where result.journals[index].outcome == .held {
      let journal = result.journals[index]
      let missing = gaps.missing(of: journal.origin, before: journal.base)
      guard let origin = Origin(journal.origin), let first = missing.first else { continue }
      result.journals[index].missing = missing
      reasons.append(
        "\(GapSurvey.words(missing)) of \(origin) by \(name(of: origin, result)) have not arrived"
      )
      since.append((origin, first.lowerBound))
    }
    guard result.outcome == .held, let first = since.first else { return }
    result.reason = reasons.joined(separator: "; ")
    let isLater = since.count > 1
    result.remedy = """
      bring the bundles between, or have \(name(of: first.origin, result)) run: steward pack \
      --since \(isLater ? 0 : first.from)
      """
  }

  private func name(of origin: Origin, _ result: ImportedBundle) -> String {
    let sender = origin.organisation == result.sender ? result.senderName : nil
    return Text(sender ?? book.card(of: origin.organisation)?.name ?? origin.text).shown()
  }

  /// Keeps a bundle that waits for something, and lets go of one that does not.
  ///
  /// A rehearsal comes to the same answer and leaves everything where it is.
  private func settle(_ source: ImportSource, _ result: inout ImportedBundle) throws {
    let files = store.files
    guard source.isOpen, let id = result.id else {
      if source.isKept, !isRehearsal { try files.remove(source.path) }
      return
    }
    let owner = Self.owner(of: result)
    let size = try size(of: source)
    let name = Text(result.senderName ?? result.sender?.text ?? "its sender").shown()
    if let refusal = kept.refusal(of: size, by: owner, named: name, limits) {
      result.outcome = .refused
      result.reason = refusal.reason
      result.remedy = refusal.remedy
      result.isRequestRefused = true
      return
    }
    kept.add(size, of: owner)
    guard !isRehearsal else { return }
    let folder = owner == .unknown ? store.layout.quarantine : store.layout.held
    let handle = try files.openFolder(folder)
    try files.rename(source.path, to: folder.appending("\(id).tar"))
    try handle.sync()
  }

  private func size(of source: ImportSource) throws -> Int64 {
    try store.files.status(source.path)?.size ?? 0
  }

  /// On whose account a bundle waits.
  private static func owner(of result: ImportedBundle) -> KeptBytes.Owner {
    guard result.outcome != .quarantined, let sender = result.sender else { return .unknown }
    return .signer(sender)
  }

  private func logLine(_ bundle: ImportedBundle) -> JSON {
    var members: [JSON.Member] = [
      JSON.Member("time", .string(Timestamp.now().text)),
      JSON.Member("author", .string(store.settings.author)),
      JSON.Member("file", .string(Text(bundle.file).shown())),
      JSON.Member("outcome", .string(bundle.outcome.rawValue)),
    ]
    if let id = bundle.id { members.append(JSON.Member("id", .string(id))) }
    if let sender = bundle.sender { members.append(JSON.Member("sender", .string(sender.text))) }
    if let layer = bundle.layer { members.append(JSON.Member("layer", .string(layer))) }
    if let reason = bundle.reason { members.append(JSON.Member("reason", .string(reason))) }
    let journals = bundle.journals.map { journal in
      JSON.object([
        JSON.Member("origin", .string(journal.origin)),
        JSON.Member("base", .integer(journal.base)),
        JSON.Member("size", .integer(journal.size)),
        JSON.Member("outcome", .string(journal.outcome.rawValue)),
        JSON.Member("missing", .array(journal.missing.map(\.json))),
      ])
    }
    members.append(JSON.Member("journals", .array(journals)))
    return .object(members)
  }
}
