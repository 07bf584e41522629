import ArgumentParser
import Records
import Store

/// The values of a record on a command line.
struct FieldOptions: ParsableArguments {
  @Option(
    name: .long,
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "A field and its value, such as name='Janssen Coatings B.V.'; may be repeated.",
      discussion: """
        A part of a field is written requester.city=Lille, an entry of a list list[]=VALUE or, \
        where it has fields of its own, list[].what='register extract' list[].date=2026-03-01; \
        of a list within it, packs[].seals[]=SN-1 adds one. A list of which there is no entry is \
        list=none, such as indicators=none. A file is attached with copy=@scan.pdf. Dates are \
        written 2026-12-31, amounts 12.5, countries by name or code, other records by their number.
        """,
      valueName: "field=value",
    ),
  )
  var field: [String] = []

  @Option(
    name: .customLong("json"),
    help: ArgumentHelp(
      "A file with one JSON object of fields, or - for standard input.",
      valueName: "file",
    ),
  )
  var jsonFile: String?

  private static let inputLimit = Limits.entryBytes

  /// Whether no value was given at all.
  var isEmpty: Bool { field.isEmpty && jsonFile == nil }

  /// Puts everything into a draft: the JSON first, then each field in its order.
  func apply(to draft: inout RecordDraft) throws { try changes().apply(to: &draft) }

  /// What was said of fields, for whoever needs it more than once: the file, which may be
  /// standard input, is read here and no more.
  func changes() throws -> FieldChanges {
    FieldChanges(
      object: try jsonFile.map(Self.object),
      assignments: try field.map { try FieldAssignment($0) },
    )
  }

  private static func object(in file: String) throws -> JSON {
    let surroundings = Surroundings.current
    let bytes =
      file == "-"
      ? surroundings.terminal.input(limit: inputLimit)
      : try InputFile.contents(of: surroundings.path(file), limit: inputLimit)
    guard bytes.count <= inputLimit else {
      throw CommandFault.badJSON(file, reason: "a record has at most \(inputLimit) bytes")
    }
    let json: JSON
    do { json = try JSON(parsing: bytes.span.bytes) } catch {
      throw CommandFault.badJSON(file, reason: error.description)
    }
    guard json.members != nil else {
      throw CommandFault.badJSON(file, reason: "it is something else")
    }
    return json
  }
}
