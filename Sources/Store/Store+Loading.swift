import CentralView
import Journal
public import Practices
public import Records
public import SystemPackage

/// How a table is to be loaded.
public struct LoadOptions: Sendable {
  /// Which column is which field, and which columns are left out.
  public var mapping: ColumnMapping
  /// Whether nothing is to be written.
  public var isRehearsal: Bool
  /// Who writes.
  public var author: String?
  /// Why records change; every revision gives it.
  public var because: String
  /// Who may read the new records; `nil` for the form's default.
  public var audience: [String]?
  /// Told how many rows are done, now and then.
  public var progress: (@Sendable (Int) -> Void)?

  /// Loads as the header says.
  public init(
    mapping: ColumnMapping = ColumnMapping(),
    isRehearsal: Bool = false,
    author: String? = nil,
    because: String,
    audience: [String]? = nil,
    progress: (@Sendable (Int) -> Void)? = nil,
  ) {
    self.mapping = mapping
    self.isRehearsal = isRehearsal
    self.author = author
    self.because = because
    self.audience = audience
    self.progress = progress
  }
}

extension Store {
  /// Loads a table: each row begins a record, or revises the one that it is about.
  ///
  /// The same table again changes nothing. What was written when it is interrupted stays,
  /// and the next run completes it.
  public func load(_ path: FilePath, form: Form, options: LoadOptions) throws -> LoadReport {
    let table = TableFile(path: path, files: files)
    var loading = try TableLoading(form: form, options: options, store: self)
    try table.forEachEvent { event in
      if case .header(let header) = event { try loading.begin(header) }
      if case .row(let row) = event { loading.plan?.observe(row) }
    }
    guard loading.plan != nil else { throw StoreError.emptyTable(path.string) }
    try table.forEachEvent { event in
      switch event {
      case .header: break
      case .row(let row): try loading.load(row)
      case .fault(let fault), .unreadable(let fault):
        loading.report.refused.append(RowProblem(fault))
      }
    }
    return try loading.finish()
  }

  /// How a form's tables were loaded the last time.
  func mapping(of form: Form) throws -> ColumnMapping {
    let path = layout.mappings.appending("\(form.name.name).json")
    guard try files.exists(path) else { return ColumnMapping() }
    let bytes = try files.contents(of: path, limit: 1 << 20)
    // A mapping is a convenience: one that cannot be read is as good as none.
    return (try? JSON(parsing: bytes.span.bytes)).flatMap { ColumnMapping($0) } ?? ColumnMapping()
  }

  func keep(_ mapping: ColumnMapping, of form: Form) throws {
    try files.writeAtomically(
      mapping.json.text + "\n",
      to: layout.mappings.appending("\(form.name.name).json"),
    )
  }

  /// What people call a record, in the words of a table: its id or one of its numbers.
  func resolver() -> LoadPlan.Resolve {
    let (view, organisation) = (view, settings.organisation)
    return { field, text in
      guard Self.namesRecords(field.kind) else { return .found(text) }
      do {
        return .found(try view.record(named: text, of: organisation).id.text)
      } catch let error as any UserFacingError {
        return .refused(error.problem)
      } catch {
        return .refused("the record cannot be looked up")
      }
    }
  }

  /// Whether a value, or each element of a list, names a record.
  private static func namesRecords(_ kind: FormField.Kind) -> Bool {
    switch kind {
    case .record: true
    case .list(let element): namesRecords(element)
    default: false
    }
  }
}

/// The state of one load.
private struct TableLoading {
  let form: Form
  let options: LoadOptions
  let store: Store
  var plan: LoadPlan?
  var report = LoadReport()

  private var maker: EntryMaker
  private let audience: [String]
  private var known: [RecordIdentity: EntryID] = [:]
  /// How many records there are with each body that has no identity; a row uses one up.
  private var anonymous: [NodeHash: Int] = [:]
  private var rows = LoadedRows()
  private var lines: [[UInt8]] = []
  /// What this load has made of records that the view does not show yet.
  private var pending: [EntryID: JSON] = [:]

  private static let groupSize = 1024

  init(form: Form, options: LoadOptions, store: Store) throws {
    self.form = form
    self.options = options
    self.store = store
    maker = store.maker(options.author)
    audience = try options.audience ?? store.defaultAudience(of: form)
    try store.view.forEachRecord(
      ofForm: form.name.name,
      organisation: store.settings.organisation,
      // A row finds its record again, whatever is shown of it.
      confidential: .included,
    ) { record in
      guard !record.isVoid else { return }
      let identities = RecordIdentity.all(of: record.body, in: form)
      for identity in identities { known[identity] = record.id }
      if identities.isEmpty { anonymous[record.body.contentKey, default: 0] += 1 }
    }
  }

  mutating func begin(_ header: CSVHeader) throws {
    plan = try LoadPlan(
      form: form,
      header: header,
      mapping: options.mapping,
      remembered: store.mapping(of: form),
      resolve: store.resolver(),
    )
  }

  mutating func load(_ row: CSVRow) throws {
    report.rows += 1
    if report.rows.isMultiple(of: Self.groupSize) { options.progress?(report.rows) }
    switch plan?.body(of: row) {
    case .blank, nil: report.rows -= 1
    case .refused(let problems): report.refused += problems
    case .body(let body):
      if let problem = rows.add(body, line: row.line, in: form) {
        report.refused.append(problem)
      } else {
        do {
          try load(body, removing: plan?.membersLeftOut(of: row) ?? [])
        } catch let error as any UserFacingError where error.kind == .refused {
          report.refused.append(RowProblem(line: row.line, reason: error.problem))
        }
      }
    }
    if lines.count >= Self.groupSize { try flush() }
  }

  /// Loads what a row says; of the members `removed` it says that there is nothing.
  private mutating func load(_ body: JSON, removing removed: [String]) throws {
    let identities = RecordIdentity.all(of: body, in: form)
    guard let first = identities.first else {
      let key = body.contentKey
      if let count = anonymous[key], count > 0 {
        anonymous[key] = count - 1
        report.unchanged += 1
        return
      }
      _ = try begin(body)
      return
    }
    guard let id = known[first] else {
      let id = try begin(body)
      for identity in identities { known[identity] = id }
      return
    }
    guard let (shown, heads, conflicts) = try state(of: id, before: body, removed) else { return }
    guard let revision = RowRevision(of: shown, by: body, removing: removed, in: form) else {
      report.unchanged += 1
      return
    }
    if form.name.name == "disclosure" { try store.checkDisclosure(revision.body) }
    let left = conflicts.filter { !revision.writes.contains($0) && !$0.isEmpty }
    guard left.isEmpty else { throw StoreError.fieldsInConflict(left) }
    lines.append(
      try maker.revision(
        of: id,
        form: form,
        parents: heads,
        writes: revision.writes,
        body: revision.body,
        because: options.because,
      )
    )
    pending[id] = revision.body
    report.revised += 1
    noteRequest(id, revision.body)
  }

  /// What a record says by now, with what a revision of it must name and settle.
  private mutating func state(
    of id: EntryID,
    before row: JSON,
    _ removed: [String],
  ) throws -> (body: JSON, heads: [EntryID], conflicts: [String])? {
    if let earlier = pending[id] {
      // Nothing is written in a rehearsal, so the view never shows it.
      let change = RowRevision(of: earlier, by: row, removing: removed, in: form)
      let isSettled = options.isRehearsal || change == nil
      if isSettled { return (earlier, [id], []) }
      // A record that this load has touched is looked at again once the view shows it.
      try flush()
    }
    return try store.view.record(id, confidential: .included).map {
      ($0.body, $0.heads, $0.conflicts)
    }
  }

  private mutating func begin(_ body: JSON) throws -> EntryID {
    if form.name.name == "disclosure" { try store.checkDisclosure(body) }
    let line = try maker.first(form: form, body: body, audience: audience)
    let id = EntryID(line: line.span.bytes)
    lines.append(line)
    pending[id] = body
    report.created += 1
    noteRequest(id, body)
    return id
  }

  /// Remembers an order or a sample that nobody decided about, to be judged in the end.
  private mutating func noteRequest(_ id: EntryID, _ body: JSON) {
    guard CheckRequest.Subject(rawValue: form.name.name) != nil,
      report.undecided.count <= LoadedRequests.most, body["decision"] == nil,
      body["stage"]?.string != "cancelled", !report.undecided.contains(id)
    else { return }
    report.undecided.append(id)
  }

  private mutating func flush() throws {
    if !options.isRehearsal, !lines.isEmpty { try store.append(lines) }
    lines.removeAll(keepingCapacity: true)
    if !options.isRehearsal { pending.removeAll(keepingCapacity: true) }
  }

  mutating func finish() throws -> LoadReport {
    try flush()
    if let plan {
      report.ignored = plan.ignored
      if !options.isRehearsal { try store.keep(plan.mapping, of: form) }
    }
    return report
  }
}
