public import Records

extension NodeHash {
  /// The leaf that a line of a journal or stretch stands for: a stub's is the one that it
  /// names, any other line's is its own hash.
  public init(line: RawSpan) {
    if let stub = Stub(line: line) {
      self = stub.leaf.hash
    } else {
      self.init(leaf: line)
    }
  }
}
