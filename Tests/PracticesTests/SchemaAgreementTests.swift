import Foundation
import Records
import TestSupport
import Testing

@testable import Practices

/// What the forms allow, by this program and by PyPI's `jsonschema`, which knows nothing of it.
///
/// `jsonschema` reads the schemas that `forms --schemas` writes. There `format` is an
/// annotation, as JSON Schema has it by default: the formats are this program's own and
/// have tests of their own. So both are compared by the keywords that are broken, `format` and
/// the checks beyond the schema left out. A form's own members are all there are when
/// somebody writes, while readers keep others; the schema speaks for readers, so members
/// that the form does not know are left out too where they stand at the top.
@Suite("Agreement with JSON Schema")
struct SchemaAgreementTests {
  private static let environment = PythonEnvironment(
    named: "jsonschema",
    packages: ["jsonschema==4.23.0"],
    module: "jsonschema",
  )
  private static let bodies = 10_000

  /// Reads lines of a form's name and a body parted by a tab, and writes for each the
  /// keywords that it breaks.
  private static let script = """
    import json, sys, pathlib
    from jsonschema import Draft202012Validator
    folder = pathlib.Path(sys.argv[1])
    validators = {}
    for path in folder.glob("*.json"):
        schema = json.loads(path.read_text(encoding="utf-8"))
        Draft202012Validator.check_schema(schema)
        validators[path.stem] = Draft202012Validator(schema)
    for line in (folder / "bodies.txt").read_bytes().decode("utf-8").split("\\n")[:-1]:
        name, body = line.split("\\t", 1)
        errors = validators[name].iter_errors(json.loads(body))
        print(" ".join(sorted({error.validator for error in errors})))
    """

  @Test(
    "PyPI's jsonschema finds the same keywords broken in ten thousand bodies",
    .temporaryFolder,
    .enabled(if: environment != nil, "needs python3 and PyPI's jsonschema"),
  )
  func agreement() throws {
    let environment = try #require(Self.environment)
    let folder = URL(filePath: "\(TemporaryFolder.current)")
    let bodies = try writeBodies(into: folder)
    let result = try environment.run(Self.script, [folder.path()])
    try #require(result.status == 0, "\(result.output)")
    let answers = result.output.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    try #require(answers.count == bodies.count)
    var differences: [String] = []
    var keywords: Set<String> = []
    var valid: [String: Int] = [:]
    var broken: [String: Int] = [:]
    for ((form, body), answer) in zip(bodies, answers) {
      let theirs = answer.split(separator: " ").map(String.init)
      let ours = brokenKeywords(of: body, form)
      if ours != theirs {
        // Long runs of other characters than ASCII would be cut apart on their way to the log.
        let text = body.text.unicodeScalars.filter(\.isASCII).prefix(300)
        differences.append(
          "\(form.name): \(String(String.UnicodeScalarView(text))): \(ours), they say \(theirs)"
        )
      }
      keywords.formUnion(theirs)
      if theirs.isEmpty {
        valid[form.name.text, default: 0] += 1
      } else {
        broken[form.name.text, default: 0] += 1
      }
    }
    #expect(differences.isEmpty, "\(differences.count): \(differences.prefix(5))")
    // The bodies are worth something: both verdicts for each form, and every keyword.
    for form in FormLibrary.forms.all {
      #expect((valid[form.name.text] ?? 0) > 10, "\(form.name)")
      #expect((broken[form.name.text] ?? 0) > 50, "\(form.name)")
    }
    #expect(keywords == Self.expectedKeywords)
  }

  private static let expectedKeywords: Set = [
    "additionalProperties", "dependentRequired", "enum", "maxItems", "maxLength", "maximum",
    "minItems", "minLength", "minimum", "pattern", "required", "type", "uniqueItems",
  ]

  /// Writes a schema for each form, and the bodies that are to be judged.
  private func writeBodies(into folder: URL) throws -> [(form: Form, body: JSON)] {
    var bodies: [(form: Form, body: JSON)] = []
    var lines: [UInt8] = []
    let share = (Self.bodies + FormExample.all.count - 1) / FormExample.all.count
    for (number, example) in FormExample.all.enumerated() {
      let name = try #require(FormName(example.form))
      let form = try #require(FormLibrary.forms[name])
      let file = "\(name.name)-\(name.version)"
      try Data(form.plainSchema.bytes).write(to: folder.appending(path: "\(file).json"))
      var mutation = BodyMutation(example, form, seed: UInt64(number))
      for _ in 0..<share {
        let body = mutation.next()
        bodies.append((form, body))
        lines += Array("\(file)\t".utf8) + body.bytes + [0x0A]
      }
    }
    try Data(lines).write(to: folder.appending(path: "bodies.txt"))
    return bodies
  }

  private func brokenKeywords(of body: JSON, _ form: Form) -> [String] {
    let own: Set = ["format", "check", "multiline"]
    let counting = form.check(body).filter { violation in
      let isAtTop = !violation.path.utf8.contains {
        $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "[")
      }
      return !own.contains(violation.keyword)
        && !(violation.keyword == "additionalProperties" && isAtTop)
    }
    return Set(counting.map(\.keyword)).sorted()
  }
}
