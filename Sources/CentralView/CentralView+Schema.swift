import GRDB

extension CentralView {
  /// Raised whenever the tables or what is written into them change; a view with another
  /// number is rebuilt, never migrated, since it is derived.
  static let schemaVersion = 8

  /// The indexes that can be made afterwards where much is filed: sorting once is less work
  /// than looking for the place of each row.
  static let lateIndexes = """
    CREATE INDEX entry_record ON entry(record) WHERE record <> number;
    CREATE INDEX record_form ON record(form, organisation);
    CREATE INDEX record_subject ON record(subject, form) WHERE subject IS NOT NULL;
    """

  /// What finds the members kept beside records, in the order in which they are asked for.
  static let indexesOfBriefs = """
    CREATE INDEX brief_subject ON brief(
      form, organisation, subject, substance, kind, state, start, seals);
    CREATE INDEX brief_pending ON brief(form, organisation) WHERE pending = 1;
    """

  /// The index that finds an entry by its id.
  static let indexByID = "CREATE UNIQUE INDEX entry_id ON entry(id, organisation)"

  /// The tables of an empty view, with ``lateIndexes``, ``indexesOfBriefs`` and ``indexByID`` to come.
  ///
  /// An entry's number is its journal's number shifted left by 32, plus its position;
  /// ids are looked up once and never joined on. A record has the number of its first
  /// entry, or a negative one where that entry had not arrived when a revision did.
  /// `place` holds where an entry stands besides; `fork_mark` from where on the entries of a
  /// journal are marked, and `forked` the records that have such entries.
  static let schema = """
    CREATE TABLE meta(key TEXT PRIMARY KEY, value) WITHOUT ROWID;
    CREATE TABLE organisation(number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE);
    CREATE TABLE form(
      number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, confidential INTEGER NOT NULL);
    CREATE TABLE audience(number INTEGER PRIMARY KEY, readers TEXT NOT NULL UNIQUE);
    CREATE TABLE journal(
      number INTEGER PRIMARY KEY, origin TEXT NOT NULL, branch TEXT NOT NULL,
      organisation INTEGER NOT NULL, first INTEGER NOT NULL, size INTEGER NOT NULL, root BLOB,
      forked_from INTEGER, revoked_from INTEGER, completions INTEGER NOT NULL,
      UNIQUE(origin, branch));
    CREATE TABLE entry(
      number INTEGER PRIMARY KEY, id BLOB NOT NULL, organisation INTEGER NOT NULL,
      kind INTEGER NOT NULL, record INTEGER, form INTEGER, time INTEGER);
    CREATE TABLE malformed(
      number INTEGER PRIMARY KEY, id BLOB NOT NULL, organisation INTEGER NOT NULL,
      reason TEXT NOT NULL);
    CREATE TABLE record(
      number INTEGER PRIMARY KEY, id BLOB NOT NULL, organisation INTEGER NOT NULL,
      form INTEGER NOT NULL, head INTEGER, heads INTEGER NOT NULL, revisions INTEGER NOT NULL, void INTEGER NOT NULL,
      incomplete INTEGER NOT NULL, open INTEGER NOT NULL, audience INTEGER, subject BLOB,
      body TEXT NOT NULL);
    CREATE TABLE revision(entry INTEGER PRIMARY KEY, line BLOB NOT NULL);
    CREATE TABLE head(record INTEGER, entry INTEGER, PRIMARY KEY(record, entry)) WITHOUT ROWID;
    CREATE TABLE awaited(
      id BLOB, record INTEGER, PRIMARY KEY(id, record)) WITHOUT ROWID;
    CREATE INDEX awaited_record ON awaited(record);
    CREATE TABLE identifier(
      value BLOB, record INTEGER, PRIMARY KEY(value, record)) WITHOUT ROWID;
    CREATE TABLE brief(
      record INTEGER PRIMARY KEY, id BLOB NOT NULL, form INTEGER NOT NULL,
      organisation INTEGER NOT NULL, subject BLOB, substance TEXT, part TEXT, kind TEXT,
      state TEXT, start INTEGER, finish INTEGER, seals INTEGER NOT NULL, open INTEGER NOT NULL,
      incomplete INTEGER NOT NULL, pending INTEGER NOT NULL);
    CREATE TABLE conflict(
      id TEXT PRIMARY KEY, record INTEGER NOT NULL, kind TEXT NOT NULL, field TEXT NOT NULL,
      shown TEXT, problem TEXT) WITHOUT ROWID;
    CREATE INDEX conflict_record ON conflict(record);
    CREATE TABLE place(
      number INTEGER PRIMARY KEY, id BLOB NOT NULL, organisation INTEGER NOT NULL);
    CREATE INDEX place_id ON place(id);
    CREATE TABLE fork(
      id TEXT PRIMARY KEY, organisation INTEGER NOT NULL, origin TEXT NOT NULL,
      position INTEGER NOT NULL, settled TEXT) WITHOUT ROWID;
    CREATE TABLE fork_side(
      fork TEXT, entry BLOB, journal INTEGER, PRIMARY KEY(fork, entry, journal)) WITHOUT ROWID;
    CREATE TABLE fork_mark(journal INTEGER PRIMARY KEY, first INTEGER NOT NULL);
    CREATE TABLE forked(record INTEGER PRIMARY KEY);
    CREATE TABLE standing(
      conflict TEXT, id BLOB, value TEXT, time INTEGER,
      PRIMARY KEY(conflict, id)) WITHOUT ROWID;
    CREATE TABLE merged(
      record INTEGER, field TEXT, writes TEXT NOT NULL, PRIMARY KEY(record, field)) WITHOUT ROWID;
    CREATE VIRTUAL TABLE search USING fts5(
      text, content = '', tokenize = "unicode61 remove_diacritics 2");
    """
}
