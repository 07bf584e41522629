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

  /// The documents as they are embedded, each with the file it came from.
  static let documents: [(name: String, bytes: [UInt8])] = [
    ("assessment-1.json", PackageResources.assessment_1_json),
    ("customer-1.json", PackageResources.customer_1_json),
    ("declaration-1.json", PackageResources.declaration_1_json),
    ("determination-1.json", PackageResources.determination_1_json),
    ("disclosure-1.json", PackageResources.disclosure_1_json),
    ("enrolment-1.json", PackageResources.enrolment_1_json),
    ("erasure-1.json", PackageResources.erasure_1_json),
    ("journal-1.json", PackageResources.journal_1_json),
    ("judgement-1.json", PackageResources.judgement_1_json),
    ("note-1.json", PackageResources.note_1_json),
    ("revocation-1.json", PackageResources.revocation_1_json),
    ("sample-1.json", PackageResources.sample_1_json),
    ("site-1.json", PackageResources.site_1_json),
  ]
}
