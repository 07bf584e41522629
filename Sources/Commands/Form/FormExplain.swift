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

      In your organisation’s folder it says who reads new records of the form there. Keep a form \
      at home, or share it again as the form and your rules say; records that there are keep the \
      readers that they have:

        steward forms product --keep-home
        steward forms product --share

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

  @Flag(help: "Keep new records of the form at home, unless --audience says otherwise for one.")
  var keepHome = false

  @Flag(help: "Keep the form at home no longer.")
  var share = false

  @OptionGroup var options: StoreOptions
  @OptionGroup var output: FormatOption

  func validate() throws {
    guard keepHome || share else { return }
    guard keepHome != share else { throw ValidationError("Give either --keep-home or --share.") }
    guard form != nil, schemas == nil else {
      throw ValidationError("Name the form: steward forms customer --keep-home")
    }
  }

  func run() throws {
    if let form, keepHome || share { return try change(form) }
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
      let form = try forms.form(named: form)
      let audience = try options.openIfThere()?.audience(of: form)
      Output.write(FormExplanation(form: form, audience: audience), as: output.format)
    } else {
      Output.write(FormListing(forms: forms.all), as: output.format)
    }
  }

  /// Keeps a form at home, or shares it again.
  private func change(_ name: String) throws {
    let store = try options.open()
    let form = try store.forms.form(named: name)
    let isChanged = try store.keepHome(form, keepHome)
    let audience = try store.audience(of: form)
    Output.write(
      AudienceChange(form: form.name.name, audience: audience, isChanged: isChanged),
      as: output.format,
    )
  }
}
