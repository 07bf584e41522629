import Records

extension JournalWriter {
  /// The frontier to sign: of all entries, once they are found to continue what was
  /// signed before.
  ///
  /// The entries since the last multiple of 4,096 before the signed size are hashed again
  /// and compared with what was signed: that is where an old or mixed copy would differ.
  /// Everything before is compared by ``JournalReader/verify()``.
  ///
  /// - Throws: ``JournalError/shorterThanSigned(journal:count:signed:)`` and
  ///   ``JournalError/contradictsSigned(journal:detail:)``: nothing may be signed then.
  public mutating func signable() throws(JournalError) -> Frontier {
    try whileUsable { (writer) throws(JournalError) in
      let reader = writer.reader
      let head = try reader.head()
      let count = writer.count
      guard head.count <= count else {
        throw .shorterThanSigned(journal: reader.folder.name, count: count, signed: head.count)
      }
      try writer.checkCheckpoint(against: head)
      let width = UInt64(Limits.segmentEntries)
      let start = head.count - head.count % width
      var recent = Frontier()
      var frontier = head.frontier
      try reader.scan(from: start, to: count) { index, line in
        let leaf = NodeHash(line: line)
        if index < head.count { recent.append(leaf) } else { frontier.append(leaf) }
        return true
      }
      guard recent.roots.elementsEqual(head.frontier.roots.suffix(recent.roots.count)) else {
        throw .contradictsSigned(
          journal: reader.folder.name,
          detail: "entries from \(start) on have another hash",
        )
      }
      writer.continued = frontier
      return frontier
    }
  }

  /// Keeps the frontier that is about to be signed; returns once it is on the disk.
  ///
  /// It comes before the signature leaves this process, so that whatever happens next,
  /// nothing inconsistent with it is signed. `frontier` is what ``signable()`` gave.
  public mutating func writeHead(_ frontier: Frontier) throws(JournalError) {
    precondition(frontier == continued, "Only what signable() found may be signed.")
    try whileUsable { (writer) throws(JournalError) in
      try writer.reader.write(JournalHead(frontier).text, to: writer.reader.folder.head)
    }
  }

  /// Keeps the signed checkpoint of the head, with the signatures it has by now.
  ///
  /// - Throws: ``JournalError/contradictsSigned(journal:detail:)`` when it is not the head's.
  public mutating func writeCheckpoint(_ note: [UInt8]) throws(JournalError) {
    try whileUsable { (writer) throws(JournalError) in
      let reader = writer.reader
      try reader.check(note, isOf: reader.head())
      try reader.write(note, to: reader.folder.checkpoint)
    }
  }

  /// Puts lines in place of entries that stand for the same leaves.
  ///
  /// Stubs take the places of entries that are erased. Returns once the old lines are gone
  /// from the journal.
  ///
  /// - Throws: ``JournalError/otherEntry(journal:index:)``.
  public mutating func replace(_ lines: [UInt64: [UInt8]]) throws(JournalError) {
    for index in lines.keys {
      precondition(index < count, "Only entries of the journal can be replaced.")
    }
    try settle(.atOnce)
    try whileUsable { (writer) throws(JournalError) in
      let store = SegmentStore(reader: writer.reader)
      // Unpacked lines that were removed must not come back beside changed ones.
      try writer.syncNames()
      for range in try writer.reader.sealedSegments()
      where lines.keys.contains(where: range.contains) {
        let bytes = try store.replacing(lines, in: range)
        try store.noteCompletion(of: range)
        try store.write(bytes, as: range)
      }
      guard writer.segment.count > 0 else { return }
      let range = writer.segment.range
      guard lines.keys.contains(where: range.contains) else { return }
      let bytes = try store.replacing(lines, in: range)
      try store.noteCompletion(of: range)
      try writer.rewriteOpenSegment(bytes)
    }
  }

  /// A checkpoint that is ahead of the head, or contradicts it, was signed by another copy.
  private func checkCheckpoint(against head: JournalHead) throws(JournalError) {
    guard let checkpoint = try reader.parsedCheckpoint() else { return }
    guard checkpoint.size <= head.count else {
      throw .contradictsSigned(
        journal: reader.folder.name,
        detail: "the checkpoint is newer than the head",
      )
    }
    guard checkpoint.size < head.count || checkpoint.root == head.frontier.root else {
      throw .contradictsSigned(
        journal: reader.folder.name,
        detail: "the checkpoint has another root than the head",
      )
    }
  }
}
