import Foundation
import GRDB
import Records

/// Filing many entries at once.
///
/// Row by row, most of the time would go into finding places in indexes. So there are none
/// but those that are asked all the time; of these the one by id is kept in memory.
extension Projector {
  /// Removes what ``endBulk()`` makes anew.
  func beginBulk() throws {
    var directory = EntryDirectory()
    let rows = try Row.fetchCursor(database, sql: "SELECT id, number FROM entry")
    while let row = try rows.next() {
      guard let id = NodeHash(bytes: Array(row["id"] as Data)) else {
        throw ViewError.database("an entry has no id")
      }
      directory.insert(EntryID(id), at: row["number"])
    }
    try database.execute(
      sql: """
        DROP INDEX entry_id;
        DROP INDEX entry_record;
        DROP INDEX record_form;
        DROP INDEX record_subject;
        DROP INDEX brief_subject;
        DROP INDEX brief_pending;
        DELETE FROM brief;
        DELETE FROM identifier;
        INSERT INTO search(search) VALUES ('delete-all');
        INSERT INTO search(search, rank) VALUES ('automerge', 0);
        """
    )
    statements.directory = directory
    isBulk = true
  }

  /// Takes the index by id into use when there are more entries than memory is meant for.
  func limitDirectory() throws {
    guard statements.directory?.isFull == true else { return }
    try indexByID()
  }

  private func indexByID() throws {
    // Sorting takes memory of its own.
    statements.directory = nil
    try database.execute(sql: CentralView.indexByID)
  }

  /// Makes the indexes, but for names and words: these come when the records are settled.
  func endBulk() throws {
    guard isBulk else { return }
    if statements.directory != nil { try indexByID() }
    try database.execute(sql: CentralView.lateIndexes)
  }

  /// Files names and words, once every record is what it will be.
  func finishBulk() throws {
    try fileAllNames()
    try noteAllParties()
    try database.execute(sql: CentralView.indexesOfBriefs)
    try database.execute(sql: "INSERT INTO search(search, rank) VALUES ('automerge', 4)")
    isBulk = false
  }
}
