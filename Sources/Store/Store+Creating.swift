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
    return try create(at: path, StorePlan(new), files: files)
  }

  /// Makes the store that was worked out, in a folder that was found to be free.
  static func create(
    at path: FilePath,
    _ plan: StorePlan,
    files: any FileSystem,
  ) throws -> Store {
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

  /// Refuses a folder that holds something.
  static func requireEmpty(_ path: FilePath, files: any FileSystem) throws {
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
struct StorePlan {
  /// What `steward.json` will say.
  let settings: StoreSettings
  /// Where the keys come from.
  let seed: Seed
  /// The card of this store's own journal: the organisation's, or a request to join it.
  let card: Card
  /// The card of the organisation, whose office this is.
  let organisationCard: Card
  /// Entry 0 of the journal.
  let firstEntry: [UInt8]

  /// Describes a store by its parts.
  init(
    settings: StoreSettings,
    seed: Seed,
    card: Card,
    organisationCard: Card,
    firstEntry: [UInt8],
  ) {
    self.settings = settings
    self.seed = seed
    self.card = card
    self.organisationCard = organisationCard
    self.firstEntry = firstEntry
  }

  /// Works out what a new store is told.
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
    try EntryMaker(settings: settings, forms: FormLibrary.forms, author: nil)
      .opening(keys: card.journals.map(\.key))
  }
}
