import ArgumentParser
import Records
import Sealing
import Store
import SystemPackage

/// The command `steward card`.
struct CardShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "card",
    abstract: "Write your card: the file by which others can check what you send them.",
    discussion: """
      A card says who you are and which keys sign for you; there is nothing secret in it. Send \
      it by any means. Whoever gets it asks you for the fingerprint on the telephone, and trusts \
      the card only if it is the same.

        steward card -o chemie-noord.card
      """,
  )

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The file to write; without it the card is shown.", valueName: "file"),
  )
  var output: String?

  @OptionGroup var options: StoreOptions
  @OptionGroup var result: FormatOption

  func run() throws {
    let card = try options.open().card()
    let file = output.map { Surroundings.current.path($0) }
    if let file { try InputFile.write(card.bytes, to: file) }
    Output.write(CardReport(card: card, file: file), as: result.format)
    if file == nil, result.format == .text {
      Output.note("fingerprint: \(card.fingerprint.text)")
    }
  }
}

/// A card as `card` shows it.
struct CardReport: CommandResult {
  let card: Card
  /// Where it was written.
  let file: FilePath?

  var json: JSON {
    [
      "organisation": .string(card.organisation.text),
      "name": .string(card.name),
      "role": .string(card.role.rawValue),
      "country": .string(card.country),
      "contact": .string(card.contact),
      "serial": .integer(card.serial),
      "fingerprint": .string(card.fingerprint.text),
      "joining": .bool(card.isJoining),
      "file": .optional(file?.string),
      "card": .string(String(decoding: card.bytes, as: UTF8.self)),
    ]
  }

  func text(columns: Int) -> String {
    guard let file else {
      // The file's own last line feed is the one that ends the output.
      return String(String(decoding: card.bytes, as: UTF8.self).dropLast())
    }
    let what = card.isJoining ? "the request of this office of" : "the card of"
    return """
      Wrote \(what) \(card.name.shown) to ‘\(file.string.shown)’.
        fingerprint  \(card.fingerprint)
      Next: send the file by any means, and read the fingerprint out to whoever asks for it by telephone.
      """
  }
}
