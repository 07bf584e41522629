import Journal
import Records
import Store
import SystemPackage

/// What `pack` wrote, or would write.
struct ParcelReport: CommandResult {
  let report: PackReport
  /// The recipients' names.
  let names: [OrganisationID: String]
  /// Those of them to whom nothing was packed before, by name.
  let strangers: [String]
  let isRehearsal: Bool

  var json: JSON {
    [
      "bundles": .array(report.bundles.map(Self.json)),
      "forms": .array(
        report.forms.map { form in
          [
            "form": .string(form.form), "entries": .integer(form.entries),
            "withheld": .integer(form.withheld),
          ]
        }
      ),
      "first_for": .strings(report.strangers.map(\.text)),
      "dry_run": .bool(isRehearsal),
    ]
  }

  private static func json(_ bundle: PackedBundle) -> JSON {
    [
      "file": .string(bundle.file),
      "id": .string(bundle.id),
      "recipients": .strings(bundle.recipients.map(\.text)),
      "sealed": .bool(bundle.isSealed),
      "bytes": .integer(bundle.bytes),
      "journals": .array(
        bundle.journals.map { journal in
          [
            "origin": .string(journal.origin),
            "base": .integer(journal.base),
            "size": .integer(journal.size),
            "root": .string(journal.root),
            "entries": .integer(journal.entries),
            "withheld": .integer(journal.withheld),
            "disclosed": .integer(journal.disclosed),
          ]
        }
      ),
    ]
  }

  func text(columns: Int) -> String {
    guard !report.bundles.isEmpty else { return "There is nothing new to pack." }
    var parts = report.bundles.map { text(of: $0, columns: columns) }
    if isRehearsal { parts.insert("Rehearsal: nothing was written.", at: 0) }
    if !strangers.isEmpty {
      let verb = isRehearsal ? "would be" : "is"
      let list = Layout.list(strangers)
      let firsts = list.hasSuffix(".") ? list : list + "."
      parts.append(
        Layout.wrapped(
          "This \(verb) the first bundle for \(firsts) By form "
            + (report.bundles.count == 1 ? "it carries:" : "the bundles carry together:"),
          width: columns,
        )
      )
    }
    parts.append(forms(columns))
    if !isRehearsal {
      parts.append(
        report.bundles.count == 1 || Set(report.bundles.map(\.recipients)).count == 1
          ? "Next: take the file there by any means; ‘steward import’ takes it in."
          : "Next: take each file to whom it is for, and to nobody else; ‘steward import’ takes it in."
      )
    }
    return parts.filter { !$0.isEmpty }.joined(separator: "\n\n")
  }

  private func text(of bundle: PackedBundle, columns: Int) -> String {
    let path = FilePath(bundle.file)
    let name = path.lastComponent?.string ?? bundle.file
    let size = isRehearsal ? "" : " (\(Layout.size(bundle.bytes)))"
    var lines = ["\(isRehearsal ? "Would pack" : "Packed") \(name.shown)\(size)"]
    if !isRehearsal { lines.append("  in   \(path.removingLastComponent().string.shown)") }
    lines.append(
      Layout.wrapped(
        Layout.list(bundle.recipients.map { names[$0] ?? String($0.text.prefix(8)) }),
        width: columns,
        indent: "       ",
        first: "  for  ",
      )
    )
    for journal in bundle.journals {
      let origin = Origin(journal.origin)?.journal ?? journal.origin.shown
      let stretch =
        journal.base == 0
        ? "all \(Layout.count(journal.size, "entry", "entries"))"
        : "entries \(Layout.number(journal.base)) to \(Layout.number(journal.size - 1))"
      let older =
        journal.disclosed == 0
        ? ""
        : ", and \(Layout.count(journal.disclosed, "older entry", "older entries")) disclosed since"
      lines.append("  journal \(origin): \(stretch)\(older)")
    }
    return lines.joined(separator: "\n")
  }

  /// How many entries of each form go, and how many are withheld.
  func forms(_ columns: Int) -> String {
    guard !report.forms.isEmpty else { return "" }
    var table = TextTable(titles: ["form", "go", "withheld"], rightColumns: [1, 2])
    table.rows = report.forms.map { form in
      [
        RecordWording.plainName(form.form), Layout.number(form.entries),
        Layout.number(form.withheld),
      ]
    }
    let text = table.text(columns: columns, indent: "  ")
    guard report.forms.contains(where: { $0.withheld > 0 }) else { return text }
    let reason = """
      Withheld is what the record’s audience does not show to every recipient; only the fact \
      that there is an entry goes with the bundle.
      """
    return text + "\n" + Layout.wrapped(reason, width: columns, indent: "  ")
  }
}
