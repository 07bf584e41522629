import ArgumentParser
import CentralView
import Records
import Store

/// The command `steward add`.
struct RecordAdd: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: "Record something: a customer, a declaration, a sample request.",
    discussion: """
      At a terminal, what the form cannot do without is asked for. ‘steward forms’ lists the \
      forms, and ‘steward forms customer’ explains every field of one.

        steward add customer --field reference=C-1042 --field name='Janssen Coatings B.V.' \\
          --field country=Netherlands
        steward add declaration --field customer=C-1042 --field substance=110-63-4 \\
          --field quantity=1200 --field unit=kg --field copy=@declaration.pdf
      """,
  )

  @Argument(help: "The form, such as customer.")
  var form: String

  @OptionGroup var fields: FieldOptions
  @OptionGroup var audience: AudienceOption
  @OptionGroup var options: StoreOptions
  @OptionGroup var output: FormatOption

  func run() throws {
    let store = try options.open()
    let form = try store.forms.form(named: form)
    if let command = form.reservedCommand {
      throw CommandFault.reservedForm(form.name.name, command: command)
    }
    var draft = RecordDraft(form: form, reading: FieldReader(store))
    try fields.apply(to: &draft)
    try draft.askForMissing()
    let entry = try store.add(
      form: form,
      body: draft.body,
      audience: audience.readers,
      author: options.writer,
    )
    let wording = RecordWording(store)
    let title = wording.title(of: entry.record)
    let name = title == entry.record.short ? "" : " ‘\(title)’"
    let readers = audience.readers ?? form.defaultAudience
    let sentence = """
      Added \(form.name.name)\(name) as \(entry.record.short).
      \(readers.isEmpty ? "It stays at home: nobody but you can read it." : "Besides you, it may be read by \(wording.readers(readers)).")
      """
    Output.write(WrittenReport(entry: entry, sentence: sentence), as: output.format)
  }
}
