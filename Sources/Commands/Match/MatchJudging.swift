import ArgumentParser
import CentralView
import Records
import Store

/// The two records of a judgement on a command line, and who says why.
struct MatchJudging: ParsableArguments {
  @Argument(help: "One record: the first 6 or more characters of its id, or its number.")
  var first: String

  @Argument(help: "The other one.")
  var second: String

  @OptionGroup var reason: ReasonOption
  @OptionGroup var options: StoreOptions
  @OptionGroup var output: FormatOption

  /// Writes the judgement down, and says what it contradicts.
  func run(_ verdict: MatchJudgement.Verdict) throws {
    let store = try options.open()
    let finder = RecordFinder(store)
    let records = [try finder.record(named: first), try finder.record(named: second)]
    let wording = RecordWording(store)
    let names = records.map { record in
      let title = "‘\(wording.title(of: record))’"
      let isOwn = record.organisation == store.settings.organisation
      return isOwn ? title : "\(title) of \(wording.name(of: record.organisation))"
    }
    let entry = try store.judge(
      records[0],
      records[1],
      as: verdict,
      because: try reason.reason(for: "Why"),
      author: options.writer,
    )
    var sentence =
      switch verdict {
      case .same: "\(names[0]) and \(names[1]) are one."
      case .different: "\(names[0]) and \(names[1]) are two."
      case .unsure: "It stays open whether \(names[0]) and \(names[1]) are one."
      }
    for conflict in try store.judgementConflicts() {
      sentence += "\n" + MatchListing.sentence(of: conflict, wording)
    }
    Output.write(WrittenReport(entry: entry, sentence: sentence), as: output.format)
  }
}
