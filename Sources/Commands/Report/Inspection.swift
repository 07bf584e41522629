import CentralView
import Practices
import Records
import Store
import SystemPackage

/// All that is recorded within an inspection's scope, and the folder that it is put into.
struct Inspection {
  let scope: InspectionScope
  let records: FirmRecords
  /// The records, by form and then by their first day.
  let chosen: [Item]
  /// Whether confidential records were asked for.
  let isConfidential: Bool

  /// A record with all that is shown of it.
  struct Item {
    let record: RecordSummary
    let form: Form?
    let entries: [OriginalEntry]
    let conflicts: [ConflictSummary]
    /// The digests of its attachments, also of states that were revised.
    let attachments: [String]

    /// Where the page has it.
    var anchor: String { "r-\(record.id.text)" }
  }

  init(scope: InspectionScope, records: FirmRecords, confidential: Confidentiality) throws {
    self.scope = scope
    self.records = records
    let store = records.store
    isConfidential = confidential == .included
    let all = try store.view.records(confidential: confidential)
    let conflicts = try store.view.conflicts(confidential: confidential)
    func form(_ record: RecordSummary) -> Form? {
      FormName(record.form).flatMap { store.forms[$0] }
    }
    let found = try scope.records(
      of: all,
      states: store.view.standingBodies,
      isConfidential: { form($0)?.isConfidential ?? false },
    )
    let originals = try store.originals(of: found)
    chosen = zip(found, originals).map { record, entries in
      let form = form(record)
      var digests: [String] = []
      for entry in entries {
        guard let body = entry.entry.entry?.body, let form else { continue }
        for field in form.fields {
          if let value = body[field.name] { field.kind.addAttachments(in: value, to: &digests) }
        }
      }
      return Item(
        record: record,
        form: form,
        entries: entries,
        conflicts: conflicts.filter { $0.record == record.id },
        attachments: digests,
      )
    }.sorted { Self.rank($0) < Self.rank($1) }
  }

  /// The order of reading: the customer and its places first, then what happened.
  private static func rank(_ item: Item) -> Rank {
    let order = [
      "customer", "site", "licence", "assessment", "declaration", "distributor_commitment",
      "distributor_audit", "order", "sample", "movement", "theft_or_loss",
    ]
    let name = String(item.record.form.prefix { $0 != "/" })
    let place = order.firstIndex(of: name) ?? order.count
    let day = InspectionScope.days(of: item.record.body).first?.text ?? ""
    return Rank(place: place, texts: [Text(name), Text(day), Text(item.record.id.text)])
  }

  private struct Rank: Comparable {
    let place: Int
    let texts: [Text]

    static func < (left: Self, right: Self) -> Bool {
      left.place == right.place
        ? left.texts.lexicographicallyPrecedes(right.texts) : left.place < right.place
    }
  }

  // MARK: Writing

  /// Writes the folder; the page comes last, so that there is none of half a folder.
  func write(to folder: FilePath) throws -> InspectionFolder {
    try InputFile.makeFolder(folder)
    var copies: [String: AttachmentCopy] = [:]
    for digest in chosen.flatMap(\.attachments) where copies[digest] == nil {
      copies[digest] = try records.store.copyAttachment(
        digest,
        to: folder.appending("attachments"),
      )
    }
    let page = try InspectionPage(inspection: self, copies: copies).report()
    try InputFile.write(lines, to: folder.appending("entries.ndjson"))
    try InputFile.write(
      ReportFormat.csv.bytes(of: page),
      to: folder.appending("records.csv"),
    )
    try InputFile.write(ReportFormat.json.bytes(of: page), to: folder.appending("records.json"))
    try InputFile.write(ReportFormat.html.bytes(of: page), to: folder.appending("index.html"))
    return InspectionFolder(
      folder: folder,
      title: page.title,
      records: chosen.count,
      entries: chosen.reduce(0) { $0 + $1.entries.count },
      files: copies.values.count { if case .copied = $0 { true } else { false } },
      missingFiles: copies.values.count { if case .copied = $0 { false } else { true } },
      notes: page.notes,
    )
  }

  /// The original lines, in the order of the journals and of their places there.
  private var lines: [UInt8] {
    let entries = chosen.flatMap(\.entries).sorted { first, second in
      (Text(first.entry.origin), first.entry.position, first.entry.id)
        < (Text(second.entry.origin), second.entry.position, second.entry.id)
    }
    return entries.flatMap { $0.line.map { $0 + [0x0A] } ?? [] }
  }
}

extension FormField.Kind {
  /// Adds the digests that a value of this kind names, each once.
  fileprivate func addAttachments(in value: JSON, to digests: inout [String]) {
    switch self {
    case .attachment:
      if let digest = value.string, !digests.contains(digest) { digests.append(digest) }
    case .list(let element):
      for item in value.elements ?? [] { element.addAttachments(in: item, to: &digests) }
    case .group(let fields):
      for field in fields {
        if let inner = value[field.name] { field.kind.addAttachments(in: inner, to: &digests) }
      }
    default: break
    }
  }
}
