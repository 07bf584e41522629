/// One keyword at one place of a form, and what its value has to be.
struct KeywordPlace {
  /// The pointer of the schema that has the keyword.
  private let parent: String
  private let keyword: String

  init(_ parent: String, _ keyword: SchemaKeyword) {
    self.parent = parent
    self.keyword = keyword.rawValue
  }

  /// The pointer of the keyword's value.
  var pointer: String { "\(parent)/\(keyword)" }

  /// The pointer of a member of the keyword's value: RFC 6901, section 3.
  func pointer(to name: String) -> String {
    var token = ""
    for scalar in name.unicodeScalars {
      switch scalar {
      case "~": token += "~0"
      case "/": token += "~1"
      default: token.unicodeScalars.append(scalar)
      }
    }
    return "\(pointer)/\(token)"
  }

  /// The fault that the keyword's value is.
  func fault(_ reason: String) -> FormFault { FormFault(parent, keyword, reason) }
}

// MARK: - Values

extension KeywordPlace {
  func string(_ value: JSON) throws(FormFault) -> String {
    guard let text = value.string else { throw fault("it has to be text") }
    return text
  }

  func flag(_ value: JSON) throws(FormFault) -> Bool {
    guard let flag = value.bool else { throw fault("it has to be true or false") }
    return flag
  }

  func list(_ value: JSON) throws(FormFault) -> [JSON] {
    guard let elements = value.elements else { throw fault("it has to be a list") }
    return elements
  }

  func members(_ value: JSON) throws(FormFault) -> [JSON.Member] {
    guard let members = value.members else { throw fault("it has to be an object") }
    return members
  }

  /// Names, none twice.
  func names(_ value: JSON) throws(FormFault) -> [String] {
    var names: [String] = []
    var seen: Set<Text> = []
    for element in try list(value) {
      let name = try string(element)
      guard seen.insert(Text(name)).inserted else { throw fault("‘\(name)’ stands twice") }
      names.append(name)
    }
    return names
  }

  /// A whole number that JSON does not round.
  func number(_ value: JSON) throws(FormFault) -> Int64 {
    guard let number = value.integer, number.magnitude < 1 << 53 else {
      throw fault("it has to be a whole number of at most 2^53 - 1")
    }
    return number
  }

  func count(_ value: JSON) throws(FormFault) -> Int64 {
    let number = try number(value)
    guard number >= 0 else { throw fault("it cannot be negative") }
    return number
  }

  func types(_ value: JSON) throws(FormFault) -> Schema.TypeSet {
    var types: Schema.TypeSet = []
    let list: JSON = value.string == nil ? value : [value]
    for name in try names(list) {
      guard let type = Schema.TypeSet(name: name) else { throw fault("‘\(name)’ is no type") }
      types.formUnion(type)
    }
    guard !types.isEmpty else { throw fault("no type is allowed") }
    return types
  }

  func format(_ value: JSON) throws(FormFault) -> ValueFormat {
    let name = try string(value)
    guard let format = ValueFormat(rawValue: name) else {
      throw fault("the format ‘\(name)’ is not known")
    }
    return format
  }

  func pattern(_ value: JSON) throws(FormFault) -> Pattern {
    let source = try string(value)
    do throws(PatternFault) {
      return try Pattern(source)
    } catch {
      throw fault("\(error)")
    }
  }

  /// The name of the definition that a reference points at.
  ///
  /// A reference is a URI fragment (percent escapes, RFC 3986) that holds a JSON
  /// pointer (`~0` and `~1`, RFC 6901).
  func definitionName(_ value: JSON) throws(FormFault) -> String {
    let reference = try string(value)
    let prefix = "#/$defs/"
    guard reference.utf8.starts(with: prefix.utf8) else {
      throw fault("‘\(reference)’ is not supported; only ‘\(prefix)NAME’ is")
    }
    var name: [UInt8] = []
    var rest = Array(reference.utf8.dropFirst(prefix.utf8.count))[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        name.append(byte)
        continue
      }
      guard let code = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) else {
        throw fault("‘\(reference)’ has a malformed escape")
      }
      name.append(code)
      rest = rest.dropFirst(2)
    }
    guard !name.contains(UInt8(ascii: "/")) else {
      throw fault("‘\(reference)’ points into a definition; only ‘\(prefix)NAME’ is supported")
    }
    return String(decoding: Self.unescaped(name), as: UTF8.self)
  }

  private static func unescaped(_ token: [UInt8]) -> [UInt8] {
    var name: [UInt8] = []
    for byte in token {
      let isEscape = name.last == UInt8(ascii: "~")
      switch byte {
      case UInt8(ascii: "1") where isEscape: name[name.count - 1] = UInt8(ascii: "/")
      case UInt8(ascii: "0") where isEscape: name[name.count - 1] = UInt8(ascii: "~")
      default: name.append(byte)
      }
    }
    return name
  }
}
