import CentralView
import Sealing
import Store

/// The conflicts that an import opened, in words that were found before a rehearsal undid it.
struct ArrivalNews {
  /// A block for each conflict that was not there before.
  private(set) var blocks: [String] = []
  /// The contradictions between firms that were opened and closed; `nil` where nobody looked.
  private(set) var contradictions: ContradictionNews?
  /// Whether it is to be said that nobody looked.
  private(set) var isAboutContradictions = false

  /// Tells of nothing.
  init() {}

  /// Tells of these contradictions alone, and of no conflict.
  init(contradictions: ContradictionNews?) {
    self.contradictions = contradictions
    isAboutContradictions = true
  }

  /// Reads what is new while the view can tell.
  ///
  /// `before`: The conflicts that were open before.
  init(_ news: ViewNews, since before: Set<String>, store: Store, columns: Int) throws {
    isAboutContradictions = store.settings.role != .company
    contradictions = try store.contradictions(in: news)
    var opened = contradictions?.opened ?? []
    if try !store.view.conflictIDs().isSubset(of: before) {
      opened += try store.view.conflicts().filter { !before.contains($0.id) }
    }
    opened.sort { $0.id < $1.id }
    blocks = ConflictListing(conflicts: opened, store: store).blocks(columns: columns)
    let (wording, own) = (RecordWording(store), store.settings.organisation)
    blocks += try news.openedForks().map { fork in
      ForkBlock(fork: fork, wording: wording, own: own).text(columns: columns)
    }
  }
}
