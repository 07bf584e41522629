import Records
import SystemPackage

/// A folder that was made for an inspector.
struct InspectionFolder: CommandResult {
  let folder: FilePath
  let title: String
  let records: Int
  let entries: Int
  let files: Int
  let missingFiles: Int
  let notes: [String]

  var json: JSON {
    [
      "report": "inspection", "folder": .string(folder.string), "title": .string(title),
      "records": .integer(records), "entries": .integer(entries),
      "attachments": .integer(files), "missing": .integer(missingFiles),
      "notes": .strings(notes),
    ]
  }

  func text(columns: Int) -> String {
    let counts = [
      Layout.count(records, "record"), Layout.count(entries, "entry", "entries"),
      Layout.count(files, "file"),
    ]
    var lines = [
      "Wrote ‘\(title.shown)’ to ‘\(folder.string.shown)’: \(Layout.list(counts)).",
      "Open index.html there in a browser, to read or to print; entries.ndjson holds the original entries.",
    ]
    if missingFiles > 0 {
      lines.append(
        "\(Layout.count(missingFiles, "attached file is", "attached files are")) missing or altered: the page says which."
      )
    }
    return lines.map { Layout.wrapped($0, width: columns) }.joined(separator: "\n")
  }
}
