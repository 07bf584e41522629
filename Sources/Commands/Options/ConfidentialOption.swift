import ArgumentParser
import CentralView
import Records
import Store

/// Whether a command may show what is confidential.
struct ConfidentialOption: ParsableArguments {
  @Flag(
    help:
      "Include confidential records, such as reports of a suspicion. Without it a command works as if there were none: look who is reading over your shoulder first."
  )
  var confidential = false

  /// What to ask the view for.
  var confidentiality: Confidentiality { confidential ? .included : .leftOut }

  /// Whether records of this form are left out, be there any or not.
  func leavesOut(_ form: Form, in store: Store) -> Bool {
    !confidential && store.forms.isConfidential(family: form.name.name)
  }
}
