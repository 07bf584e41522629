public import Records

/// The forms that come with the program.
public enum FormLibrary {
  /// Every form, read once: the eight practices' records and the protocol's own.
  public static let forms = FormSet(documents.map { form(in: $0.bytes, of: $0.name) })

  private static func form(in document: [UInt8], of file: String) -> Form {
    do throws(FormFault) {
      return try Form.parse(document.span.bytes)
    } catch {
      preconditionFailure("The embedded form ‘\(file)’ is broken: \(error.problem).")
    }
  }

  /// The forms with labels and help in a language.
  ///
  /// They are the same forms: the set's digest is that of ``forms``, and what is not
  /// translated stays English.
  public static func forms(in language: Language) -> FormSet {
    guard let texts = texts(language: language) else { return forms }
    return FormSet(
      forms.all.map { form in texts[form.name.text].map { form.worded(by: $0) } ?? form }
    )
  }

  /// A translation's words by form, or `nil` for the language of the forms themselves.
  public static func texts(language: Language) -> [String: FormTexts]? {
    guard let file = translations.first(where: { $0.code == language.code }) else { return nil }
    let document = file.bytes
    guard let json = try? JSON(parsing: document.span.bytes), let forms = json["forms"]?.members
    else { preconditionFailure("The embedded texts ‘\(file.code)’ are broken.") }
    var texts: [String: FormTexts] = [:]
    for form in forms {
      guard let words = FormTexts(form.value) else {
        preconditionFailure("The embedded texts ‘\(file.code)’ of ‘\(form.name)’ are broken.")
      }
      texts[form.name] = words
    }
    return texts
  }

  /// The files of the folder `Texts` as they are embedded.
  static var translations: [(code: String, bytes: [UInt8])] {
    [("de", PackageResources.de_json)]
  }

  /// The documents as they are embedded, each with the file it came from.
  static let documents: [(name: String, bytes: [UInt8])] = [
    ("agreement-1.json", PackageResources.agreement_1_json),
    ("alert-1.json", PackageResources.alert_1_json),
    ("annual_return-1.json", PackageResources.annual_return_1_json),
    ("applicability-1.json", PackageResources.applicability_1_json),
    ("assessment-1.json", PackageResources.assessment_1_json),
    ("corrective_action-1.json", PackageResources.corrective_action_1_json),
    ("customer-1.json", PackageResources.customer_1_json),
    ("declaration-1.json", PackageResources.declaration_1_json),
    ("determination-1.json", PackageResources.determination_1_json),
    ("disclosure-1.json", PackageResources.disclosure_1_json),
    ("distributor_audit-1.json", PackageResources.distributor_audit_1_json),
    ("distributor_commitment-1.json", PackageResources.distributor_commitment_1_json),
    ("enrolment-1.json", PackageResources.enrolment_1_json),
    ("erasure-1.json", PackageResources.erasure_1_json),
    ("journal-1.json", PackageResources.journal_1_json),
    ("judgement-1.json", PackageResources.judgement_1_json),
    ("licence-1.json", PackageResources.licence_1_json),
    ("movement-1.json", PackageResources.movement_1_json),
    ("note-1.json", PackageResources.note_1_json),
    ("officer-1.json", PackageResources.officer_1_json),
    ("order-1.json", PackageResources.order_1_json),
    ("policy-1.json", PackageResources.policy_1_json),
    ("product-1.json", PackageResources.product_1_json),
    ("review-1.json", PackageResources.review_1_json),
    ("revocation-1.json", PackageResources.revocation_1_json),
    ("sample-1.json", PackageResources.sample_1_json),
    ("site-1.json", PackageResources.site_1_json),
    ("summary-1.json", PackageResources.summary_1_json),
    ("surveillance_list-1.json", PackageResources.surveillance_list_1_json),
    ("suspicious_transaction-1.json", PackageResources.suspicious_transaction_1_json),
    ("theft_or_loss-1.json", PackageResources.theft_or_loss_1_json),
    ("training-1.json", PackageResources.training_1_json),
  ]
}
