extension RecordMerge {
  /// The readable writes of one field that stand, ordered by entry, be there one or several.
  ///
  /// ``MergedRecord/fields`` has only those that more than one write has a say in.
  public func standing(
    _ field: Text,
    in revisions: some Sequence<Revision>,
    of record: EntryID,
  ) -> [StandingWrite] {
    let graph = RevisionGraph(revisions, of: record)
    let standing = StandingWrites(graph, rules: rules)
    guard let number = standing.names.firstIndex(of: field) else { return [] }
    return standing.writers[number].map { node in
      StandingWrite(
        entry: graph.ids[node],
        time: graph.times[node],
        value: graph.contents[node].value(ofField: field, rules: rules),
      )
    }
  }
}

extension Revision {
  /// What the entry says of a field, whether it wrote it or carries it along.
  public func value(ofField field: Text, rules: FieldRules) -> FieldValue {
    content.value(ofField: field, rules: rules)
  }
}
