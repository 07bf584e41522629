import Foundation
import Sealing
import Store
import SystemPackage

/// The folder that all steps of one run share.
struct Workspace {
  let path: FilePath

  /// The entries of the million as plain lines, for those that the program is measured against.
  var lines: FilePath { path.appending("lines.ndjson") }
  /// The same, packed by `gzip`.
  var gzip: FilePath { path.appending("lines.ndjson.gz") }

  /// A bundle.
  func bundle(_ name: String) -> FilePath { path.appending("\(name).steward.tar") }

  /// The store with this name.
  func open(_ name: String) throws -> Store { try Store.open(at: path.appending(name)) }

  /// A firm and an authority that trust each other.
  func makePair(_ suffix: String) throws {
    _ = try makeFirm("firm\(suffix)", reportingTo: makeAuthority("authority\(suffix)"))
  }

  /// An authority that trusts nobody yet.
  func makeAuthority(_ name: String) throws -> Store { try make(name, .authority) }

  /// A firm that trusts an authority, and is trusted by it.
  func makeFirm(_ name: String, reportingTo authority: Store) throws -> Store {
    let firm = try make(name, .company)
    _ = try firm.trust(authority.card(), as: .authority, isCompared: true)
    _ = try authority.trust(firm.card(), as: .company, isCompared: true)
    return firm
  }

  private func make(_ name: String, _ role: Role) throws -> Store {
    try Store.create(
      at: path.appending(name),
      NewStore(role: role, name: name, country: "NL", author: "M. Bakker"),
    )
  }
}
