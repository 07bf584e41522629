import Foundation
import Records
import Testing

@testable import Practices

@Suite("Labels and help in other languages")
struct FormTextsTests {
  private static let german = Language(locale: "de") ?? .english

  /// The words before the example that a translation's help ends with.
  private static let exampleWords = ["de": "Beispiel: "]

  @Test("A translation has every form, group and field, and none that is not there")
  func complete() throws {
    for (code, bytes) in FormLibrary.translations {
      let json = try JSON(parsing: bytes.span.bytes)
      let forms = try #require(json["forms"])
      let names = FormLibrary.forms.all.map(\.name.text)
      #expect((forms.members ?? []).map(\.name) == names, "\(code)")
      for form in FormLibrary.forms.all {
        let texts = try #require(forms[form.name.text])
        let groups = (texts["groups"]?.members ?? []).map(\.name)
        #expect(groups.sorted() == form.groups.map(\.name).sorted(), "\(code) \(form.name)")
        let fields = texts["fields"]?.members ?? []
        #expect(fields.map(\.name) == form.allFields.map(\.path), "\(code) \(form.name)")
        for field in fields {
          let problem = form.problems[field.name]
          #expect(
            (field.value["problem"] == nil) == (problem == nil),
            "\(code) \(form.name) \(field.name)",
          )
          let known: Set = ["label", "help", "problem"]
          #expect(known.isSuperset(of: (field.value.members ?? []).map(\.name)))
        }
      }
    }
  }

  @Test("Help ends with an example wherever the English one does, and says something before it")
  func examples() throws {
    for language in Language.all.dropFirst() {
      let word = try #require(Self.exampleWords[language.code])
      for (form, translated) in pairs(language) {
        #expect(!translated.label.isEmpty && !translated.help.isEmpty)
        for (english, other) in zip(form.allFields, translated.allFields) {
          let place = "\(language.code) \(form.name) \(english.path)"
          #expect(english.path == other.path)
          let parts = other.field.help.components(separatedBy: word)
          #expect((parts.count == 2) == english.field.help.contains("Example: "), "\(place)")
          #expect(!other.field.label.isEmpty && parts[0].count > 3, "\(place)")
          #expect(!other.field.help.contains("Example"), "\(place)")
          if case .choice(let choices) = other.field.kind {
            #expect(choices.contains(parts.last ?? ""), "\(place)")
          }
        }
        let labels = translated.fields.map(\.label)
        #expect(Set(labels).count == labels.count, "\(language.code) \(form.name)")
      }
    }
  }

  @Test("Every example can be typed: the field takes what its help gives", arguments: Language.all)
  func typed(_ language: Language) throws {
    let word = Self.exampleWords[language.code] ?? "Example: "
    let reading = FieldReading { field, text in .found(text) }
    for form in FormLibrary.forms(in: language).all {
      for (path, field) in form.allFields where isTypedWhole(field.kind) {
        let example = try #require(field.help.components(separatedBy: word).last)
        guard case .value = reading.value(example, for: field) else {
          Issue.record("\(language.code) \(form.name) \(path): \(example)")
          continue
        }
        #expect(field.fits(example), "\(language.code) \(form.name) \(path): \(example)")
      }
    }
  }

  @Test("A translated form is the same form: document, digest, rules and names")
  func same() {
    let forms = FormLibrary.forms(in: Self.german)
    #expect(forms.digest == FormLibrary.forms.digest)
    for (form, translated) in pairs(Self.german) {
      #expect(form.document == translated.document)
      #expect(form.allFields.map(\.path) == translated.allFields.map(\.path))
      #expect(
        form.allFields.map(\.field.isRequired) == translated.allFields.map(\.field.isRequired)
      )
      #expect(form.identity == translated.identity && form.subject == translated.subject)
      #expect(form.groups.map(\.members) == translated.groups.map(\.members))
    }
    #expect(FormLibrary.forms(in: .english).all.map(\.label) == FormLibrary.forms.all.map(\.label))
  }

  @Test("What is wrong with a body is said in the same words as the labels")
  func violations() throws {
    let forms = FormLibrary.forms(in: Self.german)
    let movement = try #require(forms.newest("movement"))
    #expect(movement.label == "Warenbewegung")
    #expect(movement.group("amount")?.label == "Menge und Einheit")
    let broken: JSON = [
      "kind": "supplied", "substance": "110-63-4", "quantity": "-5", "unit": "kg",
      "packs": [["lot": ""]],
    ]
    let found = movement.check(broken)
    #expect(found.map(\.path).sorted() == ["date", "packs[0].lot", "quantity"])
    #expect(found.map(\.label).sorted() == ["Charge", "Datum", "Menge"])
    #expect(found.contains { $0.message == "Menge: eine Menge ist nie negativ" })
    // The English form is another value and keeps its words.
    let english = try #require(FormLibrary.forms.newest("movement"))
    #expect(english.check(broken).map(\.label).sorted() == ["Date", "Lot", "Quantity"])
  }

  @Test("A column bears the label of either language")
  func columns() throws {
    let form = try #require(FormLibrary.forms(in: Self.german).newest("movement"))
    let plan = try LoadPlan(
      form: form,
      header: CSVHeader(["Art", "Stoff", "Date", "Gebinde: Charge", "Packs count", "Menge"]),
    )
    #expect(
      plan.columns.map(\.field) == [
        "kind", "substance", "date", "packs[].lot", "packs[].count", "quantity",
      ]
    )
  }

  @Test(
    "The environment chooses the language: its own variable first, then those of POSIX",
    arguments: [
      ([:], "en"), (["LANG": "de_DE.UTF-8"], "de"), (["LANG": "fr_FR.UTF-8"], "en"),
      (["LANG": "de_DE.UTF-8", "LC_MESSAGES": "en_GB.UTF-8"], "en"),
      (["LC_ALL": "de_AT", "LC_MESSAGES": "en_GB"], "de"),
      (["STEWARD_LANGUAGE": "en", "LC_ALL": "de_DE.UTF-8"], "en"),
      (["STEWARD_LANGUAGE": "DE", "LANG": "C"], "de"), (["LANG": "C"], "en"),
      (["LC_ALL": "", "LANG": "de"], "de"), (["LANG": "den_CA"], "en"),
    ] as [([String: String], String)],
  )
  func environment(_ variables: [String: String], _ code: String) {
    #expect(Language(environment: variables).code == code)
  }

  private func pairs(_ language: Language) -> [(Form, Form)] {
    Array(zip(FormLibrary.forms.all, FormLibrary.forms(in: language).all))
  }

  /// Whether the example is the value itself, and not a list of them or a file.
  private func isTypedWhole(_ kind: FormField.Kind) -> Bool {
    switch kind {
    case .group, .list(of: .group), .attachment, .record: false
    default: true
    }
  }
}
