import Foundation
public import SystemPackage

/// A rule package of a test’s own, so that the law may change without breaking tests of the
/// program.
public enum TestRules {
  /// The package, with what a test puts into it.
  public static func text(
    name: String = "test-code",
    version: String = "1",
    expected: String = "hold",
    extra: String = "",
    more: [String] = [],
  ) -> String {
    let assessed = """
      {"rule": "assessed", "label": "Customers are assessed", "on": ["order", "sample"],
       "function": "assessment-valid", "verdict": "hold", "basis": "voluntary",
       "source": "the test’s code, 2", "confirmed": false,
       "remedy": "steward add assessment --field customer={customer}"\(extra),
       "examples": [
        {"records": [{"as": "one", "form": "customer", "body": {"name": "One"}},
          {"as": "a", "form": "assessment",
           "body": {"customer": "@one", "outcome": "approved", "assessor": "A",
                    "date": "2026-01-01"}}],
         "order": {"customer": "@one", "substance": "110-63-4"}, "date": "2026-02-01",
         "verdict": "pass"},
        {"records": [{"as": "one", "form": "customer", "body": {"name": "One"}}],
         "order": {"customer": "@one", "substance": "110-63-4"}, "date": "2026-02-01",
         "verdict": "\(expected)"}]}
      """
    return """
      {"package": "\(name)", "version": "\(version)", "jurisdiction": "nowhere",
       "rules": [\(([assessed] + more).joined(separator: ","))]}
      """
  }

  /// A rule that looks at confidential lists and refuses.
  public static let listed = """
    {"rule": "unlisted", "on": ["order", "sample"], "function": "list-hit",
     "with": {"form": "surveillance_list"}, "verdict": "refuse", "basis": "mandatory",
     "source": "the test’s law, 1", "confirmed": true, "remedy": "ask the authority",
     "examples": [
      {"records": [{"as": "one", "form": "customer", "body": {"name": "One"}}],
       "order": {"customer": "@one", "substance": "110-63-4"}, "date": "2026-02-01",
       "verdict": "pass"},
      {"records": [{"as": "one", "form": "customer", "body": {"name": "One"}},
        {"as": "list", "form": "surveillance_list",
         "body": {"name": "L", "entries": [{"name": "One", "kind": "company",
                                            "action": "refuse"}]}}],
       "order": {"customer": "@one", "substance": "110-63-4"}, "date": "2026-02-01",
       "verdict": "refuse"}]}
    """

  /// A rule of law that cash breaks.
  public static let noCash = """
    {"rule": "no-cash", "on": ["order"], "applies": {"fields": {"payment": ["cash"]}},
     "function": "field-required", "with": {"fields": ["reference"]}, "verdict": "refuse",
     "basis": "mandatory", "source": "the test’s law, 2", "confirmed": true,
     "remedy": "give it a reference", "examples": [
      {"records": [], "order": {"substance": "110-63-4", "payment": "cash", "reference": "1"},
       "date": "2026-02-01", "verdict": "pass"},
      {"records": [], "order": {"substance": "110-63-4", "payment": "cash"},
       "date": "2026-02-01", "verdict": "refuse"}]}
    """

  /// A question that a person answers.
  public static let plausible = """
    {"rule": "plausible", "on": ["order"], "function": "question-answered",
     "with": {"question": "plausible-use", "text": "Is the use plausible?"}, "verdict": "hold",
     "basis": "voluntary", "source": "the test’s code, 3", "confirmed": true,
     "remedy": "answer it", "examples": [
      {"records": [], "order": {"substance": "110-63-4", "answers": [{"question": "plausible-use",
        "answer": true, "comment": "yes", "by": "A", "date": "2026-01-01"}]},
       "date": "2026-02-01", "verdict": "pass"},
      {"records": [], "order": {"substance": "110-63-4"}, "date": "2026-02-01",
       "verdict": "hold"}]}
    """

  /// Writes a package to a file of the test’s folder.
  public static func write(_ text: String, _ name: String, in folder: FilePath) throws -> FilePath {
    let path = folder.appending(name)
    try Data(text.utf8).write(to: URL(filePath: path.string))
    return path
  }
}
