import Records
import SystemPackage

/// Forms written as JSON Schemas that any validator reads.
struct SchemaFiles: CommandResult {
  let folder: FilePath
  private(set) var files: [(form: String, path: FilePath)] = []

  /// Writes a file for each form.
  init(forms: [Form], folder: FilePath) throws {
    self.folder = folder
    try InputFile.makeFolder(folder)
    for form in forms {
      let schema = Self.schema(of: form)
      let path = folder.appending("\(form.name.name)-\(form.name.version).schema.json")
      try InputFile.write(Array((schema.indented() + "\n").utf8), to: path)
      files.append((form.name.text, path))
    }
  }

  var json: JSON {
    [
      "schemas": .array(
        files.map { file in ["form": .string(file.form), "file": .string(file.path.string)] }
      )
    ]
  }

  func text(columns: Int) -> String {
    "Wrote \(Layout.count(files.count, "JSON Schema")) to ‘\(folder.string.shown)’."
  }

  /// The form's rules, with what a reader of JSON Schemas expects at the top.
  static func schema(of form: Form) -> JSON {
    let head: [JSON.Member] = [
      .init("$schema", "https://json-schema.org/draft/2020-12/schema"),
      .init("$id", .string("urn:steward:form:\(form.name.name):\(form.name.version)")),
      .init("title", .string(form.label)),
      .init("description", .string(form.help)),
    ]
    return .object(head + (form.plainSchema.members ?? []))
  }
}
