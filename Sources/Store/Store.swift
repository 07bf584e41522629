public import CentralView
import Bundling
import Foundation
public import Journal
public import Practices
public import Records
import Sealing
public import SystemPackage

/// One organisation's folder: its own journal, the journals it holds of others, its keys,
/// and the view derived from them.
///
/// A company's, an association's and an authority's store are the same thing holding
/// different journals. The store prints nothing; it returns what happened.
public final class Store {
  /// Where the store is.
  public let path: FilePath
  /// Whose store it is.
  public internal(set) var settings: StoreSettings
  /// The forms in force, with labels and help in the language that was asked for.
  public let forms: FormSet
  /// What the journals say, as of the last ``catchUp()``.
  public let view: CentralView

  let files: any FileSystem
  let codec = GzipCodec()
  let layout: StoreLayout

  private init(
    _ layout: StoreLayout,
    settings: StoreSettings,
    files: any FileSystem,
    language: Language,
  ) throws {
    self.layout = layout
    self.settings = settings
    self.files = files
    path = layout.path
    forms = FormLibrary.forms(in: language)
    // What the view keeps must not depend on who looks at it.
    view = try CentralView(path: layout.view.string, forms: FormLibrary.forms)
  }

  /// Opens the store in the folder at `path` and brings its view up to date.
  public static func open(
    at path: FilePath,
    files: any FileSystem = PosixFileSystem(),
    language: Language = .english,
  ) throws -> Store {
    let layout = StoreLayout(path)
    guard try files.exists(layout.settings) else { throw StoreError.noStore(path.string) }
    let settings = try StoreSettings(parsing: files.contents(of: layout.settings, limit: 1 << 20))
    func opened() throws -> Store {
      let store = try Store(layout, settings: settings, files: files, language: language)
      try store.view.hide(forms: store.formsOfOthers, but: settings.organisation)
      try store.catchUp()
      return store
    }
    do {
      return try opened()
    } catch ViewError.damaged {
      // It is derived, so the cure is to derive it again.
      for file in layout.viewFiles where try files.exists(file) { try files.remove(file) }
      return try opened()
    }
  }

  /// The folder of the store that is meant: the one named, else `STEWARD_STORE`, else
  /// the nearest folder upwards with a `steward.json`, else `Steward` in the home folder.
  public static func locate(
    _ named: String?,
    environment: [String: String],
    from folder: FilePath,
    files: any FileSystem = PosixFileSystem(),
  ) throws -> FilePath {
    if let named, !named.isEmpty { return folder.pushing(FilePath(named)) }
    if let variable = environment["STEWARD_STORE"], !variable.isEmpty {
      return folder.pushing(FilePath(variable))
    }
    var candidate = folder
    while true {
      if try files.exists(StoreLayout(candidate).settings) { return candidate }
      guard candidate.removeLastComponent() else { break }
    }
    return FilePath(environment["HOME"] ?? "/").appending("Steward")
  }

  /// Whether the folder at `path` is a store.
  public static func isStore(
    _ path: FilePath,
    files: any FileSystem = PosixFileSystem(),
  ) throws -> Bool {
    try files.exists(StoreLayout(path).settings)
  }

  /// Brings the view up to date with the journals held.
  @discardableResult
  public func catchUp() throws -> ProjectionTally {
    let journals = try heldJournals()
    var tally = try view.catchUp(with: journals)
    guard tally.new + tally.completed > 0 else { return tally }
    // What was revoked is said by records, so it is known only once these are.
    let settled = try heldJournals()
    if settled.journals != journals.journals { tally = try view.catchUp(with: settled) }
    return tally
  }

  /// The organisation's keys.
  func keys() throws -> OrganisationKeys {
    let text: [UInt8]
    do { text = try files.contents(of: layout.keys, limit: 4096) } catch {
      throw StoreError.keys(error.problem)
    }
    do {
      let seed = try Seed(parsing: String(decoding: text, as: UTF8.self))
      return try OrganisationKeys(seed: seed)
    } catch let error as any UserFacingError {
      throw StoreError.keys(error.problem)
    }
  }
}

/// The names of everything in a store's folder.
struct StoreLayout {
  let path: FilePath

  init(_ path: FilePath) { self.path = path }

  /// Whose store it is.
  var settings: FilePath { path.appending("steward.json") }
  /// The seed, for its owner alone.
  var keys: FilePath { path.appending("keys.txt") }
  /// The journals, a folder each.
  var journals: FilePath { path.appending("journals") }
  /// The request of a second office to join its organisation.
  var request: FilePath { path.appending("request.note") }
  /// The newest card held of each organisation.
  var cards: FilePath { path.appending("cards") }
  /// What was attached, by digest.
  var attachments: FilePath { path.appending("attachments") }
  /// Sources that are being imported.
  var inbox: FilePath { path.appending("inbox") }
  /// Bundles that were packed.
  var outbox: FilePath { path.appending("outbox") }
  /// Bundles whose sender is not known yet.
  var quarantine: FilePath { path.appending("quarantine") }
  /// Bundles that continue what has not arrived yet.
  var held: FilePath { path.appending("held") }
  /// What was cut off a journal.
  var lost: FilePath { path.appending("lost") }
  /// How each form’s tables were loaded the last time.
  var mappings: FilePath { path.appending("mappings") }
  /// What people had answered when they stopped.
  var drafts: FilePath { path.appending("drafts") }
  /// The rule packages that were added.
  var rules: FilePath { path.appending("rules") }
  /// Who imported what, when, with which outcome.
  var imports: FilePath { path.appending("imports.ndjson") }
  /// What was packed for whom.
  var exports: FilePath { path.appending("exports.ndjson") }
  /// One import at a time.
  var lock: FilePath { path.appending("lock") }
  /// The view.
  var view: FilePath { path.appending("view.sqlite") }
  /// The view and what SQLite keeps beside it.
  var viewFiles: [FilePath] {
    ["", "-wal", "-shm"].map { path.appending("view.sqlite" + $0) }
  }

  /// The folders of a new store.
  var folders: [FilePath] {
    [journals, cards, attachments, inbox, outbox, quarantine, held, lost, mappings, drafts]
  }

  /// The files of one journal.
  func journal(_ origin: Origin) -> JournalFolder {
    JournalFolder(journals.appending(origin.folderName), lost: lost)
  }

  /// The file of an organisation's card.
  func card(_ organisation: OrganisationID) -> FilePath {
    cards.appending("\(organisation.text).note")
  }

  /// The file of an attachment.
  func attachment(_ digest: String) -> FilePath {
    attachments.appending(String(digest.prefix(2))).appending(digest)
  }
}
