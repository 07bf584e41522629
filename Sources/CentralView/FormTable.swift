import GRDB
public import Records

/// The forms that entries name, by the bytes of their names.
///
/// An entry's form is looked for once a line, so names are compared as bytes and
/// what projection needs of a form is worked out when it is first met.
struct FormTable {
  private(set) var rows: [Row] = []
  let forms: FormSet

  init(_ forms: FormSet, on database: Database) throws {
    self.forms = forms
    for row in try GRDB.Row.fetchAll(database, sql: "SELECT number, name FROM form") {
      add(number: row["number"], name: row["name"])
    }
  }

  /// The row of the form named by the string at `node`, made when it is new.
  mutating func row(
    namedAt node: Int,
    of tape: JSONTape,
    in line: RawSpan,
    on database: Database,
  ) throws -> Row {
    for row in rows where tape.isText(node, equalTo: row.nameBytes, in: line) { return row }
    let name = tape.string(of: node, in: line)
    // The reader has vouched for the name, so two spellings of one name cannot occur.
    let row = Row(number: 0, name: name, forms: forms)
    try database.execute(
      sql: "INSERT INTO form(name, confidential) VALUES (?, ?)",
      arguments: [name, row.isConfidential],
    )
    add(number: database.lastInsertedRowID, name: name)
    return rows[rows.count - 1]
  }

  /// The row with this number.
  subscript(number: Int64) -> Row? { rows.first { $0.number == number } }

  private mutating func add(number: Int64, name: String) {
    rows.append(Row(number: number, name: name, forms: forms))
  }

  /// One form as projection needs it; a class, since every line hands it around.
  final class Row: Sendable {
    let number: Int64
    let nameBytes: [UInt8]
    /// The name without its version: what makes two forms kin.
    let family: String
    /// `nil` for a form that this program does not know.
    let form: Form?
    /// The members that search looks into; `nil`: into all.
    let searchable: [[UInt8]]?
    /// The members that name a record in the firm's own words.
    let identity: [(name: String, bytes: [UInt8])]
    /// The member that names the record that this one is about.
    let subject: [UInt8]?
    /// What the merge needs of the form.
    let rules: FieldRules
    /// Whether its records are left out wherever they are not asked for.
    let isConfidential: Bool
    /// Which members are kept beside its records.
    let brief: BriefRule?
    /// Whether its records describe parties, or give numbers of some.
    let describesParties: Bool
    /// Whether it matters which of its records changed.
    var isFollowed: Bool { brief != nil || describesParties }

    init(number: Int64, name: String, forms: FormSet) {
      self.number = number
      nameBytes = Array(name.utf8)
      family = String(name.prefix { $0 != "/" })
      form = FormName(name).flatMap { forms[$0] }
      searchable = form?.fields.filter(\.isSearched).map { Array($0.name.utf8) }
      identity = (form?.identity ?? []).map { ($0, Array($0.utf8)) }
      subject = (form?.subject).map { Array($0.utf8) }
      rules = form?.fieldRules ?? .none
      isConfidential = forms.isConfidential(family: family)
      describesParties = (PartyReading.forms + [PartyReading.numberForm]).contains(family)
      brief = form == nil ? nil : BriefRule.rule(of: family)
    }
  }
}

extension FormField {
  /// Whether a search looks at the field or at a part of it: the name of a sample's requester,
  /// of a party in the report of a suspicion.
  ///
  /// All texts of such a field are looked at.
  fileprivate var isSearched: Bool { isSearchable || Self.holdsSearched(kind) }

  private static func holdsSearched(_ kind: Kind) -> Bool {
    switch kind {
    case .group(let fields): fields.contains(where: \.isSearched)
    case .list(let element): holdsSearched(element)
    default: false
    }
  }
}

extension Form {
  /// The form's fields and groups as the merge takes them.
  public var fieldRules: FieldRules {
    var rules: [String: MergeRule] = [:]
    for field in fields { rules[field.name] = mergeRule(ofField: field.name) }
    for group in groups {
      rules[group.name] = group.mergeRule
      if let member = group.decidingMember { rules[member] = group.mergeRule }
    }
    return FieldRules(
      groups: groups.map { FieldRules.Group(name: $0.name, members: $0.members) },
      rules: rules,
    )
  }
}
