import CentralView
public import Practices
public import Records

/// What the rules say of the orders and samples that a table brought.
///
/// Each is judged for its own day, by what is recorded once the whole table is.
public struct LoadedRequests: Hashable, Sendable {
  /// One of them that a person has to look at.
  public struct Request: Hashable, Sendable {
    /// The record.
    public let record: EntryID
    /// What is said of it; never that it may go.
    public let answer: OrderAnswer
  }

  /// How many may go.
  public private(set) var supplied = 0
  /// The others, in the order of the table.
  public private(set) var open: [Request] = []

  /// Up to how many are judged: more take too long, and nobody reads the answers.
  public static let most = 100

  /// How many are of this answer.
  public func count(_ answer: OrderAnswer) -> Int {
    answer == .supply ? supplied : open.count { $0.answer == answer }
  }

  fileprivate mutating func add(_ record: EntryID, _ answer: OrderAnswer) {
    if answer == .supply {
      supplied += 1
    } else {
      open.append(Request(record: record, answer: answer))
    }
  }
}

extension Store {
  /// Judges what a table brought and nobody decided about; `nil` where it brought more than
  /// are judged at once, or nothing of the sort.
  public func judge(_ report: LoadReport) throws -> LoadedRequests? {
    guard 1...LoadedRequests.most ~= report.undecided.count else { return nil }
    var requests = LoadedRequests()
    for id in report.undecided {
      guard let record = try view.record(id) else { continue }
      let day = record.body["date"]?.string.flatMap { CalendarDate($0) } ?? Timestamp.now().date
      let answer = try shown(check(request(for: record, on: day)))
      requests.add(id, answer.answer)
    }
    return requests
  }
}
