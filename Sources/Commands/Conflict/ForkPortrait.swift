import CentralView
import Records
import Store
import SystemPackage

/// One fork, as `conflicts show` tells it.
struct ForkPortrait: CommandResult {
  let fork: ForkSummary
  let store: Store
  /// Where the proof was written.
  let proof: FilePath?
  /// Where the branches were copied.
  let copies: [FilePath]

  var json: JSON {
    var members = fork.json.members ?? []
    members.append(JSON.Member("proof", .optional(proof?.string)))
    members.append(JSON.Member("copies", .strings(copies.map(\.string))))
    return .object(members)
  }

  func text(columns: Int) -> String {
    var parts = [
      ForkBlock(fork: fork, wording: RecordWording(store), own: store.settings.organisation)
        .text(columns: columns)
    ]
    if let proof {
      parts.append("Wrote the proof to ‘\(proof.string.shown)’.")
    }
    if !copies.isEmpty {
      let lines = copies.map { "  \($0.string.shown)" }
      parts.append((["Copied the branches:"] + lines).joined(separator: "\n"))
    }
    return parts.joined(separator: "\n\n")
  }
}
