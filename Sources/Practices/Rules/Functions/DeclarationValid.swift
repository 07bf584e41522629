import Records

/// `declaration-valid`: the end-use declaration that the order relies on is there, covers it
/// and is not used up.
///
///     {"kinds": ["single", "multiple", "code"],   which kinds will do; absent: any
///      "max_months": 12,            how long one holds that does not say
///      "fields": ["signatory"],     what it has to say
///      "quantity": true,            whether the order, with what was supplied under it, has
///                                   to stay within what it declares
///      "check": ["there", …]}       which of these the rule looks at; absent: all. `there`
///                                   and `kind`, `in-force`, `unused`, `quantity`, `fields`
///
/// A package may spread the checks over several rules, so that each names its own source.
struct DeclarationValid: RuleTest {
  private let kinds: [String]?
  private let maximumMonths: Int?
  private let fields: [String]
  private let checks: Set<Check>

  private enum Check: String, CaseIterable {
    case there, kind, inForce = "in-force", unused, quantity, fields
  }

  init(_ with: inout MemberReader) throws(PackageFault) {
    kinds = try with.choices("kinds", ["single", "multiple", "code"])
    maximumMonths = try with.count("max_months", from: 1)
    fields = try with.strings("fields") ?? []
    let chosen = try with.choices("check", Check.allCases.map(\.rawValue))
    checks = chosen.map { Set($0.compactMap(Check.init(rawValue:))) } ?? Set(Check.allCases)
  }

  var judgesDeclaration: Bool { true }

  func finding(in state: RuleCase) throws -> Finding {
    guard try state.customer() != nil else {
      return .unknown("the \(state.noun) names no customer who is known")
    }
    guard let declaration = try state.declaration() else {
      guard checks.contains(.there) else { return .notApplicable("there is no declaration") }
      return .broken(
        state.order["declaration"] == nil
          ? "\(try state.customerName()) has declared no end use of \(state.substanceName)"
          : "the declaration that the \(state.noun) names is not there"
      )
    }
    state.mention(declaration.record.id)
    var doubt: Finding?
    for check in Check.allCases where checks.contains(check) {
      guard let finding = try judge(check, declaration, in: state) else { continue }
      if finding.outcome != .unknown { return finding }
      doubt = doubt ?? finding
    }
    if let doubt { return doubt }
    let end = end(of: declaration).map { ", until \($0.text)" } ?? ""
    return .satisfied("\(declaration.name) covers the \(state.noun)\(end)")
  }

  private func judge(
    _ check: Check,
    _ declaration: ReliedDeclaration,
    in state: RuleCase,
  ) throws -> Finding? {
    let name = declaration.name
    switch check {
    case .there: return try coverage(declaration, in: state)
    case .kind:
      guard let kinds, kinds.count < 3 else { return nil }
      guard let kind = declaration.kind else {
        return .unknown("\(name) does not say whether it is for one transaction or several")
      }
      if kinds.contains(kind) { return nil }
      return .broken(
        "\(name) is of the kind ‘\(kind)’, and only ‘\(kinds.joined(separator: "’ or ‘"))’ will do"
      )
    case .inForce:
      guard let from = declaration.from else { return .unknown("\(name) has no date") }
      if state.date < from { return .broken("\(name) begins on \(from.text)") }
      if let end = end(of: declaration), end < state.date {
        return .broken("\(name) ended on \(end.text)")
      }
      return nil
    case .unused:
      guard let other = declaration.usedFor else { return nil }
      state.mention(other)
      return .broken(
        "\(name) is for a single transaction and was used for \(other.short)"
      )
    case .quantity: return try quantity(declaration, in: state)
    case .fields:
      for field in fields where declaration.body.values(at: field.split(separator: ".")).isEmpty {
        return .broken("\(name) does not say ‘\(field)’")
      }
      return nil
    }
  }

  private func end(of declaration: ReliedDeclaration) -> CalendarDate? {
    declaration.until
      ?? maximumMonths.flatMap { months in declaration.from?.later(months: months) }
  }

  /// Whether the declaration is the customer's, for the substance and for the site.
  private func coverage(
    _ declaration: ReliedDeclaration,
    in state: RuleCase,
  ) throws -> Finding? {
    let body = declaration.body
    if body.text("customer") != state.order.text("customer") {
      return .broken("\(declaration.name) is another customer's")
    }
    guard let declared = body.text("substance") else {
      return .unknown("\(declaration.name) names no substance")
    }
    guard let parent = state.parentCAS else { return .unknown(state.unknownSubstance) }
    if state.book.parentCAS(declared) != parent {
      return .broken("\(declaration.name) is for another substance than \(state.substanceName)")
    }
    if !state.coversSite(body.text("site")) {
      return .broken("\(declaration.name) is for another site")
    }
    return nil
  }

  /// Whether what was supplied under the declaration, and the order, stay within it.
  private func quantity(
    _ declaration: ReliedDeclaration,
    in state: RuleCase,
  ) throws -> Finding? {
    guard let declared = try state.declaredKilograms(declaration) else {
      let isThere = declaration.body["quantity"] != nil
      return .unknown(
        isThere
          ? "nobody can say what the quantity of \(declaration.name) weighs"
          : "\(declaration.name) names no quantity"
      )
    }
    var taken: [Delivery] = []
    if declaration.kind != "single" {
      taken = try state.goods([.supplied, .decided]).filter { other in
        if let named = other.declaration { return named == declaration.record.id.text }
        let isSameSite = declaration.body.text("site").map { $0 == other.site } ?? true
        let from = declaration.from ?? other.date ?? state.date
        return isSameSite && (other.date.map { from <= $0 } ?? true)
      }
    }
    let own = try state.ordered().kilograms
    let known = taken.compactMap(\.kilograms) + [own].compactMap(\.self)
    if let sum = ExactDecimal.sum(of: known), declared < sum {
      for delivery in taken { state.mention(delivery.record) }
      return .broken("\(sum.kilograms) are more than \(declared.kilograms) of \(declaration.name)")
    }
    guard own != nil else { return .unknown(try state.missingQuantity()) }
    guard state.total(taken) != nil else {
      return .unknown("nobody can say how much was supplied under \(declaration.name)")
    }
    return nil
  }
}
