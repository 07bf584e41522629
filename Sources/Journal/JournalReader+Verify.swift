public import Records

extension JournalReader {
  /// Reads every entry, computes the tree again, and compares it with what was signed.
  ///
  /// Damage is part of the answer.
  ///
  /// - Throws: ``JournalError/files(_:)`` when the files cannot be read at all.
  public func verify() throws(JournalError) -> JournalVerification {
    var frontier = Frontier()
    do throws(JournalError) {
      let head = try head()
      let checkpoint = try parsedCheckpoint()
      var headFrontier = head.count == 0 ? frontier : nil
      var checkpointRoot = checkpoint?.size == 0 ? frontier.root : nil
      try scan(from: 0, to: try count()) { _, line in
        frontier.append(NodeHash(line: line))
        if frontier.count == head.count { headFrontier = frontier }
        if frontier.count == checkpoint?.size { checkpointRoot = frontier.root }
        return true
      }
      guard headFrontier == head.frontier else {
        throw .damaged(Damage(folder.head, "the first \(head.count) entries have another root"))
      }
      if let checkpoint, checkpointRoot != checkpoint.root {
        let detail =
          checkpoint.size > frontier.count
          ? "it covers \(checkpoint.size) entries, of which \(frontier.count) are here"
          : "the first \(checkpoint.size) entries have another root"
        throw .damaged(Damage(folder.checkpoint, detail))
      }
      return JournalVerification(size: frontier.count, root: frontier.root, problem: nil)
    } catch {
      if case .files = error { throw error }
      return JournalVerification(size: frontier.count, root: frontier.root, problem: error)
    }
  }
}

/// What a journal was found to hold.
public struct JournalVerification: Hashable, Sendable {
  /// How many entries could be read, from the first on without a gap.
  public let size: UInt64
  /// The hash over them.
  public let root: NodeHash
  /// The first thing that is wrong, with its place; `nil` when all is well.
  public let problem: JournalError?
}
