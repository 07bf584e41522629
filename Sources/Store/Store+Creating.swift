import Bundling
import Foundation
public import Journal
import Practices
import Records
public import Sealing
public import SystemPackage

/// What a new store is told.
public struct NewStore: Sendable {
  /// What the organisation does.
  public var role: Role
  /// Its name.
  public var name: String
  /// Its country, by code or English name.
  public var country: String
  /// How to reach it.
  public var contact: String
  /// The beginning of its journal's name.
  public var journal: String
  /// The author of entries that name none.
  public var author: String
  /// The card of the organisation whose second office this is.
  public var joining: [UInt8]?
  /// The forms, by name, whose records stay at home unless a record says otherwise.
  public var keptHome: [String]

  /// Describes a store to make.
  public init(
    role: Role,
    name: String,
    country: String,
    contact: String = "",
    journal: String = "main",
    author: String,
    joining: [UInt8]? = nil,
    keptHome: [String] = [],
  ) {
    self.role = role
    self.name = name
    self.country = country
    self.contact = contact
    self.journal = journal
    self.author = author
    self.joining = joining
    self.keptHome = keptHome
  }
}

extension Store {
  /// Makes a store in a folder that is not there yet, or empty.
  ///
  /// It is made beside that folder and takes its name when all of it is on the disk, so
  /// that there is never half a store.
  public static func create(
    at path: FilePath,
    _ new: NewStore,
    files: any FileSystem = PosixFileSystem(),
  ) throws -> Store {
    let path = path.lexicallyNormalized()
    try requireEmpty(path, files: files)
    let plan = try StorePlan(new)
    let parent = path.removingLastComponent()
    try files.makeFolders(parent)
    let draft = parent.appending(".steward-init-\(Entry.newSalt().prefix(8))")
    let layout = StoreLayout(draft)
    do {
      try files.makeFolder(draft)
      for folder in layout.folders { try files.makeFolder(folder) }
      try files.writeAtomically(plan.seed.secretText + "\n", to: layout.keys)
      try files.writeAtomically(
        plan.organisationCard.bytes.span.bytes,
        to: layout.card(plan.settings.organisation),
      )
      if plan.card.isJoining {
        try files.writeAtomically(plan.card.bytes.span.bytes, to: layout.request)
      }
      try write(plan.firstEntry, to: layout.journal(plan.settings.origin), files: files)
      try files.writeAtomically(plan.settings.bytes.span.bytes, to: layout.settings)
      try files.rename(draft, to: path)
      try files.openFolder(parent).sync()
    } catch {
      removeDraft(draft)
      throw error
    }
    return try open(at: path, files: files)
  }

  private static func requireEmpty(_ path: FilePath, files: any FileSystem) throws {
    guard let status = try files.status(path) else { return }
    guard status.kind == .folder, try files.list(path).isEmpty else {
      throw StoreError.folderInUse(path.string)
    }
  }

  private static func write(
    _ line: [UInt8],
    to folder: JournalFolder,
    files: any FileSystem,
  ) throws {
    var writer = try JournalWriter.create(
      folder,
      files: files,
      codec: GzipCodec(),
      saying: "steward init",
    )
    _ = try writer.append([line])
  }

  /// Removes what a failed ``create(at:_:files:)`` left; the failure is what is reported.
  private static func removeDraft(_ draft: FilePath) {
    try? FileManager.default.removeItem(atPath: draft.string)
  }
}

/// Everything that a new store begins with, worked out before anything is written.
private struct StorePlan {
  let settings: StoreSettings
  let seed: Seed
  /// The card of this store's own journal: the organisation's, or a request to join it.
  let card: Card
  let organisationCard: Card
  let firstEntry: [UInt8]

  init(_ new: NewStore) throws {
    guard new.role.isStatedOnCards else {
      throw StoreError.badSetting(
        name: "role",
        value: new.role.rawValue,
        expected: "company, association or authority",
      )
    }
    guard let country = Country(new.country) else {
      throw StoreError.unknownCountry(new.country, advice: Country.advice(on: new.country))
    }
    guard let journal = Origin.newJournalName(new.journal) else {
      throw StoreError.badSetting(
        name: "journal name",
        value: new.journal,
        expected: "1 to 23 of a-z, 0-9 and hyphen",
      )
    }
    let profile = try Profile(
      name: new.name.normalized,
      role: new.role,
      country: country.code,
      contact: new.contact.normalized,
    )
    seed = Seed.random()
    let keys = try OrganisationKeys(seed: seed)
    if let bytes = new.joining {
      let existing = try Card(parsing: bytes.span.bytes)
      let origin = try Self.origin(existing.organisation, journal)
      organisationCard = existing
      card = try existing.joining(journal: origin, keys: keys)
    } else {
      card = try Card.first(
        profile,
        journal: Self.origin(keys.organisation, journal),
        keys: keys,
      )
      organisationCard = card
    }
    settings = StoreSettings(
      organisation: card.organisation,
      role: card.role,
      name: card.name,
      country: card.country,
      contact: card.contact,
      origin: card.journals[0].origin,
      author: new.author.normalized,
      rules: RulePackage.standard(forCountry: card.country),
      keptHome: try Store.formsToKeepHome(new.keptHome),
    )
    firstEntry = try Self.firstEntry(settings, card: card)
  }

  private static func origin(_ organisation: OrganisationID, _ journal: String) throws -> Origin {
    guard let origin = Origin(organisation: organisation, journal: journal) else {
      throw StoreError.badSetting(
        name: "journal name",
        value: journal,
        expected: "a journal’s name",
      )
    }
    return origin
  }

  /// Entry 0 of every journal: whose it is and which key signs it.
  private static func firstEntry(_ settings: StoreSettings, card: Card) throws -> [UInt8] {
    let forms = FormLibrary.forms
    guard let form = forms.newest("journal") else {
      preconditionFailure("The form of a journal's first entry comes with the program.")
    }
    return try EntryMaker(settings: settings, forms: forms, author: nil).first(
      form: form,
      body: journalBody(settings, card: card),
      audience: nil,
    )
  }
}

extension StorePlan {
  private static func journalBody(_ settings: StoreSettings, card: Card) -> JSON {
    var members: [JSON.Member] = [
      JSON.Member("organisation", .string(settings.organisation.text)),
      JSON.Member("journal", .string(settings.origin.journal)),
      JSON.Member("name", .string(settings.name)),
      JSON.Member("role", .string(settings.role.rawValue)),
      JSON.Member("country", .string(settings.country)),
      JSON.Member("keys", .array(card.journals.map { .string($0.key.text) })),
    ]
    if !settings.contact.isEmpty {
      members.append(JSON.Member("contact", .string(settings.contact)))
    }
    return .object(members)
  }
}
