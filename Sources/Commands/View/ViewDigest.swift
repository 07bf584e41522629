import ArgumentParser
import CentralView
import Records
import Store

/// The command `steward view digest`.
struct ViewDigest: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "digest",
    abstract: "Print a digest: one number that is the same wherever the same is known.",
    discussion: """
      Two places that imported the same bundles, in whatever order, get the same digest. It \
      counts only where both use the same forms, whose digest is printed beside it. With \
      --imported your own records are left out, so that you can compare with somebody else.

        steward view digest --imported
      """,
  )

  @Flag(help: "Leave out your own records.")
  var imported = false

  @OptionGroup var options: StoreOptions
  @OptionGroup var output: FormatOption

  func run() throws {
    let store = try options.open()
    let digest = try store.view.digest(excluding: imported ? store.settings.organisation : nil)
    Output.write(
      DigestReport(digest: digest, forms: store.view.forms.digest, isImportedOnly: imported),
      as: output.format,
    )
  }
}

/// What `view digest` prints.
struct DigestReport: CommandResult {
  let digest: NodeHash
  let forms: NodeHash
  let isImportedOnly: Bool

  var json: JSON {
    [
      "digest": .string(digest.hexadecimal),
      "forms": .string(forms.hexadecimal),
      "imported": .bool(isImportedOnly),
    ]
  }

  func text(columns: Int) -> String {
    "view   \(digest.hexadecimal)\nforms  \(forms.hexadecimal)"
  }
}
