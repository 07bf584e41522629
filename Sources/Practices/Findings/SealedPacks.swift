import CentralView
import Records

/// The packs of one lot in a movement, with the numbers of their seals.
struct SealedPacks {
  let record: EntryID
  let organisation: OrganisationID
  /// `supplied`, `received` or `returned`.
  let kind: String
  let date: CalendarDate?
  /// The customer, where one is named.
  let subject: EntryID?
  /// What two movements have in common that are about the same packs.
  let lot: Lot
  /// The lot as it is written.
  let lotName: String
  /// The numbers of the seals as they are written, by what is left of them without spaces,
  /// points and case.
  let seals: [String: String]
  let isDisputed: Bool

  /// A lot of one substance.
  struct Lot: Hashable {
    let substance: String
    let number: String
  }

  /// The packs in one state of a movement, by lot; those without a lot are left out.
  ///
  /// The seals found instead of those that papers name were there as well.
  static func all(in state: FirmBrief, register: SubstanceRegister) -> [SealedPacks] {
    guard let kind = state.brief.kind, let cas = state.brief.substance else { return [] }
    var lots: [Lot: (name: String, seals: [String: String])] = [:]
    for pack in state.details["packs"]?.elements ?? [] {
      guard let name = pack["lot"]?.string else { continue }
      let number = FoldedWords(name).key
      guard !number.isEmpty else { continue }
      let lot = Lot(substance: register.parent(of: cas), number: number)
      var seals = lots[lot]?.seals ?? [:]
      for list in ["seals", "seals_found"] {
        for seal in (pack[list]?.elements ?? []).compactMap(\.string) {
          let key = FoldedWords(seal).key
          if !key.isEmpty { seals[key] = seal }
        }
      }
      lots[lot] = (lots[lot]?.name ?? name, seals)
    }
    return lots.map { lot, packs in
      SealedPacks(
        record: state.brief.id,
        organisation: state.organisation,
        kind: kind,
        date: state.brief.start,
        subject: state.brief.subject,
        lot: lot,
        lotName: packs.name,
        seals: packs.seals,
        isDisputed: state.brief.isInConflict,
      )
    }
  }

  /// The movement as evidence.
  var evidence: CrossFirmFinding.Evidence {
    CrossFirmFinding.Evidence(
      record: record,
      form: "movement",
      organisation: organisation,
      date: date,
      what: "\(kind), lot \(lotName), seals \(Self.list(seals.values))",
      isDisputed: isDisputed,
    )
  }

  /// That no seals are listed.
  var missing: CrossFirmFinding.Missing {
    CrossFirmFinding.Missing(
      record: record,
      organisation: organisation,
      field: "seals",
      decides: "whether the seals of lot \(lotName) are those that were supplied",
    )
  }

  /// Numbers in a row, the first few of them.
  static func list(_ seals: some Collection<String>) -> String {
    let texts = seals.map { Text($0) }.sorted().map(\.string)
    guard !texts.isEmpty else { return "none" }
    let more = texts.count > 6 ? " and \(texts.count - 6) more" : ""
    return texts.prefix(6).joined(separator: ", ") + more
  }
}
