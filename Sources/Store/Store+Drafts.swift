import Journal
import Records
import SystemPackage

extension Store {
  private static let draftLimit = 1 << 20

  /// The drafts of a form, of any version, the newest first.
  ///
  /// A file that is none is left alone: it stops nobody from working.
  public func drafts(ofForm form: String) throws -> [Draft] {
    guard try files.exists(layout.drafts) else { return [] }
    let drafts = try files.list(layout.drafts).compactMap { item -> Draft? in
      guard item.kind == .file, item.name.hasSuffix(Draft.ending) else { return nil }
      let path = layout.drafts.appending(item.component)
      return Draft(file: item.name, bytes: try files.contents(of: path, limit: Self.draftLimit))
    }
    return drafts.filter { $0.form.name.utf8.elementsEqual(form.utf8) }
      .sorted { ($0.time, $0.file) > ($1.time, $1.file) }
  }

  /// Keeps a draft, whole or not at all, in a file that only its owner can read; it replaces
  /// what was kept of the same draft before.
  public func keep(_ draft: Draft) throws {
    try files.makeFolders(layout.drafts)
    try files.writeAtomically(draft.bytes.span.bytes, to: layout.drafts.appending(draft.file))
  }

  /// Removes a draft whose record was written, or that nobody wants; one that was never
  /// kept is none.
  public func remove(_ draft: Draft) throws {
    let path = layout.drafts.appending(draft.file)
    if try files.exists(path) { try files.remove(path) }
  }
}
