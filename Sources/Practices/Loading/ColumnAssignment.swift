internal import Records

/// Finds the field of each column, once, while a plan is made.
struct ColumnAssignment {
  let header: CSVHeader
  let targets: [LoadTarget]
  let form: Form

  /// For each column the place of its field among the targets, if it has one.
  private(set) var fields: [Int?]
  private var isDecided: [Bool]

  init(header: CSVHeader, targets: [LoadTarget], form: Form) {
    self.header = header
    self.targets = targets
    self.form = form
    fields = Array(repeating: nil, count: header.names.count)
    isDecided = Array(repeating: false, count: header.names.count)
  }

  /// Leaves these columns out, whatever else is said about them.
  mutating func ignore(_ names: [String]) throws(LoadPlanFault) {
    for name in names { isDecided[try column(name)] = true }
  }

  /// Does what was asked for.
  mutating func assign(_ pairs: [ColumnMapping.Pair]) throws(LoadPlanFault) {
    for pair in pairs {
      let column = try column(pair.column)
      let target = try target(pair.field)
      if isDecided[column], fields[column] == nil { continue }
      if let other = fields.firstIndex(of: target), other != column {
        throw .twoColumns(header.names[other], header.names[column], field: targets[target].name)
      }
      if let earlier = fields[column], earlier != target {
        throw .twoFields(
          column: header.names[column],
          targets[earlier].name,
          targets[target].name,
        )
      }
      fields[column] = target
      isDecided[column] = true
    }
  }

  /// Does what was done the last time, as far as it still applies.
  mutating func remember(_ mapping: ColumnMapping) {
    for pair in mapping.pairs {
      guard let column = header.index(of: pair.column), !isDecided[column],
        let target = targets.firstIndex(where: { $0.name == pair.field }),
        !fields.contains(target)
      else { continue }
      fields[column] = target
      isDecided[column] = true
    }
  }

  /// Gives every column that is left the field whose name or label it bears.
  mutating func assignByName() throws(LoadPlanFault) {
    let taken = Set(fields.compactMap(\.self))
    var places: [String: Int] = [:]
    for (place, target) in targets.enumerated() where !taken.contains(place) {
      for key in target.keys where places[key] == nil { places[key] = place }
    }
    for column in header.names.indices where !isDecided[column] {
      guard let place = places[PlainText.key(header.names[column])] else { continue }
      if let other = fields.firstIndex(of: place) {
        throw .twoColumns(header.names[other], header.names[column], field: targets[place].name)
      }
      fields[column] = place
    }
  }

  /// Refuses a plan by which no row could become a record.
  func check() throws(LoadPlanFault) {
    let filled = Set(fields.compactMap { $0.map { targets[$0].member } })
    if filled.isEmpty { throw .nothingMapped(form: form.name.text) }
    for field in form.fields where field.isRequired && !filled.contains(field.name) {
      throw .missing(field: field.name, form: form.name.text)
    }
  }

  private func column(_ name: String) throws(LoadPlanFault) -> Int {
    guard let index = header.index(of: name) else {
      throw .unknownColumn(name, known: header.names)
    }
    return index
  }

  private func target(_ name: String) throws(LoadPlanFault) -> Int {
    if let place = targets.firstIndex(where: { $0.isCalled(name) }) {
      return place
    }
    if form.fields.contains(where: { $0.name.utf8.elementsEqual(name.utf8) }) {
      let inside = targets.filter { $0.member.utf8.elementsEqual(name.utf8) }
      throw .notOneCell(
        field: name,
        known: inside.filter { ($0.element ?? 1) == 1 }.map(\.name),
      )
    }
    throw .unknownField(name, form: form.name.text, known: known)
  }

  /// The fields to choose from, each list's once.
  private var known: [String] {
    targets.filter { ($0.element ?? 1) == 1 }.map(\.name)
  }
}
