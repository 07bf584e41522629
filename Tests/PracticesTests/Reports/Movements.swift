import Records

@testable import Practices

/// Movements as a test writes them: ‘supplied 110-63-4 200 kg C1 2025-03-01’.
enum Movements {
  /// A record with an id made of its name.
  static func id(_ name: String) -> EntryID { EntryID(line: Array(name.utf8).span.bytes) }

  /// The firm whose records they are.
  static let organisation: OrganisationID = {
    guard let id = OrganisationID("qnxtijdcyer5whkh7obdtfbnil") else {
      preconditionFailure("The organisation has an id.")
    }
    return id
  }()

  /// A movement in these words: kind, substance, quantity, unit, day, and then with `to=`,
  /// `from=` and `percent=` who and what it was.
  static func record(_ name: String, _ words: String) -> KnownRecord {
    KnownRecord(id: id(name), form: "movement", organisation: organisation, bodies: [body(words)])
  }

  /// What such a movement says; `-` leaves a member out.
  static func body(_ words: String) -> JSON {
    var members: [JSON.Member] = []
    let words = words.split(separator: " ").map(String.init)
    for (name, value) in zip(["kind", "substance", "quantity", "unit", "date"], words)
    where value != "-" {
      members.append(.init(name, .string(value)))
    }
    for word in words.dropFirst(5) {
      let parts = word.split(separator: "=").map(String.init)
      switch parts[0] {
      case "to": members.append(.init("counterparty", .string(id(parts[1]).text)))
      case "from": members.append(.init("supplier", .string(parts[1])))
      default: members.append(.init("concentration", .string(parts[1])))
      }
    }
    return .object(members)
  }

  /// A product: name, substance, percent or `-`, density.
  static func product(_ words: String) -> KnownRecord {
    let words = words.split(separator: " ").map(String.init)
    var members: [JSON.Member] = [
      .init("name", .string(words[0])), .init("substance", .string(words[1])),
      .init("density", .string(words[3])),
    ]
    if words[2] != "-" { members.append(.init("concentration", .string(words[2]))) }
    return KnownRecord(
      id: id(words[0]),
      form: "product",
      organisation: organisation,
      bodies: [.object(members)],
    )
  }
}
