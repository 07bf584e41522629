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
    let firm = try make("firm\(suffix)", .company)
    let authority = try make("authority\(suffix)", .authority)
    _ = try firm.trust(authority.card(), as: .authority, isCompared: true)
    _ = try authority.trust(firm.card(), as: .company, isCompared: true)
  }

  private func make(_ name: String, _ role: Role) throws -> Store {
    try Store.create(
      at: path.appending(name),
      NewStore(role: role, name: name, country: "NL", author: "M. Bakker"),
    )
  }
}
