import CentralView
import Journal
import Records

/// A forked journal, as people read it.
struct ForkBlock {
  let fork: ForkSummary
  let wording: RecordWording
  /// The organisation whose store this is.
  let own: OrganisationID

  /// What forked, where, and how far each branch goes.
  func text(columns: Int) -> String {
    let journal = Origin(fork.origin)?.journal ?? fork.origin.shown
    var lines = [
      "\(fork.id.prefix(8))  fork of the journal \(journal)",
      "  kept by \(wording.name(of: fork.organisation))",
      Layout.wrapped(
        """
        Two copies went on with it, each for itself: they part at entry \
        \(Layout.number(fork.position)).
        """,
        width: columns,
        indent: "  ",
      ),
    ]
    for side in fork.sides {
      let ends = side.branches.map { Layout.count($0.size, "entry", "entries") }
      lines.append(
        "    entry \(side.entry.short) there, on a branch of \(ends.joined(separator: ", of "))"
      )
    }
    let end: String
    if let settled = fork.settledBy {
      end = "Settled: \(Origin(settled)?.journal ?? settled.shown) goes on after it."
    } else if fork.organisation == own {
      end = "Take back what is not here, and go on in a new journal: steward restore --after-fork"
    } else {
      end = """
        Everything of both is here, and what comes after that entry is marked. It ends when \
        \(wording.name(of: fork.organisation)) has run ‘steward restore --after-fork’ and its next \
        bundle is here. Send it the proof and the branches:
        """
    }
    lines.append(Layout.wrapped(end, width: columns, indent: "  "))
    if fork.isOpen, fork.organisation != own {
      lines.append(
        "    steward conflicts show \(fork.id.prefix(8)) -o fork.proof --branches FOLDER"
      )
    }
    return lines.joined(separator: "\n")
  }
}

extension ForkSummary {
  /// The fork as `conflicts` gives it to scripts: a conflict without records and fields.
  var json: JSON {
    [
      "id": .string(id),
      "kind": "fork",
      "status": .string(isOpen ? "open" : "resolved"),
      "organisation": .string(organisation.text),
      "records": [],
      "fields": [],
      "origin": .string(origin),
      "position": .integer(position),
      "sides": .array(
        sides.map { side in
          [
            "entry": .string(side.entry.text),
            "branches": .array(
              side.branches.map { ["branch": .string($0.name), "size": .integer($0.size)] }
            ),
          ]
        }
      ),
      "settled_by": .optional(settledBy),
    ]
  }
}
