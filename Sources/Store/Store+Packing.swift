import Bundling
import CentralView
import Journal
import Records
import Sealing
public import SystemPackage

/// What to pack, for whom, and where to put it.
public struct PackOptions: Sendable {
  /// Organisations by id or name, roles, or `self`; empty: every enrolled authority.
  public var recipients: [String]
  /// The file or folder to write to; `nil`: the store's outbox.
  public var output: FilePath?
  /// From which entry on the own journal goes; `nil`: from its first.
  public var since: UInt64?
  /// Whether only to say what would go.
  public var isRehearsal: Bool

  /// Packs everything for those recipients.
  public init(
    recipients: [String] = [],
    output: FilePath? = nil,
    since: UInt64? = nil,
    isRehearsal: Bool = false,
  ) {
    self.recipients = recipients
    self.output = output
    self.since = since
    self.isRehearsal = isRehearsal
  }
}

extension Store {
  /// Packs the organisation's journals into a bundle, with stubs for what the recipients
  /// may not read.
  ///
  /// A bundle to oneself carries every journal held, and withholds nothing: it is the
  /// backup, and the way two offices exchange.
  public func pack(_ options: PackOptions) throws -> PackReport {
    let book = try trust()
    let recipients = try self.recipients(options.recipients, book: book)
    let isBackup = recipients == [settings.organisation]
    let places = try placesToPack(isBackup: isBackup)
    var report = PackReport()
    report.strangers = isBackup ? [] : try exportLog().strangers(among: recipients)
    var counts = PackCounts()
    let groups = places.chunked(by: Limits.bundleJournals)
    let shares = shares(of: recipients, book: book)
    if groups.count * shares.count > 1, let output = options.output,
      try files.status(output)?.kind != .folder
    {
      throw shares.count > 1
        ? StoreError.severalReaders(shares.count) : StoreError.severalBundles(groups.count)
    }
    for group in groups {
      let journals = try PackedJournals(group, of: self, options: options)
      for share in shares {
        let packing = Packing(
          store: self,
          journals: journals,
          recipients: share,
          readers: Readers(share, book: book, isBackup: isBackup),
          options: options,
          isOneOfSeveral: shares.count > 1,
        )
        if let bundle = try packing.run(&counts) { report.bundles.append(bundle) }
      }
    }
    report.forms = counts.forms
    return report
  }

  /// The recipients that share a bundle.
  ///
  /// A bundle names everybody whom it is for, and no firm learns from an authority which others
  /// it deals with: each gets one of its own.
  private func shares(of recipients: [OrganisationID], book: TrustBook) -> [[OrganisationID]] {
    guard settings.role == .authority, recipients.count > 1 else { return [recipients] }
    let offices = recipients.filter {
      !book.roles(of: $0).isDisjoint(with: [.association, .authority])
    }
    let firms = recipients.filter { !offices.contains($0) }.map { [$0] }
    return (offices.isEmpty ? [] : [offices]) + firms
  }

  private func recipients(_ names: [String], book: TrustBook) throws -> [OrganisationID] {
    guard !names.isEmpty else {
      let authorities = book.organisations(in: .authority)
      guard !authorities.isEmpty else { throw StoreError.noRecipient }
      return authorities
    }
    var found: Set<OrganisationID> = []
    for name in names {
      if name == Role.ownOffice.rawValue {
        found.insert(settings.organisation)
      } else if let role = Role(rawValue: name) {
        let organisations = book.organisations(in: role)
        guard !organisations.isEmpty else { throw StoreError.unknownRecipient(name) }
        found.formUnion(organisations)
      } else {
        found.insert(try organisation(named: name))
      }
    }
    guard found.count == 1 || !found.contains(settings.organisation) else {
      throw StoreError.mixedRecipients
    }
    return found.sorted()
  }

  /// The journals that go: the organisation's own, or for a backup all.
  private func placesToPack(isBackup: Bool) throws -> [JournalPlace] {
    let organisation = settings.organisation
    let places = try JournalPlace.all(in: layout, files: files).filter(\.branch.isEmpty)
    let own = places.filter { $0.origin.organisation == organisation }
    // The own ones come first: they say who the others are.
    return isBackup ? own + places.filter { $0.origin.organisation != organisation } : own
  }
}

/// Who reads a bundle, as far as audiences name them.
struct Readers {
  private let isBackup: Bool
  /// For each recipient the names that an audience can have for it.
  private let names: [Set<String>]

  init(_ recipients: [OrganisationID], book: TrustBook, isBackup: Bool) {
    self.isBackup = isBackup
    names = recipients.map { recipient in
      Set(book.roles(of: recipient).map(\.rawValue) + [recipient.text, "public"])
    }
  }

  /// Whether every one of them may read what this audience may read.
  func mayRead(_ audience: [String]) -> Bool {
    isBackup || names.allSatisfy { !$0.isDisjoint(with: audience) }
  }

  /// Whether nothing is withheld from them.
  var readEverything: Bool { isBackup }
}

/// Entries by form, those that go and those that stay.
struct PackCounts {
  private var rows: [(name: [UInt8], entries: UInt64, withheld: UInt64)] = []

  mutating func count(_ form: ArraySlice<UInt8>, isWithheld: Bool) {
    let index = rows.firstIndex { $0.name.elementsEqual(form) } ?? rows.count
    if index == rows.count { rows.append((Array(form), 0, 0)) }
    if isWithheld { rows[index].withheld += 1 } else { rows[index].entries += 1 }
  }

  var forms: [PackReport.FormCount] {
    rows.map { row in
      PackReport.FormCount(
        form: String(decoding: row.name, as: UTF8.self),
        entries: row.entries,
        withheld: row.withheld,
      )
    }.sorted { $0.form.utf8.lexicographicallyPrecedes($1.form.utf8) }
  }
}

extension Array {
  /// The elements in groups of at most `size`.
  fileprivate func chunked(by size: Int) -> [[Element]] {
    stride(from: 0, to: count, by: size).map { Array(self[$0..<Swift.min($0 + size, count)]) }
  }
}
