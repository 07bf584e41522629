import Records
import Store

/// The forms, as `forms` lists them.
struct FormListing: CommandResult {
  let forms: [Form]

  var json: JSON {
    .array(
      forms.map { form in
        [
          "form": .string(form.name.text),
          "label": .string(form.label),
          "help": .string(form.help),
          "fields": .integer(form.fields.count),
        ]
      }
    )
  }

  func text(columns: Int) -> String {
    let own = forms.filter { !$0.isProtocol }
    let others = forms.filter(\.isProtocol)
    var parts = ["What can be recorded:", list(own, columns)]
    if !others.isEmpty {
      parts += ["", "What keeps the exchange in order:", list(others, columns)]
    }
    parts += ["", "‘steward forms FORM’ explains the fields of one."]
    return parts.joined(separator: "\n")
  }

  private func list(_ forms: [Form], _ columns: Int) -> String {
    let width = forms.map(\.name.name.utf8.count).max() ?? 0
    let indent = String(repeating: " ", count: width + 4)
    return forms.map { form in
      Layout.wrapped(
        "\(form.label): \(form.help)",
        width: columns,
        indent: indent,
        first: "  " + Layout.padded(form.name.name, to: width) + "  ",
      )
    }.joined(separator: "\n")
  }
}
