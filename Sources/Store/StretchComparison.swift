import Bundling
import Journal
import Records

/// How a stretch in a bundle lies to a journal that is held.
enum StretchComparison {
  /// Entries are missing between what is held and where the stretch begins.
  case gap(held: UInt64)
  /// The stretch says something else than what is held: at this entry, or before its
  /// beginning, where only the two trees tell. What comes before may make stubs readable.
  case diverges(at: UInt64?, completesStubs: Bool)
  /// It continues what is held, which is this much.
  case continues(held: UInt64, frontier: Frontier, completesStubs: Bool)

  /// Reads the whole stretch, which verifies its tree, and compares what overlaps by leaf
  /// hash.
  ///
  /// - Throws: ``BundleFault`` where the stretch is not what was signed.
  init(
    _ stretch: BundleStretch,
    of bundle: VerifiedBundle,
    with place: JournalPlace,
    on shelf: JournalShelf,
  ) throws {
    try bundle.forEachDisclosed(of: stretch) { _, _ in true }
    let held = try shelf.count(of: place)
    let reader = shelf.reader(of: place)
    guard stretch.base.count <= held else {
      _ = try bundle.forEachLine(of: stretch) { _, _ in true }
      self = .gap(held: held)
      return
    }
    var window = LeafWindow(reader, end: held)
    var divergence: UInt64?
    var completesStubs = false
    var failure: (any Error)?
    let frontier = try bundle.forEachLine(of: stretch) { line, _ in
      guard line.index < held, divergence == nil else { return true }
      do {
        let leaf = try window.leaf(at: line.index)
        if leaf.id != line.id {
          divergence = line.index
        } else if leaf.isStub, line.stub == nil {
          completesStubs = true
        }
        return true
      } catch {
        failure = error
        return false
      }
    }
    if let failure { throw failure }
    let before = held == 0 ? Frontier() : try reader.frontier(at: stretch.base.count)
    guard before == stretch.base else {
      self = .diverges(at: nil, completesStubs: false)
      return
    }
    if let divergence {
      self = .diverges(at: divergence, completesStubs: completesStubs)
    } else if let frontier {
      self = .continues(held: held, frontier: frontier, completesStubs: completesStubs)
    } else {
      preconditionFailure("A stretch that was read to its end has a frontier.")
    }
  }
}

/// The leaves of a journal around the position that is being compared.
struct LeafWindow {
  private let reader: JournalReader
  private let end: UInt64
  private var first: UInt64 = 0
  private var leaves: [Leaf] = []

  /// One entry that is held.
  struct Leaf {
    let id: EntryID
    let isStub: Bool
  }

  private static let length: UInt64 = 4_096

  init(_ reader: JournalReader, end: UInt64) {
    self.reader = reader
    self.end = end
  }

  /// The entry at `index`, which is held; asked for in order, each is read once.
  mutating func leaf(at index: UInt64) throws -> Leaf {
    if index < first || index >= first + UInt64(leaves.count) {
      leaves.removeAll(keepingCapacity: true)
      first = index
      try reader.forEachLine(from: index, to: min(end, index + Self.length)) { _, line in
        let stub = Stub(line: line)
        leaves.append(Leaf(id: stub?.leaf ?? EntryID(line: line), isStub: stub != nil))
      }
    }
    return leaves[Int(index - first)]
  }
}
