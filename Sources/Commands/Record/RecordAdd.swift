import ArgumentParser
import CentralView
import Records
import Store

/// The command `steward add`.
struct RecordAdd: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: "Record something: a customer, a declaration, an order, a suspicion.",
    discussion: """
      At a terminal, and without fields, the form is asked for one by one: an empty answer \
      takes what stands in brackets, ? explains, - goes back, and Ctrl-C stops and keeps your \
      answers as a draft. ‘steward forms’ lists the forms, and ‘steward forms customer’ \
      explains every field of one.

        steward add customer
        steward add customer --field reference=C-1042 --field name='Janssen Coatings B.V.' \\
          --field country=Netherlands
        steward add declaration --field customer=C-1042 --field substance=110-63-4 \\
          --field quantity=1200 --field unit=kg --field copy=@declaration.pdf

      A declaration, an assessment or a licence is renewed by copying the last one; the period \
      follows on, and what you name with --field is new:

        steward add declaration --copy-last C-1042

      A number that another record of the form has already is refused. The numbers of \
      confidential records are compared only with --confidential, since the refusal tells that \
      there is one.
      """,
  )

  @Argument(help: "The form, such as customer.")
  var form: String

  @Option(
    help: ArgumentHelp(
      "Renew: copy this record, or the last one about this customer.",
      valueName: "record",
    )
  )
  var copyLast: String?

  @OptionGroup var fields: FieldOptions
  @OptionGroup var answers: AnswerOptions
  @OptionGroup var audience: AudienceOption
  @OptionGroup var confidential: ConfidentialOption
  @OptionGroup var options: StoreOptions
  @OptionGroup var output: FormatOption

  func run() throws {
    let store = try options.open()
    let form = try store.forms.form(named: form)
    if let command = form.reservedCommand {
      throw CommandFault.reservedForm(form.name.name, command: command)
    }
    let isAsking = Surroundings.current.terminal.isInteractive && fields.isEmpty
    let conversation = RecordConversation(
      store: store,
      author: options.writer,
      record: { try record($0, $1, in: store, isCheckShown: $2) },
      offersMore: output.format == .text,
      confidential: confidential.confidentiality,
    )
    var draft = RecordDraft(form: form, reading: FieldReader(store))
    try fields.apply(to: &draft)
    try OrderJudgement.requireUndecided(draft.touched, form: form)
    if let copyLast {
      let renewal = try RecordRenewal(
        of: form,
        named: copyLast,
        matching: draft.body,
        in: store,
        author: options.writer ?? store.settings.author,
      )
      if isAsking { return try conversation.renew(renewal) }
      draft = RecordDraft(form: form, reading: FieldReader(store), body: renewal.body)
      try fields.apply(to: &draft)
    } else if isAsking {
      return try conversation.add(form)
    }
    // What cannot be recorded is said before anything is asked.
    try draft.requireNewReference(confidential.confidentiality)
    try draft.askForMissing(author: options.writer)
    _ = try record(form, draft.body, in: store)
  }

  /// Writes a record and says what became of it.
  private func record(
    _ form: Form,
    _ body: JSON,
    in store: Store,
    isCheckShown: Bool = false,
  ) throws -> WrittenEntry {
    try RecordDraft(form: form, reading: FieldReader(store), body: body)
      .requireNewReference(confidential.confidentiality)
    let judgement = try OrderJudgement(
      of: body,
      form: form,
      answers: answers.answers(in: store),
      author: options.writer,
      in: store,
      asks: !isCheckShown,
    )
    let entry = try store.add(
      form: form,
      body: judgement?.body ?? body,
      audience: audience.readers,
      author: options.writer,
    )
    // Who has just written it may see what it is called.
    let wording = RecordWording(store, confidential: .included)
    let title = wording.title(of: entry.record)
    let name = title == entry.record.short ? "" : " ‘\(title)’"
    let readers = try audience.readers ?? store.defaultAudience(of: form)
    var sentence = """
      Added \(form.name.name)\(name) as \(entry.record.short).
      \(readers.isEmpty ? "It stays at home: nobody but you can read it." : "Besides you, it may be read by \(wording.readers(readers)).")
      """
    if form.name.name == "movement", let objection = try store.objection(toMovement: body) {
      sentence += "\n\(objection)"
    }
    Output.write(
      WrittenReport(
        entry: entry,
        sentence: sentence,
        check: isCheckShown ? nil : judgement?.report(for: entry.record),
      ),
      as: output.format,
    )
    return entry
  }
}
