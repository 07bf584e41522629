/// Numbers of firms and persons, found in texts however they are spaced and pointed.
struct NumberIndex: Sendable {
  /// A number and whose it is.
  struct Entry: Hashable, Sendable {
    var owner: Int
    var label: String
  }

  private var numbers: [String: [Entry]] = [:]
  private var telephones: [String: [Entry]] = [:]
  private var addresses: [String: [Entry]] = [:]
  private var hosts: [String: [Entry]] = [:]

  /// Files a register's number: registration, VAT, LEI, licence.
  mutating func insert(number: String, _ entry: Entry) {
    for key in Self.keys(ofNumber: number) { numbers[key, default: []].append(entry) }
  }

  /// Files a telephone number.
  mutating func insert(telephone: String, _ entry: Entry) {
    for key in Self.keys(ofTelephone: telephone) { telephones[key, default: []].append(entry) }
  }

  /// Files an e-mail address.
  mutating func insert(email: String, _ entry: Entry) {
    let key = email.lowercased().filter { !$0.isWhitespace }
    if key.contains("@") { addresses[key, default: []].append(entry) }
  }

  /// Files a website, by the name of its host.
  mutating func insert(website: String, _ entry: Entry) {
    if let host = Self.host(of: website) { hosts[host, default: []].append(entry) }
  }

  /// What of all this stands in a text, with the words that say so.
  func find(in text: String) -> [(entry: Entry, words: String)] {
    var found: [(Entry, String)] = []
    func add(_ entries: [Entry]?, _ words: String) {
      for entry in entries ?? []
      where !found.contains(where: { $0.0.owner == entry.owner && $0.1 == words }) {
        found.append((entry, words))
      }
    }
    if !addresses.isEmpty, text.utf8.contains(UInt8(ascii: "@")) {
      for email in Self.emails(in: text) { add(addresses[email.lowercased()], email) }
    }
    if !hosts.isEmpty, text.utf8.contains(UInt8(ascii: ".")) {
      for word in Self.bareWords(of: text) {
        if let host = Self.host(of: word) { add(hosts[host], word) }
      }
    }
    guard text.utf8.contains(where: { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }) else {
      return found
    }
    for window in Self.windows(of: text) {
      for key in Self.keys(ofNumber: window) { add(numbers[key], window) }
    }
    for run in Self.telephoneRuns(in: text) {
      for key in Self.keys(ofTelephone: run) { add(telephones[key], run) }
    }
    return found
  }

  // MARK: Keys

  /// What is left of a number without points and spaces, leading zeros and, of a long one,
  /// the country before it; none where it is too short to say anything.
  static func keys(ofNumber text: String) -> [String] {
    let upper = text.utf8.compactMap { byte -> UInt8? in
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"): byte
      case UInt8(ascii: "a")...UInt8(ascii: "z"): byte - 32
      default: nil
      }
    }
    let isDigit = { (byte: UInt8) in UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte }
    guard 6...32 ~= upper.count, upper.count(where: isDigit) >= 5 else { return [] }
    var keys: [String] = []
    func add(_ bytes: ArraySlice<UInt8>) {
      let bytes = bytes.drop { $0 == UInt8(ascii: "0") }
      if bytes.count >= 5 { keys.append(String(decoding: bytes, as: UTF8.self)) }
    }
    add(upper[...])
    if upper.count >= 10, !isDigit(upper[0]), !isDigit(upper[1]) { add(upper[2...]) }
    return keys
  }

  /// The digits of a telephone number, all of them and the last nine, without what is dialled
  /// before; of a short international one the last eight as well.
  static func keys(ofTelephone text: String) -> [String] {
    let plain = text.replacing("(0)", with: "")
    var digits = plain.filter { ("0"..."9").contains($0) }[...]
    let isInternational = plain.contains("+") || digits.hasPrefix("00")
    digits = digits.drop { $0 == "0" }
    guard 8...15 ~= digits.count else { return [] }
    var keys: Set = [String(digits), String(digits.suffix(9))]
    if isInternational, digits.count <= 10 { keys.insert(String(digits.suffix(8))) }
    return Array(keys)
  }

  /// The host of a website without `www.` before it; `nil` for what is no website.
  static func host(of website: String) -> String? {
    var rest = website.lowercased()[...]
    if let scheme = rest.firstRange(of: "://") { rest = rest[scheme.upperBound...] }
    guard !rest.contains("@") else { return nil }
    rest = rest.prefix { !"/?#:".contains($0) }
    if rest.hasPrefix("www.") { rest = rest.dropFirst(4) }
    let labels = rest.split(separator: ".", omittingEmptySubsequences: false)
    let isName = labels.allSatisfy { label in
      !label.isEmpty && label.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" }
    }
    guard labels.count > 1, isName, let last = labels.last, last.count > 1,
      last.allSatisfy(\.isLetter)
    else { return nil }
    return String(rest)
  }

  // MARK: Finding

  private static func emails(in text: String) -> [String] {
    bareWords(of: text).filter { $0.contains("@") }
      .map { $0.hasPrefix("mailto:") ? String($0.dropFirst(7)) : $0 }
  }

  /// The words of a text without brackets, quotation marks and the points after them.
  private static func bareWords(of text: String) -> [String] {
    text.split { $0.isWhitespace || ",;<>()[]\"'|".contains($0) }
      .map { word in String(word.reversed().drop { ".:!?".contains($0) }.reversed()) }
  }

  /// Runs of the characters of telephone numbers that are no dates.
  private static func telephoneRuns(in text: String) -> [String] {
    let runs = text.split { !("0123456789+ ()./-".contains($0)) }
    return runs.map(String.init).filter { !isDate($0) }
  }

  /// Up to six words in a row with no more than a space or a point between them, that begin
  /// and end with letters or digits.
  private static func windows(of text: String) -> [String] {
    var starts: [(start: String.Index, end: String.Index, isAfterGap: Bool)] = []
    var start: String.Index?
    var gap = 2
    for index in text.unicodeScalars.indices {
      let scalar = text.unicodeScalars[index]
      let isWord =
        "0"..."9" ~= scalar || "A"..."Z" ~= scalar || "a"..."z" ~= scalar
      if isWord {
        if start == nil { start = index }
      } else {
        if let first = start {
          starts.append((first, index, gap > 1))
          (start, gap) = (nil, 0)
        }
        gap += " .-/".unicodeScalars.contains(scalar) ? 1 : 2
      }
    }
    if let first = start { starts.append((first, text.endIndex, gap > 1)) }
    var windows: [String] = []
    for first in starts.indices {
      for last in first..<min(first + 6, starts.count) {
        if last > first, starts[last].isAfterGap { break }
        let window = String(text[starts[first].start..<starts[last].end])
        if window.utf8.count > 40 { break }
        if window.utf8.count >= 6, !isDate(window) { windows.append(window) }
      }
    }
    return windows
  }

  /// Whether a text is a day written with digits, which is nobody's number.
  private static func isDate(_ text: String) -> Bool {
    let parts = text.split { !$0.isNumber }.map(\.utf8.count)
    return parts == [4, 2, 2]
      || (parts.count == 3 && parts[0] <= 2 && parts[1] <= 2 && parts[2] == 4)
  }
}
