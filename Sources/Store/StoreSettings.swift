public import Journal
public import Records
public import Sealing

/// What `steward.json` says: whose store this is.
///
/// It holds no secrets.
public struct StoreSettings: Hashable, Sendable {
  /// The organisation.
  public let organisation: OrganisationID
  /// What the organisation does.
  public let role: Role
  /// Its name.
  public let name: String
  /// Its country, by code.
  public let country: String
  /// How to reach it; may be empty.
  public let contact: String
  /// The journal that is written here.
  public internal(set) var origin: Origin
  /// The author of entries that name none.
  public let author: String
  /// The names of the rule packages that the firm chose; `nil` for those of its country.
  public var rules: [String]?

  /// The forms, by name without version, whose records stay at home unless a record says
  /// otherwise.
  public var keptHome: [String]

  /// The version of the folder's layout.
  static let format = 1

  /// Describes a store.
  init(
    organisation: OrganisationID,
    role: Role,
    name: String,
    country: String,
    contact: String,
    origin: Origin,
    author: String,
    rules: [String]? = nil,
    keptHome: [String] = [],
  ) {
    self.organisation = organisation
    self.role = role
    self.name = name
    self.country = country
    self.contact = contact
    self.origin = origin
    self.author = author
    self.rules = rules
    self.keptHome = keptHome
  }

  /// Reads the file's bytes.
  init(parsing bytes: [UInt8]) throws(StoreError) {
    let json: JSON
    do { json = try JSON(parsing: bytes.span.bytes) } catch {
      throw .unreadableSettings(error.description)
    }
    guard let format = json["format"]?.integer, format == Int64(Self.format) else {
      throw .unreadableSettings("its format is not \(Self.format)")
    }
    func text(_ name: String) throws(StoreError) -> String {
      guard let text = json[name]?.string else { throw .unreadableSettings("‘\(name)’ is missing") }
      return text
    }
    guard let organisation = OrganisationID(try text("organisation")) else {
      throw .unreadableSettings("‘organisation’ is no organisation id")
    }
    guard let origin = Origin(try text("origin")), origin.organisation == organisation else {
      throw .unreadableSettings("‘origin’ is no journal of the organisation")
    }
    guard let role = Role(rawValue: try text("role")) else {
      throw .unreadableSettings("‘role’ is no role")
    }
    self.init(
      organisation: organisation,
      role: role,
      name: try text("name"),
      country: try text("country"),
      contact: try text("contact"),
      origin: origin,
      author: try text("author"),
      rules: try Self.names("rules", in: json),
      keptHome: try Self.names("kept_home", in: json) ?? [],
    )
  }

  private static func names(_ member: String, in json: JSON) throws(StoreError) -> [String]? {
    guard let value = json[member] else { return nil }
    let names = value.elements?.compactMap(\.string)
    guard let names, names.count == value.elements?.count else {
      throw .unreadableSettings("‘\(member)’ is no list of names")
    }
    return names
  }

  /// The file's bytes: one member a line, so that a person can read it.
  var bytes: [UInt8] {
    var members: [(String, JSON)] = [
      ("format", .integer(Self.format)),
      ("organisation", .string(organisation.text)),
      ("role", .string(role.rawValue)),
      ("name", .string(name)),
      ("country", .string(country)),
      ("contact", .string(contact)),
      ("origin", .string(origin.text)),
      ("author", .string(author)),
    ]
    if let rules { members.append(("rules", .array(rules.map { .string($0) }))) }
    if !keptHome.isEmpty {
      members.append(("kept_home", .array(keptHome.map { .string($0) })))
    }
    let lines = members.map { "  \(JSON.string($0.0).text): \($0.1.text)" }
    return Array("{\n\(lines.joined(separator: ",\n"))\n}\n".utf8)
  }
}
