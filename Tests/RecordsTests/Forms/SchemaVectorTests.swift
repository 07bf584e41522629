import TestSupport
import Testing

@testable import Records

@Suite("Schema vectors")
struct SchemaVectorTests {
  private static let folder = "vectors/json-schema-2020-12/tests/draft2020-12"

  @Test(
    "The validator agrees with the suite of every keyword it has",
    .enabled(if: SharedFolder.isPresent, SharedFolder.absence),
    arguments: SharedFolder.names(in: folder),
  )
  func agreement(file: String) throws {
    let bytes = try SharedFolder.bytes("\(Self.folder)/\(file)")
    let suite = try JSON(parsing: String(decoding: bytes, as: UTF8.self))
    var surplus = Self.outOfScope[file] ?? []
    var (agreed, skipped) = (0, 0)
    for group in try #require(suite.elements) {
      let name = group["description"]?.string ?? ""
      let document = try #require(group["schema"])
      let tests = try #require(group["tests"]?.elements)
      guard let schema = Self.schema(document) else {
        skipped += tests.count
        #expect(surplus.remove(name) != nil, "\(file): ‘\(name)’ is refused")
        continue
      }
      for test in tests {
        let data = try #require(test["data"])
        let isValid = Self.violations(of: data, schema).isEmpty
        if isValid == test["valid"]?.bool {
          agreed += 1
        } else {
          skipped += 1
          let full = "\(name) / \(test["description"]?.string ?? "")"
          #expect(surplus.remove(full) != nil, "\(file): ‘\(full)’ is judged otherwise")
        }
      }
    }
    #expect(surplus.isEmpty, "\(file): these need not be listed")
    print("\(file): \(agreed) agree, \(skipped) out of scope")
  }

  private static func schema(_ document: JSON) -> Schema? {
    try? SchemaCompiler.compile(document).schema
  }

  private static func violations(of value: JSON, _ schema: Schema) -> [FormViolation] {
    let bytes = value.bytes
    var tape = JSONTape()
    parse(bytes.span.bytes, &tape)
    return schema.violations(of: JSONTape.root, in: bytes.span.bytes, tape: tape)
  }

  private static func parse(_ bytes: RawSpan, _ tape: inout JSONTape) {
    do throws(JSONFault) {
      try tape.parse(bytes)
    } catch {
      Issue.record("\(error)")
    }
  }

  /// What the suite asks for and forms do without: a group whose schema is refused, or
  /// one test of a group.
  ///
  /// They are keywords that are not supported (`contains`, `exclusiveMaximum`, `multipleOf`, `oneOf`,
  /// `patternProperties`, `prefixItems`, `propertyNames`, `dependentSchemas`, `unevaluated…`, `$anchor`),
  /// references to anything but `#/$defs/NAME`, a second `$id`, and numbers that are not whole.
  private static let outOfScope: [String: Set<String>] = [
    "additionalProperties.json": [
      "additionalProperties being false does not allow other properties",
      "non-ASCII pattern with additionalProperties",
      "additionalProperties with propertyNames",
      "dependentSchemas with additionalProperties",
    ],
    "allOf.json": [
      "allOf combined with anyOf, oneOf"
    ],
    "anyOf.json": [
      "anyOf / second anyOf valid"
    ],
    "const.json": [
      "const with 0 does not match other zero-like types / float zero is valid",
      "const with 1 does not match true / float one is valid",
      "const with -2.0 matches integer and float types / integer -2 is valid",
      "float and integers are equal up to 64-bit representation limits / float is valid",
    ],
    "contains.json": [
      "contains keyword validation",
      "contains keyword with const keyword",
      "contains keyword with boolean schema true",
      "contains keyword with boolean schema false",
      "items + contains",
      "contains with false if subschema",
      "contains with null instance elements",
    ],
    "defs.json": [
      "validate definition against metaschema"
    ],
    "enum.json": [
      "enum with 0 does not match false / float zero is valid",
      "enum with [0] does not match [false] / [0.0] is valid",
      "enum with 1 does not match true / float one is valid",
      "enum with [1] does not match [true] / [1.0] is valid",
    ],
    "exclusiveMaximum.json": [
      "exclusiveMaximum validation"
    ],
    "exclusiveMinimum.json": [
      "exclusiveMinimum validation"
    ],
    "if-then-else.json": [
      "if and then without else",
      "if and else without then",
      "validate against correct branch, then vs else",
      "non-interference across combined schemas",
    ],
    "items.json": [
      "items and subitems",
      "prefixItems with no additional items allowed",
      "items does not look in applicators, valid case",
      "prefixItems validation adjusts the starting index for items",
      "items with heterogeneous array",
    ],
    "maxItems.json": [
      "maxItems validation with a decimal"
    ],
    "maxLength.json": [
      "maxLength validation with a decimal"
    ],
    "maximum.json": [
      "maximum validation",
      "maximum validation with unsigned integer / below the maximum is valid",
      "maximum validation with unsigned integer / boundary point float is valid",
    ],
    "minItems.json": [
      "minItems validation with a decimal"
    ],
    "minLength.json": [
      "minLength validation with a decimal"
    ],
    "minimum.json": [
      "minimum validation",
      "minimum validation with signed integer / boundary point with float is valid",
    ],
    "not.json": [
      "collect annotations inside a 'not', even if collection is disabled"
    ],
    "pattern.json": [
      "pattern with Unicode property escape requires unicode mode"
    ],
    "properties.json": [
      "properties, patternProperties, additionalProperties interaction"
    ],
    "ref.json": [
      "root pointer ref",
      "relative pointer ref to object",
      "relative pointer ref to array",
      "remote ref, containing refs itself",
      "Recursive references between schemas",
      "ref creates new scope when adjacent to keywords",
      "refs with relative uris and defs",
      "relative refs with absolute uris and defs",
      "$id must be resolved against nearest parent, not just immediate parent",
      "order of evaluation: $id and $ref",
      "order of evaluation: $id and $anchor and $ref",
      "order of evaluation: $id and $ref on nested schema",
      "simple URN base URI with $ref via the URN",
      "URN base URI with URN and JSON pointer ref",
      "URN base URI with URN and anchor ref",
      "URN ref with nested pointer ref",
      "ref to if",
      "ref to then",
      "ref to else",
      "ref with absolute-path-reference",
      "empty tokens in $ref json-pointer",
    ],
    "type.json": [
      "integer type matches integers / a float with zero fractional part is an integer"
    ],
    "uniqueItems.json": [
      "uniqueItems validation / numbers are unique if mathematically unequal",
      "uniqueItems with an array of items",
      "uniqueItems with an array of items and additionalItems=false",
      "uniqueItems=false with an array of items",
      "uniqueItems=false with an array of items and additionalItems=false",
    ],
  ]
}
