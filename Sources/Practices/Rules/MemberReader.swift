import Records

/// Reads the members of one object of a rule package and remembers which were asked for, so
/// that one nobody asked for is a fault and no misspelling goes unnoticed.
struct MemberReader {
  let members: [JSON.Member]
  let place: Place
  private var known: [String] = []

  /// Where in a package something stands.
  struct Place {
    var package: String?
    var rule: String?
    var path = ""

    /// The fault that says this of a member.
    func fault(_ member: String, _ reason: String, _ remedy: String? = nil) -> PackageFault {
      PackageFault(
        package: package,
        rule: rule,
        member: path.isEmpty ? member : member.isEmpty ? path : "\(path).\(member)",
        reason: reason,
        remedy: remedy,
      )
    }

    /// The place of a member.
    func inside(_ member: String) -> Place {
      var place = self
      place.path = path.isEmpty ? member : "\(path).\(member)"
      return place
    }
  }

  init(_ value: JSON?, at place: Place) throws(PackageFault) {
    switch value {
    case .object(let members)?: self.members = members
    case nil: members = []
    default: throw place.fault("", "is no object")
    }
    self.place = place
  }

  /// The value of a member, or `nil`; `null` counts as absent.
  mutating func value(_ name: String) -> JSON? {
    known.append(name)
    let value = members.first { $0.name.utf8.elementsEqual(name.utf8) }?.value
    if case .null? = value { return nil }
    return value
  }

  /// Whether a member is there; it counts as known.
  mutating func has(_ name: String) -> Bool { value(name) != nil }

  mutating func string(_ name: String) throws(PackageFault) -> String? {
    guard let value = value(name) else { return nil }
    guard let text = value.string, !text.isEmpty else { throw place.fault(name, "is no text") }
    return text
  }

  mutating func requiredString(_ name: String) throws(PackageFault) -> String {
    guard let text = try string(name) else { throw place.fault(name, "is missing") }
    return text
  }

  mutating func strings(_ name: String) throws(PackageFault) -> [String]? {
    guard let value = value(name) else { return nil }
    guard let elements = value.elements, !elements.isEmpty else {
      throw place.fault(name, "is no list of texts")
    }
    var texts: [String] = []
    for element in elements {
      guard let text = element.string, !text.isEmpty else {
        throw place.fault(name, "is no list of texts")
      }
      texts.append(text)
    }
    return texts
  }

  /// CAS numbers, each with a check digit that fits.
  mutating func casNumbers(_ name: String) throws(PackageFault) -> [String]? {
    guard let numbers = try strings(name) else { return nil }
    for number in numbers {
      let bytes = Array(number.utf8)
      guard let problem = CASNumber.problem(of: bytes.span) else { continue }
      throw place.fault(name, "has a number that is none: \(problem.problem)")
    }
    return numbers
  }

  /// Texts that are all among `allowed`.
  mutating func choices(_ name: String, _ allowed: [String]) throws(PackageFault) -> [String]? {
    guard let texts = try strings(name) else { return nil }
    for text in texts where !allowed.contains(text) {
      throw place.fault(
        name,
        "has ‘\(text)’, which is none of its values",
        "its values are: \(allowed.joined(separator: ", "))",
      )
    }
    return texts
  }

  /// A text that is one of `allowed`.
  mutating func choice(_ name: String, _ allowed: [String]) throws(PackageFault) -> String? {
    guard let text = try string(name) else { return nil }
    guard allowed.contains(text) else {
      throw place.fault(
        name,
        "is ‘\(text)’, which is none of its values",
        "its values are: \(allowed.joined(separator: ", "))",
      )
    }
    return text
  }

  mutating func bool(_ name: String) throws(PackageFault) -> Bool? {
    guard let value = value(name) else { return nil }
    guard let flag = value.bool else { throw place.fault(name, "is neither true nor false") }
    return flag
  }

  /// A whole number from 0, or the least that is asked for.
  mutating func count(_ name: String, from least: Int = 0) throws(PackageFault) -> Int? {
    guard let value = value(name) else { return nil }
    guard let number = value.integer, least...100_000 ~= Int(number) else {
      throw place.fault(name, "is no whole number from \(least)")
    }
    return Int(number)
  }

  mutating func date(_ name: String) throws(PackageFault) -> CalendarDate? {
    guard let text = try string(name) else { return nil }
    guard let date = CalendarDate(text) else {
      throw place.fault(name, "is ‘\(text)’, which is no date", "write it as 2026-03-02")
    }
    return date
  }

  mutating func verdict(_ name: String) throws(PackageFault) -> Verdict? {
    try choice(name, ["pass", "warn", "hold", "refuse"]).flatMap(Verdict.init(rawValue:))
  }

  /// The object that a member is, to be read on.
  mutating func object(_ name: String) throws(PackageFault) -> MemberReader? {
    guard let value = value(name) else { return nil }
    return try MemberReader(value, at: place.inside(name))
  }

  /// The objects that a member lists.
  mutating func objects(_ name: String) throws(PackageFault) -> [MemberReader]? {
    guard let value = value(name) else { return nil }
    guard let elements = value.elements else { throw place.fault(name, "is no list") }
    var readers: [MemberReader] = []
    for (index, element) in elements.enumerated() {
      readers.append(try MemberReader(element, at: place.inside("\(name)[\(index)]")))
    }
    return readers
  }

  /// Refuses members that nobody asked for.
  func finish() throws(PackageFault) {
    for member in members where !known.contains(where: { $0.utf8.elementsEqual(member.name.utf8) })
    {
      throw place.fault(
        member.name,
        "is no member that is known here",
        known.isEmpty ? nil : "the members are: \(known.sorted().joined(separator: ", "))",
      )
    }
  }
}
