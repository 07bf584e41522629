import CentralView
import Foundation
import Journal
import Records
import Sealing
import SystemPackage
import TestSupport

@testable import Store

/// Stores in a test's own folder.
struct Fixture {
  let folder: FilePath

  init() { folder = TemporaryFolder.current }

  func store(_ name: String, role: Role = .company, country: String = "NL") throws -> Store {
    try Store.create(
      at: folder.appending(name),
      NewStore(role: role, name: "\(name) works", country: country, author: "Officer of \(name)"),
    )
  }

  /// An authority, and firms that it knows and that know it.
  func introduced(_ names: String...) throws -> (authority: Store, firms: [Store]) {
    let authority = try store("authority", role: .authority)
    let firms = try names.map { try store($0) }
    for firm in firms { try introduce(firm, to: authority) }
    return (authority, firms)
  }

  /// The request of a second office of the organisation of `first`.
  func applicant(_ name: String, of first: Store) throws -> Store {
    try Store.create(
      at: folder.appending(name),
      NewStore(
        role: .company,
        name: "ignored",
        country: "NL",
        author: "Officer of \(name)",
        joining: first.card().bytes,
      ),
    )
  }

  /// A second office of the organisation of `first`, admitted.
  func office(_ name: String, of first: Store) throws -> Store {
    let second = try applicant(name, of: first)
    let next = try first.trust(second.card(), as: .ownOffice, isCompared: true)
    guard let bytes = next.nextCard else { throw FixtureError.noCard }
    _ = try second.trust(Card(parsing: bytes.span.bytes), as: nil, isCompared: true)
    return second
  }

  /// Makes two organisations trust each other.
  func introduce(_ firm: Store, to authority: Store) throws {
    _ = try firm.trust(authority.card(), as: .authority, isCompared: true)
    _ = try authority.trust(firm.card(), as: .company, isCompared: true)
  }

  /// Packs for every authority, into a file of its own.
  func pack(_ store: Store, _ name: String, to: [String] = [], since: UInt64? = nil) throws
    -> FilePath
  {
    let path = folder.appending("\(name).steward.tar")
    let report = try store.pack(PackOptions(recipients: to, output: path, since: since))
    guard report.bundles.count == 1 else { throw FixtureError.noBundle }
    return path
  }

  /// A copy of a store's folder, as somebody would make who does not know better.
  func copy(_ store: Store, _ name: String) throws -> Store {
    let path = folder.appending(name)
    try FileManager.default.copyItem(atPath: store.path.string, toPath: path.string)
    return try Store.open(at: path)
  }

  /// A new folder with copies of these bundles.
  func inbox(_ name: String, _ bundles: [FilePath]) throws -> FilePath {
    let path = folder.appending(name)
    try FileManager.default.createDirectory(atPath: path.string, withIntermediateDirectories: true)
    for bundle in bundles {
      guard let file = bundle.lastComponent else { continue }
      try FileManager.default.copyItem(
        atPath: bundle.string,
        toPath: path.appending(file).string,
      )
    }
    return path
  }

  enum FixtureError: Error {
    case noCard
    case noBundle
  }
}

extension Store {
  /// Adds a customer with these members.
  @discardableResult
  func addCustomer(_ members: [String: String]) throws -> WrittenEntry {
    try add(form: form(named: "customer"), body: .object(strings: members))
  }

  /// Changes one member of the record that is called `name`.
  @discardableResult
  func change(_ name: String, _ member: String, to value: String) throws -> WrittenEntry {
    try revise(
      view.record(named: name, of: settings.organisation),
      changes: [(member, .string(value))],
      because: "a test",
    )
  }

  /// The only customer with this reference, whose ever it is.
  func customer(_ reference: String) throws -> RecordSummary {
    let found = try view.records(ofForm: "customer")
      .filter { $0.body["reference"]?.string == reference }
    guard let customer = found.first, found.count == 1 else {
      throw ViewError.unknownRecord(reference)
    }
    return customer
  }

  /// How many entries the own journal has.
  var ownSize: UInt64 {
    get throws { try journals().first { $0.origin == settings.origin.text }?.size ?? 0 }
  }

  /// The digest and length of every file, by its path in the store.
  func snapshot() throws -> [String: String] {
    var files: [String: String] = [:]
    let root = URL(filePath: path.string)
    guard
      let walk = FileManager.default.enumerator(atPath: root.path())
    else { return [:] }
    for case let name as String in walk {
      let url = root.appending(path: name)
      let isFolder = try url.resourceValues(forKeys: [.isDirectoryKey]).isDirectory ?? false
      // SQLite's index of the log is shared memory, and says who reads at the moment.
      if name.hasSuffix("-shm") { continue }
      files[name] =
        isFolder
        ? "folder"
        : Base32.encode(
          NodeHash(leaf: try Array(Data(contentsOf: url)).span.bytes).bytes
        )
    }
    return files
  }

  /// The names of what is in one of the store's folders.
  func names(in folder: FilePath) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.string).sorted()
  }
}

extension JSON {
  /// An object of texts.
  static func object(strings: [String: String]) -> JSON {
    .object(strings.sorted { $0.key < $1.key }.map { JSON.Member($0.key, .string($0.value)) })
  }
}
