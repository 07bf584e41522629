import ArgumentParser
import Practices
import Records
import Store

/// The command `steward forms`.
struct FormExplain: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "forms",
    abstract: "List the forms, or explain the fields of one.",
    discussion: """
      A form is a kind of record: a customer, an end-use declaration, a sample request.

        steward forms
        steward forms customer

      Labels and help are shown in the language of your system, if there is a translation
      (English and German so far); STEWARD_LANGUAGE=en or =de chooses one.

      For programs, each form can be written as a JSON Schema:

        steward forms --schemas schemas
      """,
  )

  @Argument(help: "The form to explain, such as customer.")
  var form: String?

  @Option(
    help: ArgumentHelp(
      "Write each form as a JSON Schema (2020-12) into this folder.",
      valueName: "folder",
    )
  )
  var schemas: String?

  @OptionGroup var output: FormatOption

  func run() throws {
    let forms = FormLibrary.forms(in: Surroundings.current.language)
    if let schemas {
      // A schema is for programs, which all read the same one.
      let plain = FormLibrary.forms
      let report = try SchemaFiles(
        forms: form.map { [try plain.form(named: $0)] } ?? plain.all,
        folder: Surroundings.current.path(schemas),
      )
      Output.write(report, as: output.format)
    } else if let form {
      Output.write(FormExplanation(form: try forms.form(named: form)), as: output.format)
    } else {
      Output.write(FormListing(forms: forms.all), as: output.format)
    }
  }
}
