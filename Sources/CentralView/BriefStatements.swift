import GRDB
import Records

/// The statements that keep the table `brief`, prepared once.
final class BriefStatements {
  private let add: Statement
  private let drop: Statement
  private let find: Statement

  init(on database: Database) throws(ViewError) {
    add = try Statement(
      "INSERT OR REPLACE INTO brief VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      on: database,
    )
    drop = try Statement("DELETE FROM brief WHERE record = ?", on: database)
    find = try Statement(
      """
      SELECT number, id, organisation, subject, open, incomplete, form, body FROM record
      WHERE number = ? AND void = 0
      """,
      on: database,
    )
  }

  /// The record as far as a brief needs it, unless it is withdrawn or gone.
  func record(_ number: Int64) throws(ViewError) -> (head: BriefHead, form: Int64, body: [UInt8])? {
    find.bind(1, number)
    guard try find.next() else { return nil }
    defer { find.reset() }
    let head = BriefHead(
      number: number,
      id: find.bytes(1),
      organisation: find.integer(2),
      subject: find.isNull(3) ? nil : find.bytes(3),
      open: find.integer(4),
      incomplete: find.integer(5),
    )
    return (head, find.integer(6), find.bytes(7))
  }

  /// Removes what is kept beside a record.
  func remove(_ number: Int64) throws(ViewError) {
    drop.bind(1, number)
    try drop.run()
  }

  /// Keeps these members beside the record.
  func insert(
    _ head: BriefHead,
    rule: BriefRule,
    members: BriefMembers,
  ) throws(ViewError) {
    add.bind(1, head.number)
    add.bindBlob(2, head.id)
    add.bind(3, rule.code)
    add.bind(4, head.organisation)
    if let subject = head.subject { add.bindBlob(5, subject) } else { add.bind(5, nil) }
    bind(6, members.substance)
    bind(7, members.part)
    bind(8, members.kind)
    bind(9, members.state)
    add.bind(10, members.start)
    add.bind(11, members.finish)
    add.bind(12, members.seals)
    add.bind(13, head.open)
    add.bind(14, head.incomplete)
    add.bind(15, rule.isRequest && members.isUndecided ? 1 : 0)
    try add.run()
  }

  private func bind(_ index: Int32, _ text: [UInt8]?) {
    if let text { add.bindText(index, text) } else { add.bind(index, nil) }
  }
}

/// What a brief takes from a record beside its body.
struct BriefHead {
  let number: Int64
  let id: [UInt8]
  let organisation: Int64
  let subject: [UInt8]?
  let open: Int64
  let incomplete: Int64
}

/// What a brief takes from a record's body.
struct BriefMembers {
  var substance: [UInt8]?
  var part: [UInt8]?
  var kind: [UInt8]?
  var state: [UInt8]?
  /// Days since 1970-01-01.
  var start: Int64?
  /// Days since 1970-01-01.
  var finish: Int64?
  /// How the containers were closed: ``RecordBrief/Seals``.
  var seals: Int64 = 0

  /// Whether a request waits for a decision, or is held: what was cancelled does not.
  var isUndecided: Bool {
    guard kind.map({ !$0.elementsEqual("cancelled".utf8) }) ?? true else { return false }
    return state.map { $0.elementsEqual("hold".utf8) } ?? true
  }
}
