/// The keywords of JSON Schema 2020-12 that forms may use.
///
/// Any other is refused when a form is read: a rule that is silently ignored is worse
/// than one that is missing.
enum SchemaKeyword: String, CaseIterable {
  // Rules.
  case type, properties, required, additionalProperties, `enum`, const, pattern
  case minLength, maxLength, minimum, maximum, minItems, maxItems, uniqueItems, items
  case allOf, anyOf, not, `if`, then, `else`, dependentRequired
  case reference = "$ref"
  /// An annotation to other readers, a rule to this one: ``ValueFormat``.
  case format
  // Annotations.
  case schema = "$schema"
  case identifier = "$id"
  case comment = "$comment"
  case title, description, `default`, examples, deprecated
  case steward = "x-steward"
  case definitions = "$defs"
}
