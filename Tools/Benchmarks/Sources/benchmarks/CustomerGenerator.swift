import Records

/// The customers of one firm, as first entries: of three, one has a number in a register, and
/// of ten, one is an earlier one again, with its name spelt otherwise.
///
/// Names are made of syllables, so that about as many agree by chance as among real companies.
struct CustomerGenerator {
  private let organisation: OrganisationID
  private var random: SeededGenerator
  private var written = 0
  private var earlier: [[(name: String, value: String)]] = []

  /// Writes for this organisation.
  init(organisation: OrganisationID, seed: UInt64) {
    self.organisation = organisation
    random = SeededGenerator(seed: seed)
  }

  /// The next lines.
  mutating func lines(_ count: Int) -> [[UInt8]] { (0..<count).map { _ in line() } }

  private mutating func line() -> [UInt8] {
    written += 1
    let isAgain = earlier.count > 10 && number(0..<10) == 0
    var members = isAgain ? one(of: earlier) : customer()
    if isAgain {
      members = members.filter { $0.name != "registration_number" }
        .map { $0.name == "name" ? ($0.name, respelt($0.value)) : $0 }
    } else if earlier.count < 10_000 {
      earlier.append(members)
    }
    members.append(("reference", "K-\(written)"))
    let moment = Timestamp(milliseconds: 1_750_000_000_000 + Int64(written) * 1_000).text
    let salt = Base32.encode((0..<16).map { _ in UInt8.random(in: .min ... .max, using: &random) })
    let body = members.sorted { $0.name < $1.name }
      .map { #""\#($0.name)":"\#($0.value)""# }.joined(separator: ",")
    let line =
      #"{"form":"customer/1","organisation":"\#(organisation.text)","time":"\#(moment)","#
      + #""author":"M. Bakker","audience":["authority"],"salt":"\#(salt)","body":{\#(body)}}"#
    return Array(line.utf8)
  }

  private mutating func customer() -> [(name: String, value: String)] {
    let (city, code, country) = one(of: Words.places)
    var members = [
      ("name", "\(word()) \(word()) \(one(of: Words.trades)) \(one(of: Words.legalForms))"),
      ("city", city), ("country", country), ("postal_code", "\(code)\(number(100..<999))"),
      ("street", "\(one(of: Words.streets)) \(number(1..<250))"),
    ]
    if number(0..<3) == 0 {
      members.append(("registration_number", "\(number(10_000_000..<99_999_999))"))
    }
    return members
  }

  /// The name with a letter left out, in capitals, or without its legal form.
  private mutating func respelt(_ name: String) -> String {
    switch number(0..<3) {
    case 0: String(name.prefix(3) + name.dropFirst(4))
    case 1: name.uppercased()
    default: name.split(separator: " ").dropLast().joined(separator: " ")
    }
  }

  private mutating func word() -> String {
    let syllables = [
      "ba", "cor", "den", "el", "fa", "gra", "hol", "in", "jo", "kem", "lu", "mar", "nes", "or",
      "pra", "qui", "ros", "sta", "tel", "ul", "ver", "wes", "xan", "yl", "zo",
    ]
    let word = (0..<number(2..<4)).map { _ in one(of: syllables) }.joined()
    return word.prefix(1).uppercased() + word.dropFirst()
  }

  private mutating func one<Element>(of choices: [Element]) -> Element {
    choices[number(choices.indices)]
  }

  private mutating func number(_ range: Range<Int>) -> Int {
    Int.random(in: range, using: &random)
  }
}
