/// The form of one kind of record: what its body may say, and what people and the
/// merge need to know of it.
///
/// A form is one JSON Schema (2020-12) document with annotations under `x-steward`, so that
/// every reader of JSON Schema can hold a body against it. The whole document is at most
/// 256 KiB of I-JSON with whole numbers.
///
/// At the top, whose `type` is `object` and whose members are the fields:
///
///     "x-steward": {
///       "form": "declaration/1",            name and major version
///       "label": "End-use declaration",     what people are shown
///       "help": "What a buyer says …",      optional
///       "groups": {                         optional: members merged as one field
///         "amount": {"label": "Quantity and unit", "members": ["quantity", "unit"],
///                    "merge": "manual"}
///       },
///       "identity": ["reference"],          optional: fields that find a record again, in order
///       "subject": "customer",              optional: the member that names the record it is about
///       "audience": {"default": ["authority"], "maximum": ["association", "authority"]},
///       "confidential": false
///     }
///
/// Without `audience.default` it is the authority, without `audience.maximum` there is no limit.
/// `merge` is `"manual"` (the default), `"union"` (arrays) or `{"cautious": [VALUE, …]}`, the
/// most cautious first. A group's cautious rule orders the values of the member named by
/// `"by"` beside `cautious`, else of its only member whose `enum` has all of them.
///
/// At any schema within:
///
///     "x-steward": {
///       "label": "Quantity",                without one, the name spaced out
///       "help": "How much …",
///       "problem": "a quantity is …",       said where `pattern`, `enum`, `const`, `anyOf` or
///                                           `not` beside it is broken
///       "unit": "unit",                     the member beside it that holds the unit
///       "multiline": true,                  text may have line feeds
///       "search": true,                     looked at by a search
///       "check": "registration_number",     by the rule of the country in the member `country`
///                                           beside it; for writers only, since registers
///                                           change their rules and old entries stay
///       "merge": "union"                    top-level members outside groups only
///     }
///
/// A body has no members but the form's, as if `additionalProperties` were false at the
/// top; readers keep them all the same: ``UnknownMembers``.
public struct Form: Sendable {
  /// The name and major version.
  public let name: FormName
  /// What people are shown instead of the name.
  public internal(set) var label: String
  /// What such a record is and when to make one; may be empty.
  public internal(set) var help: String
  /// The members of the body, in the order of the form.
  public internal(set) var fields: [FormField]
  /// The members that are merged as one field.
  public internal(set) var groups: [FormGroup]
  /// The fields that find an existing record again, the surest first.
  public let identity: [String]
  /// The member that names the record this one is about.
  public let subject: String?
  /// Who may read a record besides its writer, where the writer says nothing.
  public let defaultAudience: [String]
  /// Who may be allowed to read one at all; `nil` for everybody.
  public let maximumAudience: [String]?
  /// Whether such records are left out wherever they are not asked for.
  public let isConfidential: Bool
  /// The document, byte for byte.
  public let document: [UInt8]

  /// The document's rules.
  var schema: Schema
  private let groupNames: [Text: String]
  private let mergeRules: [Text: MergeRule]

  /// Reads a form document.
  ///
  /// - Throws: ``FormFault`` where the document is no form, uses a keyword that is not
  ///   supported, or contradicts itself.
  public static func parse(_ bytes: RawSpan) throws(FormFault) -> Form {
    var reader = try FormReader(bytes)
    return try reader.form()
  }

  init(
    _ head: Head,
    fields: [FormField],
    groups: [FormGroup],
    mergeRules: [Text: MergeRule],
    schema: Schema,
    document: [UInt8],
  ) {
    name = head.name
    label = head.label
    help = head.help
    identity = head.identity
    subject = head.subject
    defaultAudience = head.defaultAudience
    maximumAudience = head.maximumAudience
    isConfidential = head.isConfidential
    self.fields = fields
    self.groups = groups
    self.mergeRules = mergeRules
    self.schema = schema
    self.document = document
    var groupNames: [Text: String] = [:]
    for group in groups {
      for member in group.members { groupNames[Text(member)] = group.name }
    }
    self.groupNames = groupNames
  }

  /// What the annotation at the top says by itself.
  struct Head {
    var name: FormName
    var label = ""
    var help = ""
    var identity: [String] = []
    var subject: String?
    var defaultAudience = ["authority"]
    var maximumAudience: [String]?
    var isConfidential = false
  }
}

// MARK: - Fields

extension Form {
  /// The field with this name, or `nil`; of a group, ask ``group(_:)``.
  public func field(_ name: String) -> FormField? {
    fields.first { $0.name.utf8.elementsEqual(name.utf8) }
  }

  /// The group with this name, or `nil`.
  public func group(_ name: String) -> FormGroup? {
    groups.first { $0.name.utf8.elementsEqual(name.utf8) }
  }

  /// The field that a member of the body is merged as: its group, else the member itself.
  public func fieldName(ofMember member: String) -> String { groupNames[Text(member)] ?? member }

  /// What is shown of a field, or group, while writes of it disagree.
  ///
  /// A field that the form does not know is merged by hand.
  public func mergeRule(ofField field: String) -> MergeRule { mergeRules[Text(field)] ?? .manual }
}
