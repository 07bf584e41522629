import Records

/// What was last signed, or accepted from another's bundle: nothing older is signed again.
public struct JournalHead: Hashable, Sendable {
  /// The tree's right edge at that size.
  public let frontier: Frontier

  /// The head of a journal that has signed nothing yet.
  public init() { frontier = Frontier() }

  /// The head with this frontier.
  public init(_ frontier: Frontier) { self.frontier = frontier }

  /// How many entries it covers.
  public var count: UInt64 { frontier.count }

  /// The file's bytes: a heading, the root, and the frontier as a bundle's `base` writes it.
  ///
  /// The root follows from the frontier, and is there so that a damaged file is noticed
  /// and that a person can compare it with a checkpoint.
  public var text: [UInt8] {
    Self.heading + Array("root \(Base64.encode(frontier.root.bytes))\n".utf8) + frontier.text
  }

  /// Reads what ``text`` writes, and nothing else; `nil` for all else.
  public init?(parsing text: RawSpan) {
    let bytes = [UInt8](copying: text)
    guard bytes.starts(with: Self.heading) else { return nil }
    let rest = bytes.dropFirst(Self.heading.count)
    guard let feed = rest.firstIndex(of: Line.feed) else { return nil }
    do throws(FrontierFault) {
      frontier = try Frontier(parsing: Array(rest[(feed + 1)...]).span.bytes)
    } catch {
      return nil
    }
    guard bytes == self.text else { return nil }
  }

  /// The most bytes that the file can have.
  static let limit = 8_192

  private static let heading = Array("steward/head/1\n".utf8)
}
