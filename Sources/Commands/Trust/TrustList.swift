import ArgumentParser
import Journal
import Records
import Sealing
import Store

/// The command `steward trust list`.
struct TrustList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List whom you trust, as what, and whether the fingerprint was compared.",
    discussion: """
      An organisation whose fingerprint nobody compared is marked: ring it, and run \
      steward trust add again with --fingerprint.

        steward trust list
      """,
  )

  @OptionGroup var options: StoreOptions
  @OptionGroup var output: FormatOption

  func run() throws {
    Output.write(TrustListing(trusted: try options.open().trusted()), as: output.format)
  }
}

/// Everybody who is trusted, as `trust list` shows it.
struct TrustListing: CommandResult {
  let trusted: [TrustedOrganisation]

  var json: JSON {
    .array(
      trusted.map { other in
        [
          "organisation": .string(other.organisation.text),
          "name": .string(other.name),
          "roles": .strings(other.roles.map(\.rawValue)),
          "fingerprint": .string(other.fingerprint.text),
          "compared": .bool(other.isCompared),
          "journals": .array(
            other.journals.map { journal in
              [
                "origin": .string(journal.origin.text),
                "revoked_from": journal.revokedFrom.map { .integer($0) } ?? .null,
              ]
            }
          ),
        ]
      }
    )
  }

  func text(columns: Int) -> String {
    if trusted.isEmpty {
      return "You trust nobody yet. Begin with: steward trust add CARD"
    }
    return trusted.map { other in
      let roles =
        other.roles.isEmpty ? "revoked" : other.roles.map(\.rawValue).joined(separator: ", ")
      var lines = ["\(other.name.shown): \(roles)"]
      lines.append("  organisation  \(other.organisation)")
      lines.append(
        "  fingerprint   \(other.fingerprint)  \(other.isCompared ? "compared" : "NOT COMPARED")"
      )
      for journal in other.journals {
        let limit = journal.revokedFrom.map { ", revoked from entry \(Layout.number($0)) on" } ?? ""
        lines.append("  journal       \(journal.origin.journal)\(limit)")
      }
      return lines.joined(separator: "\n")
    }.joined(separator: "\n\n")
  }
}
