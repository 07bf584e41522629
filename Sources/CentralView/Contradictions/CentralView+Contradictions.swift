import Foundation
import GRDB
public import Records

/// A record that describes a party, and whose it is.
public struct PartyRecord: Hashable, Sendable {
  /// The record.
  public var record: EntryID
  /// Whose record it is.
  public var organisation: OrganisationID

  /// Names a record.
  public init(_ record: EntryID, of organisation: OrganisationID) {
    self.record = record
    self.organisation = organisation
  }
}

extension CentralView {
  /// Where firms say different things about one customer, by id.
  ///
  /// Nothing of it is stored: it is worked out from what stands and from who is held to be
  /// one, and depends on no clock.
  ///
  /// `parties`: Groups of records that are about one party each, of customers and of sites.
  public func contradictions(among parties: [[PartyRecord]]) throws -> [ConflictSummary] {
    var sites: [EntryID: EntryID] = [:]
    for party in parties {
      guard let least = party.map(\.record).min() else { continue }
      for member in party { sites[member.record] = least }
    }
    return try ask { database in
      // A record can be in several groups, so that one contradiction is met more than once.
      var found: [String: ConflictSummary] = [:]
      for party in parties where Set(party.map(\.organisation)).count > 1 {
        for statements in try Self.statements(about: party, sites: sites, in: database) {
          let conflict = try contradiction(statements, in: database)
          found[conflict.id] = conflict
        }
      }
      return found.values.sorted { $0.id < $1.id }
    }
  }

  /// Whether a record is what its firm says today about its subject: of those about one thing
  /// the newest.
  ///
  /// A record of a form that is not compared always is.
  public func isNewestStatement(_ record: RecordSummary, field: String) throws -> Bool {
    guard let rule = ContradictionRule.rule(form: record.form, field: field),
      let member = FormName(record.form).flatMap({ forms[$0] })?.subject,
      let subject = record.body[member]?.string.flatMap({ EntryID($0) })
    else { return true }
    return try ask { database in
      let statements = try StatedRecord.about(
        PartyRecord(subject, of: record.organisation),
        in: database,
      ).compactMap { $0.statement(rule, sites: [:]) }
      guard let own = statements.first(where: { $0.record.id == record.id }) else { return true }
      let newest = FirmStatement.newest(statements.filter { $0.topic == own.topic })
      return newest.contains { $0.record.id == record.id }
    }
  }

  /// The statements of firms about a party that differ, those about one thing together.
  private static func statements(
    about party: [PartyRecord],
    sites: [EntryID: EntryID],
    in database: Database,
  ) throws -> [[FirmStatement]] {
    var topics: [FirmStatement.Topic: [FirmStatement]] = [:]
    for member in Set(party) {
      guard let customer = try StatedRecord.record(member, in: database),
        customer.family == "customer"
      else { continue }
      for record in try [customer] + StatedRecord.about(member, in: database) {
        for rule in ContradictionRule.all {
          guard let statement = record.statement(rule, sites: sites) else { continue }
          topics[statement.topic, default: []].append(statement)
        }
      }
    }
    return topics.compactMap { topic, statements in
      let newest = FirmStatement.newest(statements)
      return FirmStatement.disagree(newest, topic.rule) ? newest : nil
    }
  }

  private func contradiction(
    _ statements: [FirmStatement],
    in database: Database,
  ) throws -> ConflictSummary {
    let sorted = statements.sorted { $0.record.id < $1.record.id }
    let field = sorted[0].topic.rule.field
    let least = sorted[0].record
    var values: [StandingValue] = []
    for statement in sorted {
      let record = statement.record
      values += try writes(
        of: field,
        in: WrittenRecord(
          number: record.number,
          id: record.id,
          form: record.form,
          organisation: record.organisation,
        ),
        on: database,
      )
    }
    values.sort { $0.entry < $1.entry }
    return ConflictSummary(
      id: ConflictID(
        kind: ConflictKind.contradiction.rawValue,
        record: least.id,
        field: field,
        writes: values.map(\.entry),
      ).text,
      kind: ConflictKind.contradiction.rawValue,
      record: least.id,
      form: least.form,
      organisation: least.organisation,
      field: field,
      shown: nil,
      isIncomplete: sorted.contains(where: \.record.isIncomplete),
      values: values,
    )
  }
}
