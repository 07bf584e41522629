/// A JSON Schema (2020-12), compiled: what a body is held against.
///
/// The supported keywords are those of ``SchemaKeyword``. Everything is kept in a few
/// flat tables that refer to each other by index, so that a valid body is checked
/// without an allocation and without counting references. (Arrays and objects under
/// `enum` and `const`, long lists under `uniqueItems` and names with escapes do
/// allocate; forms hardly use the first two, and writers hardly the last.)
///
/// Numbers are whole: entries have no others. A bound with a fraction is refused when
/// the schema is compiled, and a value with one meets no bound.
struct Schema: Sendable {
  /// The rules of each schema; schema 0 is the whole document.
  var schemas: [Part] = []
  var rules: [Rule] = []
  var properties: [Property] = []
  var dependencies: [Dependency] = []
  var constants: [Constant] = []
  /// The schemas of `allOf` and `anyOf`.
  var lists: [Int32] = []
  var patterns: [Pattern] = []
  /// Names and values as bytes, one after the other.
  var text: [UInt8] = []
  /// What people are shown instead of a member's name, by the member's schema.
  var labels: [Int32: String] = [:]
  /// What the form's author says to somebody who breaks a schema's rules.
  var problems: [Int32: String] = [:]

  /// A stretch of one of the tables.
  struct Part: Sendable {
    var start: Int32
    var count: Int32
    var range: Range<Int> { Int(start)..<Int(start + count) }
  }

  /// One keyword of one schema.
  enum Rule: Sendable {
    /// The schema `false`.
    case never
    case type(TypeSet)
    case format(ValueFormat)
    /// `enum`; of ``Schema/constants``.
    case choice(Part)
    /// `const`.
    case constant(Int32)
    case pattern(Int32)
    case minimumLength(Int64)
    case maximumLength(Int64)
    case minimum(Int64)
    case maximum(Int64)
    case minimumItems(Int64)
    case maximumItems(Int64)
    case uniqueItems
    case items(Int32)
    /// `properties`, `required` and `additionalProperties`, which are one pass over
    /// the members; `required` has a bit for each required property.
    case members(Part, required: UInt64, others: Others)
    case dependentRequired(Part)
    case all(Part)
    case any(Part)
    case not(Int32)
    /// `if`, `then` and `else`; a negative index is an absent schema.
    case condition(Int32, then: Int32, otherwise: Int32)
    case reference(Int32)
  }

  /// What holds for members that `properties` does not name.
  enum Others: Sendable {
    case free, refused
    case schema(Int32)
  }

  /// A member that `properties` or `required` names.
  struct Property: Sendable {
    var name: Part
    /// Its schema; negative where only `required` names it.
    var schema: Int32
    /// Its bit in the mask of required members; 0 for an optional one.
    var required: UInt64
  }

  /// Two members of `dependentRequired`: where the first stands, the second must.
  struct Dependency: Sendable {
    var trigger: Part
    var needed: Part
  }

  /// A value of `enum` or `const`: of text its bytes, else the canonical bytes.
  struct Constant: Sendable {
    var kind: JSONTape.Kind
    var value: Part
  }

  /// A set of JSON types.
  struct TypeSet: OptionSet, Sendable {
    let rawValue: UInt8

    static let null = Self(rawValue: 1)
    static let boolean = Self(rawValue: 2)
    static let integer = Self(rawValue: 4)
    static let fraction = Self(rawValue: 8)
    static let string = Self(rawValue: 16)
    static let array = Self(rawValue: 32)
    static let object = Self(rawValue: 64)
    static let number: Self = [.integer, .fraction]

    init(rawValue: UInt8) { self.rawValue = rawValue }

    /// The type of a value on the tape.
    init(_ kind: JSONTape.Kind) {
      switch kind {
      case .null: self = .null
      case .false, .true: self = .boolean
      case .integer: self = .integer
      case .fraction: self = .fraction
      case .string: self = .string
      case .array: self = .array
      case .object: self = .object
      }
    }

    /// The type with this name in JSON Schema, or `nil`.
    init?(name: String) {
      switch name {
      case "null": self = .null
      case "boolean": self = .boolean
      case "integer": self = .integer
      case "number": self = .number
      case "string": self = .string
      case "array": self = .array
      case "object": self = .object
      default: return nil
      }
    }
  }
}

extension Schema {
  /// The text of a stretch of ``text``, for messages.
  func string(_ part: Part) -> String { String(decoding: text[part.range], as: UTF8.self) }

  /// What breaks the schema in the value at `index`; empty for a valid one.
  func violations(
    of index: Int,
    in bytes: RawSpan,
    tape: JSONTape,
    keepingUnknown: Bool = false,
  ) -> [FormViolation] {
    bytes.withUnsafeBytes { buffer in
      var walk = SchemaWalk(self, tape: tape, bytes: buffer, keepsUnknown: keepingUnknown)
      guard !walk.check(0, index) else { return [] }
      return walk.explain(index)
    }
  }
}
