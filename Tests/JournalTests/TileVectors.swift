import Foundation
import TestSupport

/// The vectors of `note-and-tiles/tlog-tiles.json` that concern the tree.
struct TileVectors: Decodable {
  struct Inclusion: Decodable {
    let index: Int
    let size: Int
    let proof: [String]
  }

  struct Consistency: Decodable {
    let old: Int
    let new: Int
    let proof: [String]
  }

  let roots: [String: String]
  let inclusion: [Inclusion]
  let consistency: [Consistency]

  static func load() throws -> Self {
    let bytes = try SharedFolder.bytes("vectors/note-and-tiles/tlog-tiles.json")
    return try JSONDecoder().decode(Self.self, from: Data(bytes))
  }
}
