import Records
import Testing

/// The bytes that a conflict's id is made of.
@Suite("Conflict id")
struct ConflictIDTests {
  private let ids = (0..<3).map { RecordHistory.id($0) }

  @Test("Ids are those that an independent program computes")
  func vectors() {
    let named = ConflictID(
      kind: "concurrent",
      record: ids[0],
      field: "name",
      writes: [ids[1], ids[2]],
    )
    #expect(named.text == "ukaknj3bdrek424ugsc3")
    let escaped = ConflictID(kind: "concurrent", record: ids[0], field: "a\n\"é", writes: [ids[1]])
    #expect(escaped.text == "7kr6micmouiawtfpvnli")
    let whole = ConflictID(kind: "too many", record: ids[0], field: nil, writes: ids)
    #expect(whole.text == "djw6kypqm5ub4umy3q7i")
  }

  @Test("Order and repetition of the writes change nothing; everything else does")
  func inputs() {
    let id = ConflictID(
      kind: "concurrent",
      record: ids[0],
      field: "name",
      writes: [ids[1], ids[2]],
    )
    #expect(
      ConflictID(
        kind: "concurrent",
        record: ids[0],
        field: "name",
        writes: [ids[2], ids[1], ids[2]],
      )
        == id
    )
    let others = [
      ConflictID(kind: "too many", record: ids[0], field: "name", writes: [ids[1], ids[2]]),
      ConflictID(kind: "concurrent", record: ids[1], field: "name", writes: [ids[1], ids[2]]),
      ConflictID(kind: "concurrent", record: ids[0], field: "city", writes: [ids[1], ids[2]]),
      ConflictID(kind: "concurrent", record: ids[0], field: nil, writes: [ids[1], ids[2]]),
      ConflictID(kind: "concurrent", record: ids[0], field: "name", writes: [ids[1]]),
    ]
    #expect(Set(others + [id]).count == 6)
  }

  @Test("A written id is read back, and nothing else is")
  func reading() {
    let id = ConflictID(kind: "concurrent", record: ids[0], field: "name", writes: ids)
    #expect(ConflictID(id.text) == id)
    for text in ["", id.text + "a", id.text.uppercased(), "1" + id.text.dropFirst()] {
      #expect(ConflictID(text) == nil, "\(text)")
    }
  }
}
