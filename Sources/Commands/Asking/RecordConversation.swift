import CentralView
import Practices
import Records
import Store

/// Adds records as a conversation: goes on with a draft, asks, records, and offers what
/// belongs to it.
struct RecordConversation {
  let store: Store
  /// Who is at work; nobody named means the store's own author.
  let author: String?
  /// Writes a record and says what became of it; the last argument says whether the check of
  /// an order was shown already.
  let record: (Form, JSON, Bool) throws -> WrittenEntry
  /// Whether what belongs to the record is offered when it is there.
  let offersMore: Bool
  /// Whether the numbers of confidential records may be told.
  var confidential = Confidentiality.leftOut

  /// Adds a record of a form, and what the person wants to add with it.
  ///
  /// - Throws: ``CommandFault/draftKept(form:)`` or ``CommandFault/nothingAnswered(form:)``
  ///   where the person stopped.
  func add(_ form: Form) throws {
    let terminal = Surroundings.current.terminal
    terminal.holdInterrupts()
    defer { terminal.releaseInterrupts() }
    let draft = try chosenDraft(form)
    let entry = try ask(
      form,
      body: draft?.body ?? .object([]),
      draft: draft,
      explainsKeys: true,
    )
    guard offersMore, form.name.name == "customer" else { return }
    try offerRest(of: entry.record)
  }

  /// Renews a record: asks the one question that its plan names.
  func renew(_ renewal: RecordRenewal) throws {
    let terminal = Surroundings.current.terminal
    terminal.holdInterrupts()
    defer { terminal.releaseInterrupts() }
    var interview = Interview(form: renewal.form, in: store, author: author, body: renewal.body)
    interview.confidential = confidential
    let path = renewal.plan.asked
    let body = try keeping(&interview, draft: nil) { interview in
      try interview.run(only: [path])
      return interview.draft.body
    }
    _ = try record(renewal.form, body, false)
  }

  private func ask(
    _ form: Form,
    body: JSON,
    draft: Draft? = nil,
    explainsKeys: Bool = false,
  ) throws -> WrittenEntry {
    var interview = Interview(form: form, in: store, author: author, body: body)
    interview.decides = offersMore
    interview.confidential = confidential
    let body = try keeping(&interview, draft: draft) {
      try $0.run(explainsKeys: explainsKeys)
    }
    let isJudged = interview.decides && interview.isJudged
    let entry = try record(form, body, isJudged)
    if let draft { try store.remove(draft) }
    if let decision = interview.decision {
      try decide(decision, about: entry.record)
    } else if isJudged {
      Output.note(
        "Decide about it later: steward decide \(entry.record.short) supply, hold or refuse"
      )
    }
    return entry
  }

  /// Takes down what was decided about what was just recorded.
  private func decide(_ decision: Decision, about id: EntryID) throws {
    guard let record = try store.view.record(id) else { throw ViewError.unknownRecord(id.short) }
    let decided = try store.decide(record, decision, author: author)
    let title = RecordWording(store).title(of: record)
    Output.write(DecisionReport(decided: decided, title: title), as: .text)
  }

  /// Lets an interview go on; where the person stops, what they answered is kept.
  private func keeping(
    _ interview: inout Interview,
    draft: Draft?,
    _ conversation: (inout Interview) throws -> JSON,
  ) throws -> JSON {
    do { return try conversation(&interview) } catch is InterviewStop {
      let form = interview.form.name
      guard interview.hasAnswers || draft != nil else {
        throw CommandFault.nothingAnswered(form: form.name)
      }
      var kept =
        draft ?? Draft(form: form, author: author ?? store.settings.author, body: .object([]))
      kept.body = interview.draft.body
      kept.time = .now()
      try store.keep(kept)
      throw CommandFault.draftKept(form: form.name)
    }
  }

  // MARK: Drafts

  /// The draft that the person wants to go on with, if there is one.
  private func chosenDraft(_ form: Form) throws -> Draft? {
    for draft in try store.drafts(ofForm: form.name.name) {
      let text = "There is a draft\(title(of: draft, form)), kept \(draft.time.shown)"
      Output.note("\(text) by \(draft.author.shown).")
      switch try choice() {
      case .go:
        showAnswers(draft, form)
        return draft
      case .drop: try store.remove(draft)
      case .later: break
      }
    }
    return nil
  }

  /// What becomes of a draft.
  private enum Choice {
    case go, later, drop
  }

  private func choice() throws -> Choice {
    let terminal = Surroundings.current.terminal
    while true {
      terminal.note("Go on with it? Yes, no for later, or drop it [Y/n/drop]: ")
      guard case .line(let line) = terminal.reply() else {
        terminal.note("\n")
        throw CommandFault.interrupted
      }
      switch line.trimmed.lowercased() {
      case "", "y", "yes", "j", "ja": return .go
      case "n", "no": return .later
      case "d", "drop": return .drop
      default: Output.note("  answer yes, no or drop")
      }
    }
  }

  private func title(of draft: Draft, _ form: Form) -> String {
    let wording = RecordWording(store)
    let names = ["reference", "name", "title"].compactMap { draft.body[$0]?.string?.shown }
    if !names.isEmpty { return " of ‘\(names.joined(separator: ", "))’" }
    guard let subject = form.subject, let id = draft.body[subject]?.string.flatMap({ EntryID($0) })
    else { return "" }
    return " about ‘\(wording.title(of: id))’"
  }

  private func showAnswers(_ draft: Draft, _ form: Form) {
    let wording = RecordWording(store)
    for member in draft.body.members ?? [] {
      let text = wording.text(of: member.name, in: draft.body, form: form)
      Output.note("  \(RecordWording.label(of: member.name, in: form)): \(text)")
    }
  }

  // MARK: What belongs together

  /// Offers to assess a new customer and to take its declaration, which belong to it before
  /// the first supply.
  private func offerRest(of customer: EntryID) throws {
    guard Question.confirm("Assess them and take their declaration now?", usual: true) else {
      Output.note("Later: ‘steward add assessment’ and ‘steward add declaration’.")
      return
    }
    for name in ["assessment", "declaration"] {
      guard let form = store.forms.newest(name) else { continue }
      do {
        _ = try ask(form, body: .object([.init("customer", .string(customer.text))]))
      } catch CommandFault.nothingAnswered {
        // What was recorded before is done; the person left the rest for later.
        Output.note("Later: ‘steward add \(name)’.")
        return
      }
    }
  }
}
