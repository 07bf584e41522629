extension Form {
  /// The form as a plain JSON Schema, for other programs: the document without the
  /// `x-steward` annotations.
  ///
  /// The formats of this program stay in `format`, which others take for an annotation.
  public var plainSchema: JSON {
    do throws(JSONFault) {
      return Self.plain(try JSON(parsing: document.span.bytes))
    } catch {
      preconditionFailure("A form's document was parsed before: \(error).")
    }
  }

  /// A schema without annotations; what stands under `enum`, `const`, `default` and
  /// `examples` is data and stays.
  private static func plain(_ schema: JSON) -> JSON {
    guard let members = schema.members else { return schema }
    var plain: [JSON.Member] = []
    for member in members {
      switch SchemaKeyword(rawValue: member.name) {
      case .steward: break
      case .properties, .definitions:
        let schemas = member.value.members ?? []
        let value = JSON.object(schemas.map { JSON.Member($0.name, Self.plain($0.value)) })
        plain.append(JSON.Member(member.name, value))
      case .allOf, .anyOf:
        plain.append(
          JSON.Member(member.name, .array((member.value.elements ?? []).map(Self.plain)))
        )
      case .items, .not, .if, .then, .else, .additionalProperties:
        plain.append(JSON.Member(member.name, Self.plain(member.value)))
      default: plain.append(member)
      }
    }
    return .object(plain)
  }
}
