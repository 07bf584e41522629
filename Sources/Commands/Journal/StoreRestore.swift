import ArgumentParser
import Journal
import Records
import Store

/// The command `steward restore`.
struct StoreRestore: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore",
    abstract: "Take back what a store has lost, and go on in a new journal.",
    discussion: """
      Where two copies of a store both went on (a restored backup and the lost machine, say), \
      their journal has forked: whoever got bundles of both sees entries that exclude each other. \
      Run this in the copy that goes on. It takes back what the other copy wrote, word for word, \
      into a new journal that says which fork it ends, and nothing is written to the old one any \
      more. Name the bundles that the other copy packed, whomever they were for, or the folders \
      that your authority copied for you; none when you have imported its backup already.

        steward restore --after-fork old-stick/*.tar
        steward restore --after-fork

      It may be run again whenever more turns up. The next bundle that you pack ends the fork \
      wherever it is imported.

      Without --after-fork it makes a store anew, in a folder that is new or empty, from bundles \
      that you packed with --to self and from your keys:

        steward restore --store ~/Steward backup/*.tar --keys printed-keys.txt

      The choice of rules and the forms kept at home are not in bundles. A form is kept at home \
      where its newest record was read by fewer than new ones would be; the rules are those of \
      your country. The result says so, with the commands that set them.
      """,
  )

  @Argument(help: "Bundles of your own, folders of them, or copied branches of your journal.")
  var paths: [String] = []

  @Flag(help: "Go on after a fork; it has to be said, since the old journal ends there.")
  var afterFork = false

  @Option(
    help: ArgumentHelp(
      "Your keys: a copy of keys.txt, or what was typed off a printed one.",
      valueName: "file",
    )
  )
  var keys: String?

  @OptionGroup var options: StoreOptions
  @OptionGroup var output: FormatOption

  func validate() throws {
    if afterFork {
      guard keys == nil else { throw ValidationError("--after-fork uses the keys of the store.") }
      return
    }
    guard keys != nil, options.store != nil, !paths.isEmpty else {
      throw ValidationError(
        "Say --after-fork in a store that goes on; or name bundles, --store FOLDER and --keys FILE."
      )
    }
  }

  func run() throws {
    let surroundings = Surroundings.current
    let paths = paths.map { surroundings.path($0) }
    guard !afterFork, let keys, let folder = options.store else {
      let recovery = try options.open().restoreAfterFork(paths, author: options.writer)
      return Output.write(RecoveryReport(recovery: recovery), as: output.format)
    }
    let seed = try InputFile.contents(of: surroundings.path(keys), limit: 4096)
    let author = options.writer ?? surroundings.variable("USER") ?? surroundings.variable("LOGNAME")
    guard let author else { throw ValidationError("Give --author.") }
    let (store, report) = try Store.restore(
      at: surroundings.path(folder),
      from: paths,
      seed: String(decoding: seed, as: UTF8.self),
      author: author,
    )
    let restored = RestoredStore(store: store, report: report, lost: try LostSettings(store))
    Output.write(restored, as: output.format)
    if let status = BundleImport.status(of: report) { throw ExitCode(status.rawValue) }
  }
}

/// What `restore --after-fork` did.
struct RecoveryReport: CommandResult {
  let recovery: Recovery

  var json: JSON {
    [
      "old": .string(recovery.old.text),
      "new": .string(recovery.new.text),
      "forks": .array(
        recovery.forks.map { fork in
          [
            "position": .integer(fork.position), "entries": .strings(fork.entries.map(\.text)),
          ]
        }
      ),
      "recovered": .integer(recovery.recovered),
      "moved": .integer(recovery.moved),
      "unreadable": .integer(recovery.unreadable),
      "needs_admission": .bool(recovery.needsAdmission),
    ]
  }

  func text(columns: Int) -> String {
    var lines: [String] = []
    if recovery.new == recovery.old {
      lines.append("The journal \(recovery.new.journal) goes on.")
    } else {
      lines.append(
        "The journal \(recovery.new.journal) goes on in the place of \(recovery.old.journal)."
      )
    }
    let taken = Layout.count(recovery.recovered, "entry", "entries")
    lines.append("  taken back    \(taken) of the other copy")
    if recovery.moved > 0 {
      let moved = Layout.count(recovery.moved, "entry", "entries")
      lines.append("  moved         \(moved) that this copy had not packed yet")
    }
    if recovery.unreadable > 0 {
      lines.append(
        Layout.wrapped(
          """
          not readable  \(Layout.count(recovery.unreadable, "entry", "entries")): withheld in \
          what was shown. A bundle of the other copy to itself, or to somebody who may read them, \
          brings them back: run this again with it.
          """,
          width: columns,
          indent: "                ",
          first: "  ",
        )
      )
    }
    for fork in recovery.forks {
      lines.append("  parted at     entry \(Layout.number(fork.position))")
    }
    lines.append("")
    lines += next
    return lines.joined(separator: "\n")
  }

  private var next: [String] {
    if recovery.needsAdmission {
      return [
        "Next: your first office admits the new journal, and you pack:",
        "  steward card -o request.card",
        "  (there) steward trust add request.card --as self",
      ]
    }
    return ["Next: steward pack    ends the fork wherever the bundle is imported"]
  }
}
