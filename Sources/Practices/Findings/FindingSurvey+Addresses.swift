import CentralView
import Records

/// Different firms at one address.
extension FindingSurvey {
  /// A party at one address.
  private struct Resident {
    var numbers = CustomerNumbers()
    var records: Set<KnownParties.Member> = []
    /// The records that give the address, with their form.
    var evidence: [KnownParties.Member: String] = [:]
    var isDisputed = false
  }

  func sharedAddresses() throws -> [CrossFirmFinding] {
    let customers = try view.firmRecords(
      ofForm: "customer",
      members: [
        "street", "postal_code", "city", "country", "registration_number",
        "registration_authority", "vat", "lei",
      ],
    )
    var bodies: [EntryID: FirmRecord] = [:]
    for customer in customers { bodies[customer.id] = customer }
    var addresses: [AddressKey: [EntryID: Resident]] = [:]
    func settle(_ customer: FirmRecord, at place: FirmRecord, form: String) {
      let party = parties.key(customer.id)
      for key in Set(place.states.compactMap(AddressKey.init)) {
        var resident = addresses[key]?[party] ?? Resident()
        let own = KnownParties.Member(record: customer.id, organisation: customer.organisation)
        if resident.records.insert(own).inserted {
          for state in customer.states { resident.numbers.add(state) }
        }
        let witness = KnownParties.Member(record: place.id, organisation: place.organisation)
        resident.evidence[witness] = form
        resident.isDisputed = resident.isDisputed || place.states.count > 1
        addresses[key, default: [:]][party] = resident
      }
    }
    for customer in customers { settle(customer, at: customer, form: "customer") }
    for site in try view.firmRecords(
      ofForm: "site",
      members: ["customer", "street", "postal_code", "city", "country"],
      having: "street",
    ) {
      for id in Set(site.states.compactMap { $0["customer"]?.string.flatMap { EntryID($0) } }) {
        if let customer = bodies[id] { settle(customer, at: site, form: "site") }
      }
    }
    return try addresses.values.compactMap { residents in
      residents.count > 1 ? try finding(residents) : nil
    }
  }

  private func finding(_ residents: [EntryID: Resident]) throws -> CrossFirmFinding? {
    let keys = residents.keys.sorted()
    var different: Set<EntryID> = []
    var unknown: Set<EntryID> = []
    for (place, one) in keys.enumerated() {
      for other in keys[(place + 1)...] {
        guard let first = residents[one], let second = residents[other],
          !parties.areDifferent(one, other)
        else { continue }
        switch CustomerNumbers.differ(first.numbers, second.numbers) {
        case true: different.formUnion([one, other])
        case nil where Self.isAcrossFirms(first, second): unknown.formUnion([one, other])
        default: break
        }
      }
    }
    let isFound = !different.isEmpty
    let shown = (isFound ? different : unknown).sorted()
    guard !shown.isEmpty else { return nil }
    let names = try shown.prefix(4).map(called).joined(separator: ", ")
    let more = shown.count > 4 ? " and \(shown.count - 4) more" : ""
    let all = shown.compactMap { residents[$0] }
    return CrossFirmFinding(
      .sharedAddress,
      isFound ? .found : .unknown,
      line: isFound
        ? "\(names)\(more): one address, different numbers"
        : "\(names)\(more): one address, and no numbers to tell them apart",
      parties: try shown.flatMap { try self.shown($0, residents[$0]?.records ?? []) },
      figures: [.init(name: "parties", value: String(shown.count))],
      evidence: all.flatMap { resident in
        resident.evidence.map { witness, form in
          CrossFirmFinding.Evidence(
            record: witness.record,
            form: form,
            organisation: witness.organisation,
            what: form == "site" ? "site" : resident.numbers.text,
            isDisputed: resident.isDisputed,
          )
        }
      },
      missing: isFound ? [] : Self.missing(all),
    )
  }

  /// What would tell residents apart: the numbers of those that have none, else those of one
  /// register for all.
  private static func missing(_ residents: [Resident]) -> [CrossFirmFinding.Missing] {
    let without = residents.filter(\.numbers.isEmpty)
    return (without.isEmpty ? residents : without).flatMap(\.records).map { record in
      CrossFirmFinding.Missing(
        record: record.record,
        organisation: record.organisation,
        field: "registration_number",
        decides: "whether these are one firm",
      )
    }
  }

  private static func isAcrossFirms(_ one: Resident, _ other: Resident) -> Bool {
    Set((one.records.union(other.records)).map(\.organisation)).count > 1
  }
}
