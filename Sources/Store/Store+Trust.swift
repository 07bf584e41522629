import CentralView
public import Journal
public import Records
public import Sealing
import SystemPackage

/// What adding a card did.
public struct TrustChange: Hashable, Sendable {
  /// Whose card it is.
  public let organisation: OrganisationID
  /// The name on it.
  public let name: String
  /// What it is trusted as.
  public let role: Role
  /// The fingerprint, to be compared.
  public let fingerprint: Fingerprint
  /// Whether it was compared.
  public let isCompared: Bool
  /// The organisation's own next card, after a second office was admitted.
  public let nextCard: [UInt8]?
}

/// Somebody who is trusted, as lists show it.
public struct TrustedOrganisation: Hashable, Sendable {
  /// The organisation.
  public let organisation: OrganisationID
  /// The name on its card.
  public let name: String
  /// What it is trusted as.
  public let roles: [Role]
  /// What two people compare.
  public let fingerprint: Fingerprint
  /// Whether they did.
  public let isCompared: Bool
  /// The journals on its card, each with the size from which on it is revoked.
  public let journals: [(origin: Origin, revokedFrom: UInt64?)]

  public static func == (left: Self, right: Self) -> Bool {
    left.organisation == right.organisation && left.roles == right.roles
      && left.isCompared == right.isCompared
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(organisation) }
}

extension Store {
  /// Whom the organisation trusts, by its own records and the newest cards held.
  ///
  /// `others` are enrolments that the view does not show yet.
  func trust(adding others: [Enrolment] = []) throws -> TrustBook {
    var enrolments = others
    var revocations: [Revocation] = []
    try view.forEachRecord(ofForm: "enrolment", organisation: settings.organisation) { record in
      // A record that was damaged by hand must not lock its owner out: it enrols nobody.
      if !record.isVoid, let enrolment = try? Enrolment(record.body) {
        enrolments.append(enrolment)
      }
    }
    try view.forEachRecord(ofForm: "revocation", organisation: settings.organisation) { record in
      if !record.isVoid, let revocation = revocation(record.body) { revocations.append(revocation) }
    }
    return TrustBook(
      own: try organisationCard(),
      enrolments: enrolments,
      revocations: revocations,
      cards: try heldCards(),
    )
  }

  /// What a revocation says; one that cannot be read revokes all of the organisation, as
  /// somebody wanted less of it relied on.
  ///
  /// The own organisation cannot be revoked as a whole: the record would take itself out.
  private func revocation(_ body: JSON) -> Revocation? {
    if let revocation = try? Revocation(body) {
      let isSelf = revocation.organisation == settings.organisation && revocation.origin == nil
      return isSelf ? nil : revocation
    }
    guard let text = body["organisation"]?.string, let organisation = OrganisationID(text),
      organisation != settings.organisation
    else { return nil }
    return try? Revocation(of: organisation, reason: "the record of it cannot be read")
  }

  /// The card to send out: the organisation's, or this office's request to join it while
  /// that is not granted.
  public func card() throws -> Card {
    let card = try organisationCard()
    if card.journals.contains(where: { $0.origin == settings.origin }) { return card }
    let bytes = try files.contents(of: layout.request, limit: Limits.noteBytes)
    return try Card(parsing: bytes.span.bytes, orJoining: true)
  }

  /// The newest card of the organisation that is held here.
  func organisationCard() throws -> Card {
    let bytes = try files.contents(of: layout.card(settings.organisation), limit: Limits.noteBytes)
    return try Card(parsing: bytes.span.bytes)
  }

  private func heldCards() throws -> [Card] {
    var cards: [Card] = []
    for item in try files.list(layout.cards)
    where item.kind == .file && item.name.hasSuffix(".note") {
      let bytes = try files.contents(
        of: layout.cards.appending(item.component),
        limit: Limits.noteBytes,
      )
      if let card = try? Card(parsing: bytes.span.bytes) { cards.append(card) }
    }
    return cards
  }

  /// Keeps a card in the place of an older one.
  func keep(_ card: Card) throws {
    try files.writeAtomically(card.bytes.span.bytes, to: layout.card(card.organisation))
  }

  // MARK: Adding

  /// Trusts an organisation by its card.
  ///
  /// Without a `role` it stays what it is enrolled as already, or becomes a company; more
  /// than that has to be said.
  ///
  /// `interval`: How often it is to be heard from, as the form of enrolments names it; what
  /// was said before stays without one.
  public func trust(
    _ card: Card,
    as role: Role?,
    isCompared: Bool,
    reporting interval: String? = nil,
    author: String? = nil,
  ) throws -> TrustChange {
    if card.isJoining || role == .ownOffice {
      return try admit(card, isCompared: isCompared)
    }
    if card.organisation == settings.organisation { return try replaceOwnCard(with: card) }
    let role = try role ?? roleUnsaid(card)
    guard role == .company || card.role == role || role == .vetted else {
      throw StoreError.trust(
        "the card says that \(card.name) is \(article(card.role)), not \(article(role))",
        remedy: "check that it is the right card; trust it as \(card.role.rawValue)",
      )
    }
    let book = try trust()
    guard !book.isRevoked(card.organisation) else {
      throw StoreError.trust(
        "\(card.name) was revoked as a whole",
        remedy: "void that record first: ‘steward list revocation’ shows it with its reason",
      )
    }
    var card = card
    if let held = book.card(of: card.organisation), held.serial > card.serial {
      // An older card never takes the place of a newer one.
      card = held
    }
    try enrol(card, as: role, isCompared: isCompared, reporting: interval, author: author)
    return change(card, role: role, isCompared: isCompared)
  }

  /// As what an organisation is trusted when nobody says it: what it is enrolled as
  /// already, else a company.
  ///
  /// More than that has to be said.
  private func roleUnsaid(_ card: Card) throws -> Role {
    let roles = try trust().roles(of: card.organisation)
    if roles.count == 1, let role = roles.first { return role }
    guard card.role == .company else {
      throw StoreError.trust(
        "\(card.name) is \(article(card.role)), and what it is trusted as has to be said",
        remedy: "add --as \(card.role.rawValue), or --as company to give it no more than that",
      )
    }
    return .company
  }

  private func article(_ role: Role) -> String {
    switch role {
    case .association, .authority: "an \(role.rawValue)"
    default: "a \(role.rawValue)"
    }
  }

  private func change(
    _ card: Card,
    role: Role,
    isCompared: Bool,
    nextCard: [UInt8]? = nil,
  ) -> TrustChange {
    TrustChange(
      organisation: card.organisation,
      name: card.name,
      role: role,
      fingerprint: card.fingerprint,
      isCompared: isCompared,
      nextCard: nextCard,
    )
  }

  private func enrol(
    _ card: Card,
    as role: Role,
    isCompared: Bool,
    reporting interval: String?,
    author: String?,
  ) throws {
    let known = try view.ids(
      identifiedBy: card.organisation.text,
      form: "enrolment",
      organisation: settings.organisation,
    ).compactMap { try view.record($0) }.filter { $0.body["role"]?.string == role.rawValue }
    var members = try Enrolment(card, as: role, isCompared: isCompared).body.members ?? []
    if let interval { members.append(JSON.Member("reporting_interval", .string(interval))) }
    if let record = known.first {
      var changes = members.map { (member: $0.name, value: Optional($0.value)) }
      if record.isVoid { changes.append((member: FieldRules.void.string, value: nil)) }
      do {
        _ = try revise(record, changes: changes, because: "a newer card", author: author)
      } catch StoreError.nothingChanged {}
    } else {
      _ = try add(form: form(named: "enrolment"), body: .object(members), author: author)
    }
    if try trust().card(of: card.organisation) == card { try keep(card) }
  }

  /// Admits a second office, which issues the organisation's next card.
  private func admit(_ card: Card, isCompared: Bool) throws -> TrustChange {
    let own = try organisationCard()
    guard card.organisation == settings.organisation else {
      throw StoreError.trust(
        "the card is not of an office of \(settings.name)",
        remedy: "at the other office, run: steward init DIR --join CARD, with this office’s card",
      )
    }
    guard card.isJoining else { return try replaceOwnCard(with: card) }
    let keys = try keys()
    guard keys.organisation == settings.organisation else {
      throw StoreError.trust(
        "only the first office of \(settings.name) admits another",
        remedy: "take the card to the office that made the organisation’s first store",
      )
    }
    guard !own.journals.contains(where: { $0.origin == card.journals[0].origin }) else {
      return change(card, role: .ownOffice, isCompared: isCompared, nextCard: own.bytes)
    }
    let next = try own.next(adding: card, signer: keys.journalSigner(for: own.journals[0].origin))
    try keep(next)
    return change(card, role: .ownOffice, isCompared: isCompared, nextCard: next.bytes)
  }

  private func replaceOwnCard(with card: Card) throws -> TrustChange {
    let own = try organisationCard()
    guard card.journals.contains(where: { $0.origin == settings.origin }) else {
      throw StoreError.trust(
        "this card of \(card.name) does not name the journal that is written here",
        remedy: "the first office admits this one: steward trust add CARD --as self",
      )
    }
    if try card.replaces(own) { try keep(card) }
    return change(card, role: .ownOffice, isCompared: true)
  }

  // MARK: Listing and revoking

  /// Everybody who is trusted.
  public func trusted() throws -> [TrustedOrganisation] {
    let book = try trust()
    return book.enrolled.compactMap { organisation in
      guard let card = book.card(of: organisation) else { return nil }
      return TrustedOrganisation(
        organisation: organisation,
        name: card.name,
        roles: book.roles(of: organisation).sorted { $0.rawValue < $1.rawValue },
        fingerprint: card.fingerprint,
        isCompared: book.isCompared(organisation),
        journals: card.journals.map { ($0.origin, book.admittedSize(of: $0.origin)) },
      )
    }
  }

  /// Relies no longer on an organisation, or on one of its journals from a size on.
  ///
  /// Nothing is deleted: entries past the size are marked and stay out of the state.
  public func revoke(
    _ organisation: OrganisationID,
    journal: Origin?,
    from size: UInt64?,
    because: String,
    author: String? = nil,
  ) throws -> WrittenEntry {
    guard try trust().card(of: organisation) != nil else {
      throw StoreError.unknownRecipient(organisation.text)
    }
    guard organisation != settings.organisation || (journal ?? settings.origin) != settings.origin
    else {
      // The record would take itself out of the state.
      throw StoreError.trust(
        "a store cannot revoke the journal that it writes",
        remedy: "name another office's journal: ‘steward journals’ lists them",
      )
    }
    do {
      _ = try Revocation(of: organisation, origin: journal, size: size ?? 0, reason: because)
    } catch {
      throw StoreError.trust(
        "this revocation says nothing (\(error.problem))",
        remedy: "name a journal of that organisation with a size, and give a reason",
      )
    }
    var members: [JSON.Member] = [
      JSON.Member("organisation", .string(organisation.text)),
      JSON.Member("reason", .string(because)),
    ]
    if let journal { members.append(JSON.Member("origin", .string(journal.text))) }
    if let size { members.append(JSON.Member("size", .integer(size))) }
    return try add(form: form(named: "revocation"), body: .object(members), author: author)
  }

  /// The organisation that a person means: its id, the beginning of it, or its name.
  public func organisation(named name: String) throws -> OrganisationID {
    let book = try trust()
    let wanted = name.lowercased()
    let found = book.enrolled.filter { organisation in
      organisation.text == wanted || (wanted.utf8.count >= 6 && organisation.text.hasPrefix(wanted))
        || book.card(of: organisation)?.name.lowercased() == wanted
    }
    guard let organisation = found.first, found.count == 1 else {
      throw StoreError.unknownRecipient(name)
    }
    return organisation
  }

  /// The organisation whose records a person wants to see: its id or the beginning of it, its
  /// name, or a part of that which no other one's has.
  ///
  /// Whoever wrote something that is here counts, be it trusted or not any more.
  /// - Throws: ``StoreError/unknownFirm(_:candidates:)``.
  public func firm(named name: String) throws -> OrganisationID {
    let wanted = name.lowercased()
    guard !wanted.isEmpty else { throw StoreError.unknownFirm(name, candidates: []) }
    let known = try Set(
      trust().enrolled + view.organisations(but: settings.organisation) + [settings.organisation]
    )
    let named = try known.sorted().map { (id: $0, name: try self.name(of: $0)) }
    let exact = named.filter { organisation in
      organisation.id.text == wanted || organisation.name.lowercased() == wanted
        || (wanted.utf8.count >= 6 && organisation.id.text.hasPrefix(wanted))
    }
    let found = exact.isEmpty ? named.filter { $0.name.lowercased().contains(wanted) } : exact
    guard let firm = found.first, found.count == 1 else {
      throw StoreError.unknownFirm(name, candidates: found.prefix(5).map(\.name))
    }
    return firm.id
  }

  /// The name on an organisation's card, or the beginning of its id.
  public func name(of organisation: OrganisationID) throws -> String {
    if organisation == settings.organisation { return settings.name }
    return try trust().card(of: organisation)?.name ?? String(organisation.text.prefix(8))
  }
}
