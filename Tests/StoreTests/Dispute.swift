import CentralView
import Foundation
import Records
import Sealing
import SystemPackage
import TestSupport
import Testing

@testable import Store

/// An authority and firms that sell to one customer and see it differently.
struct Dispute {
  let fixture = Fixture()
  let authority: Store
  let firms: [Store]
  /// The customer of each firm.
  let customers: [EntryID]
  private(set) var bundles = 0

  /// Firms called `names`, each with the customer under a number of its own.
  init(_ names: String...) throws {
    authority = try fixture.store("ministry", role: .authority)
    firms = try names.map { try Fixture().store($0) }
    var customers: [EntryID] = []
    for (index, firm) in firms.enumerated() {
      try fixture.introduce(firm, to: authority)
      let entry = try firm.addCustomer([
        "reference": "\(names[index])-customer", "name": "Van Dijk Coatings B.V.",
        "country": "NL", "registration_number": "33273785",
      ])
      customers.append(entry.record)
    }
    self.customers = customers
  }

  /// Records what a firm thinks of the customer.
  @discardableResult
  func assess(_ firm: Int, _ outcome: String, on date: String = "2026-03-01") throws -> EntryID {
    try add(
      firm,
      "assessment",
      [
        "customer": customers[firm].text, "outcome": outcome, "assessor": "Assessor \(firm)",
        "date": date,
      ],
    )
  }

  /// Records what the customer declared to a firm.
  @discardableResult
  func declare(_ firm: Int, _ quantity: String, endUse: String) throws -> EntryID {
    try add(
      firm,
      "declaration",
      [
        "customer": customers[firm].text, "substance": "110-63-4", "quantity": quantity,
        "unit": "kg", "end_use": endUse, "valid_from": "2026-01-01", "kind": "multiple",
        "valid_until": "2026-12-31", "signatory": "Head of purchasing",
      ],
    )
  }

  /// Adds a record of a firm.
  @discardableResult
  func add(_ firm: Int, _ form: String, _ members: [String: String]) throws -> EntryID {
    let store = firms[firm]
    return try store.add(form: store.form(named: form), body: .object(strings: members)).record
  }

  /// Takes everything of these firms to the authority; of all where none is named.
  mutating func report(_ only: Int...) throws {
    for index in only.isEmpty ? Array(firms.indices) : only {
      bundles += 1
      let bundle = try fixture.pack(firms[index], "report-\(bundles)")
      _ = try authority.importBundles([bundle])
    }
  }

  /// Takes to a firm what the authority has for it, and returns the bundle.
  @discardableResult
  mutating func answer(_ firm: Int) throws -> FilePath {
    bundles += 1
    let id = firms[firm].settings.organisation.text
    let bundle = try fixture.pack(authority, "answer-\(bundles)", to: [id])
    _ = try firms[firm].importBundles([bundle])
    return bundle
  }

  /// The only contradiction about a field that the authority sees, in whichever state.
  func contradiction(_ field: String = "decision") throws -> ConflictSummary {
    let all = ConflictFilter(kinds: [.contradiction], statuses: Set(ConflictStatus.allCases))
    let found = try authority.conflicts(all).filter { $0.field == field }
    return try #require(found.count == 1 ? found.first : nil, "\(found.map(\.id))")
  }

  /// The entry that a firm's statement is part of.
  func write(of firm: Int, in conflict: ConflictSummary) throws -> StandingValue {
    let own = conflict.values.filter { $0.organisation == firms[firm].settings.organisation }
    return try #require(own.first)
  }
}
