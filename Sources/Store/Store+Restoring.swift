import Bundling
public import Journal
import Practices
import Records
import Sealing
public import SystemPackage

extension Store {
  /// Makes a store anew from bundles that its organisation packed for itself and from the keys.
  ///
  /// It writes a new journal from the first day, so that it makes no difference whether the
  /// bundles are the newest there are: nothing is ever signed twice at one place. What turns up
  /// later is imported like everything else. Settings are not in bundles: the rule packages are
  /// those of the country, and a form is kept at home where its records say that they were.
  ///
  /// `seed`: The keys in writing, as in `keys.txt` or on a printed copy.
  public static func restore(
    at path: FilePath,
    from bundles: [FilePath],
    seed text: String,
    author: String,
    files: any FileSystem = PosixFileSystem(),
  ) throws -> (store: Store, report: ImportReport) {
    let path = path.lexicallyNormalized()
    try requireEmpty(path, files: files)
    let seed = try Seed(parsing: text)
    let keys = try OrganisationKeys(seed: seed)
    let card = try newestCard(in: bundles, files: files)
    guard let own = card.journals.first(where: { $0.key.publicKey == keys.journalKey }) else {
      throw StoreError.noBackup(
        bundles.first?.string ?? "",
        reason: "the keys are of another organisation, or of an office that was not admitted yet",
      )
    }
    let store = try create(
      at: path,
      plan(after: own.origin, card: card, seed: seed, keys: keys, author: author),
      files: files,
    )
    let report = try store.importBundles(bundles)
    try store.keepHomeAsBefore()
    return (store, report)
  }

  private static func plan(
    after old: Origin,
    card: Card,
    seed: Seed,
    keys: OrganisationKeys,
    author: String,
  ) throws -> StorePlan {
    let origin = try nextOrigin(after: old)
    let signer = try keys.journalSigner(for: origin)
    let isFirst = keys.organisation == card.organisation
    let next: Card
    if isFirst {
      next = try card.next(
        opening: origin,
        signer: keys.journalSigner(for: card.journals[0].origin),
        key: signer.key,
        skipping: serialsLeftOut,
      )
    } else {
      next = try card.joining(journal: origin, keys: keys)
    }
    let settings = StoreSettings(
      organisation: card.organisation,
      role: card.role,
      name: card.name,
      country: card.country,
      contact: card.contact,
      origin: origin,
      author: author.normalized,
      rules: RulePackage.standard(forCountry: card.country),
    )
    return StorePlan(
      settings: settings,
      seed: seed,
      card: next,
      organisationCard: isFirst ? next : card,
      firstEntry: try EntryMaker(settings: settings, forms: FormLibrary.forms, author: nil)
        .opening(keys: [signer.key]),
    )
  }

  /// The newest card that bundles of one organisation bring.
  private static func newestCard(in bundles: [FilePath], files: any FileSystem) throws -> Card {
    var newest: Card?
    for path in bundles {
      let bundle: VerifiedBundle
      do throws(BundleFault) {
        bundle = try BundleReader(opening: path, in: files)
          .verify(trust: SelfCertifying(), leavingOutUnknown: true)
      } catch {
        throw StoreError.noBackup(path.string, reason: error.problem)
      }
      if let held = newest {
        guard held.organisation == bundle.card.organisation else {
          throw StoreError.noBackup(
            path.string,
            reason: "it is of another organisation than the first",
          )
        }
        if held.serial >= bundle.card.serial { continue }
      }
      newest = bundle.card
    }
    guard let newest else { throw StoreError.noBackup("", reason: "no bundle was named") }
    return newest
  }

  /// The origin of the journal that goes on in the place of another.
  static func nextOrigin(after old: Origin) throws -> Origin {
    let name = String(old.journal.dropLast(9))
    guard let journal = Origin.newJournalName(name),
      let origin = Origin(organisation: old.organisation, journal: journal)
    else { throw StoreError.badSetting(name: "journal name", value: name, expected: "a name") }
    return origin
  }

  /// How many serials a restored store's card leaves out: cards may have been issued since the
  /// backup, and two that differ under one serial would both be refused.
  private static let serialsLeftOut: UInt64 = 100
}
