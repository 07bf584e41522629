public import Records

/// Everything that can keep the store from doing what was asked.
public enum StoreError: UserFacingError, Hashable {
  /// A folder that already holds something.
  case folderInUse(String)
  /// No folder with a `steward.json` where one was looked for.
  case noStore(String)
  /// A `steward.json` that this program cannot read.
  case unreadableSettings(String)
  /// A value for a new store that is not one.
  case badSetting(name: String, value: String, expected: String)
  /// A name that no country bears, and what to write.
  case unknownCountry(String, advice: String)
  /// A form that is none, or none that can be kept at home, and the one that was meant.
  case unknownForm(String, nearest: String?)
  /// The keys are missing or do not fit the store.
  case keys(String)
  /// A record of another organisation was to be revised.
  case foreignRecord(String, owner: String)
  /// A record that needs a person before it can be revised as asked.
  case fieldsInConflict([String])
  /// An entry that no standing write of the conflict is.
  case notStanding(String)
  /// A revision that changes nothing.
  case nothingChanged(String)
  /// A revision of a record of which an entry is missing.
  case incompleteRecord(String)
  /// A record that was to be withdrawn and changed by one entry.
  case withdrawsAndSays
  /// A record that was to be compared with itself.
  case oneRecord(String)
  /// A record that was to be compared and is about nobody, or not about one of that sort.
  case notAParty(String, form: String)
  /// A request for a sample that was to be compared and is a known customer's.
  case namesCustomer(String)
  /// An office that its organisation has not admitted yet, and that was to sign something.
  case notAdmitted
  /// The own journal forked, so that nothing more is written to it.
  case forked(String)
  /// No copy of the own journal that went on by itself, where one was to be taken back.
  case notForked(hasBundles: Bool)
  /// A backup that cannot be restored from, and why.
  case noBackup(String, reason: String)
  /// A fork of which no two signed checkpoints are here.
  case noProof(String)
  /// A body that breaks its form.
  case invalidBody(form: String, problems: [String])
  /// A line that cannot be written.
  case unwritable(String)
  /// A reader that no form or rule allows.
  case audience(String)
  /// An organisation of which nothing is here, or several that it may be.
  case unknownFirm(String, candidates: [String])
  /// A recipient that is not enrolled.
  case unknownRecipient(String)
  /// Nobody to pack for.
  case noRecipient
  /// Oneself among other recipients.
  case mixedRecipients
  /// More journals than one bundle carries, and one file to write to.
  case severalBundles(Int)
  /// Several readers with a bundle for each, and one file to write to.
  case severalReaders(Int)
  /// More older entries that were disclosed than one bundle carries.
  case tooMuchDisclosed
  /// A size that the journal does not have.
  case beyondSize(UInt64, size: UInt64)
  /// A card or an organisation that cannot be trusted as asked, and what to do.
  case trust(String, remedy: String)
  /// A table without a header line.
  case emptyTable(String)
  /// A path that is not there or cannot be imported.
  case unreadablePath(String, reason: String)

  public var problem: String {
    switch self {
    case .folderInUse(let path): "the folder ‘\(path)’ is not empty"
    case .noStore(let path): "there is no steward store at ‘\(path)’"
    case .unreadableSettings(let detail): "steward.json cannot be read (\(detail))"
    case .badSetting(let name, let value, let expected):
      "the \(name) ‘\(value)’ is not \(expected)"
    case .unknownCountry(let name, _): "no country is called ‘\(name)’"
    case .unknownForm(let name, _): "no form that you could keep at home is called ‘\(name)’"
    case .keys(let detail): "the keys of this store cannot be used (\(detail))"
    case .foreignRecord(let id, let owner): "the record \(id) belongs to \(owner)"
    case .fieldsInConflict(let fields):
      "the record is in conflict in \(fields.joined(separator: ", ")), and the revision leaves that open"
    case .notStanding(let entry): "the entry ‘\(entry)’ wrote nothing that is in conflict here"
    case .nothingChanged(let id): "the record \(id) already says that"
    case .incompleteRecord(let id): "an entry of the record \(id) is missing here"
    case .withdrawsAndSays: "an entry that withdraws a record changes nothing else"
    case .oneRecord(let id): "‘\(id)’ is one record, and two are compared"
    case .notAParty(let id, let form): "‘\(id)’ is a \(form), and cannot be compared with that"
    case .namesCustomer(let id): "the request ‘\(id)’ is a known customer’s"
    case .notAdmitted: "this office is not admitted by its organisation yet"
    case .forked(let journal):
      "the journal \(journal) forked: another copy of this store went on with it"
    case .notForked(let hasBundles):
      hasBundles
        ? "these bundles hold nothing of this store’s own journal that is not here"
        : "no other copy of this store’s own journal is here"
    case .noBackup(let path, let reason): "nothing can be restored from ‘\(path)’: \(reason)"
    case .noProof(let id): "of the fork \(id) this store does not hold two signed checkpoints"
    case .invalidBody(let form, let problems):
      "this is no valid \(form): " + problems.joined(separator: "; ")
    case .unwritable(let detail): "the entry cannot be written (\(detail))"
    case .audience(let detail): detail
    case .unknownFirm(let name, let candidates):
      candidates.isEmpty
        ? "nobody whose records are here is called ‘\(name)’"
        : "‘\(name)’ may be \(candidates.map { "‘\($0)’" }.joined(separator: " or "))"
    case .unknownRecipient(let name): "‘\(name)’ is nobody whom you trust"
    case .noRecipient: "you trust no authority yet, and no recipient was named"
    case .mixedRecipients: "a bundle to oneself withholds nothing, so it is for nobody else"
    case .severalBundles(let count): "the journals fill \(count) bundles, and a file holds one"
    case .severalReaders(let count):
      "no firm is told of another, so this makes \(count) bundles, and a file holds one"
    case .tooMuchDisclosed:
      "the older entries that were disclosed are more than \(Limits.disclosedBytes >> 20) MiB"
    case .beyondSize(let asked, let size):
      "the journal has \(size) entries, so nothing can be packed from \(asked) on"
    case .trust(let detail, _): detail
    case .emptyTable(let path): "the table ‘\(path)’ has no header line"
    case .unreadablePath(let path, let reason): "‘\(path)’ cannot be imported: \(reason)"
    }
  }

  public var remedy: String? {
    switch self {
    case .folderInUse: "name a folder that does not exist yet, or an empty one"
    case .noStore:
      "go to the store’s folder, name it with --store or STEWARD_STORE, or make one with ‘steward init’"
    case .unreadableSettings: "put back the file from a backup; it holds no secrets"
    case .badSetting: nil
    case .unknownCountry(_, let advice): advice
    case .unknownForm(_, let nearest?): "did you mean ‘\(nearest)’?"
    case .unknownForm(_, nil): "‘steward forms’ lists them"
    case .keys: "put back keys.txt from the printed copy of the seed"
    case .foreignRecord:
      "only its owner revises a record; say what you have to say in a note of your own"
    case .fieldsInConflict:
      "settle them first: ‘steward conflicts’ lists what stands, ‘steward conflicts resolve’ decides"
    case .notStanding: "‘steward conflicts show’ lists the entries that stand"
    case .nothingChanged: "nothing needs to be written"
    case .incompleteRecord:
      "import what is missing first; ‘steward show RECORD --history’ says what is there"
    case .withdrawsAndSays: "settle the other fields first, then withdraw the record"
    case .oneRecord: "name two records"
    case .notAParty:
      "name two customers, two people who asked for samples, one of each, or two sites"
    case .namesCustomer: "name the customer instead"
    case .notAdmitted:
      "at the first office: steward trust add CARD --as self; then add the card it prints here"
    case .forked:
      "take back what the other copy wrote, and go on in a new journal: steward restore --after-fork"
    case .notForked:
      "name the bundles that the other copy packed, or that came back from whoever you sent them to"
    case .noBackup:
      "name bundles that your own organisation packed, best with --to self, and the keys of one of its places"
    case .noProof: "pack once from each copy, and import both bundles"
    case .invalidBody(let form, _): "‘steward forms \(form)’ explains every field"
    case .unwritable: nil
    case .audience: "‘steward forms FORM’ says who may read it"
    case .unknownFirm(_, let candidates):
      candidates.isEmpty
        ? "‘steward journals’ and ‘steward trust list’ name them"
        : "give more of the name, or the first 6 or more characters of its id"
    case .unknownRecipient: "trust it first: steward trust add CARD --as ROLE"
    case .noRecipient:
      "name one with --to, or trust the authority: steward trust add CARD --as authority"
    case .mixedRecipients: "pack twice: once with --to self, once for the others"
    case .severalBundles, .severalReaders: "name a folder to write them to"
    case .tooMuchDisclosed: "pack everything instead: leave out --since"
    case .beyondSize: "leave out --since, or give a smaller size"
    case .trust(_, let remedy): remedy
    case .emptyTable: "its first line names the columns, such as: reference;name;country"
    case .unreadablePath: "name a bundle or a folder of bundles that you may read"
    }
  }

  public var kind: FailureKind {
    switch self {
    case .keys: .unavailable
    default: .refused
    }
  }
}
