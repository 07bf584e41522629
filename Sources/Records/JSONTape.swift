/// The structure of one JSON text, found in a single pass over its bytes.
///
/// The tape holds where each value lies, never what it says: nothing is copied
/// until a value is asked for, and one tape is reused for every line of a journal,
/// so that reading a million entries allocates next to nothing. The bytes stay with
/// the caller, who hands them in again with each question.
///
/// The grammar is RFC 8259, with strict UTF-8 and paired surrogate escapes. What
/// entries forbid beyond it is a separate check: ``EntryReader``.
public struct JSONTape: Sendable {
  /// The values in the order they begin.
  ///
  /// An object is followed by its names and
  /// values in turn, an array by its elements.
  public private(set) var nodes: [Node] = []

  /// The open containers, innermost last; kept between parses to keep its memory.
  private var open: [Int32] = []

  /// Creates an empty tape.
  public init() {}

  /// The deepest nesting that any reader of this program accepts.
  public static let maximumDepth = 512

  /// Reads one JSON text, which is all of `bytes` but surrounding white space.
  ///
  /// - Throws: ``JSONFault`` at the first byte that breaks the grammar. The tape is
  ///   then empty.
  public mutating func parse(
    _ bytes: RawSpan,
    maximumDepth: Int = Self.maximumDepth,
  ) throws(JSONFault) {
    nodes.removeAll(keepingCapacity: true)
    open.removeAll(keepingCapacity: true)
    guard bytes.byteCount < Int(Int32.max) else { throw JSONFault(.tooLong, at: 0) }
    do throws(JSONFault) {
      try bytes.withUnsafeBytes { (buffer) throws(JSONFault) in
        var scanner = JSONScanner(buffer, maximumDepth: maximumDepth)
        try scanner.scan(into: &nodes, open: &open)
      }
    } catch {
      nodes.removeAll(keepingCapacity: true)
      throw error
    }
  }

  /// One value's place.
  public struct Node: Sendable {
    /// The first byte of the value; of a string, the byte after its quotation mark.
    public internal(set) var start: Int32
    /// The byte after the value; of a string, its closing quotation mark.
    public internal(set) var end: Int32
    /// The node that follows the value and all that is inside it.
    public internal(set) var next: Int32
    /// What the value is.
    public internal(set) var kind: Kind
    /// Whether a string has escapes, so that its bytes are not its text.
    public internal(set) var hasEscapes: Bool
  }

  /// The kinds of JSON value; numbers without fraction and exponent are told apart.
  public enum Kind: UInt8, Sendable {
    case null, `false`, `true`, integer, fraction, string, array, object
  }
}

/// Where a text stops being JSON, and why.
public struct JSONFault: Error, Hashable, Sendable {
  /// What is wrong.
  public let reason: Reason
  /// The offset of the byte at which it was noticed.
  public let offset: Int

  init(_ reason: Reason, at offset: Int) {
    self.reason = reason
    self.offset = offset
  }

  /// The ways a text can fail to be JSON.
  public enum Reason: String, Sendable {
    case endOfText = "the text ends too early"
    case expectedValue = "a value was expected"
    case expectedName = "a name in quotation marks was expected"
    case expectedColon = "a colon was expected"
    case expectedCommaOrEnd = "a comma or a closing bracket was expected"
    case malformedNumber = "a number is malformed"
    case malformedEscape = "an escape is malformed"
    case loneSurrogate = "half of a surrogate pair stands alone"
    case controlCharacter = "a control character is not escaped"
    case malformedUTF8 = "the bytes are not UTF-8"
    case trailingText = "there is more after the value"
    case tooDeep = "the nesting is too deep"
    case tooLong = "the text is too long"
  }
}

extension JSONFault: CustomStringConvertible {
  public var description: String { "\(reason.rawValue) (byte \(offset))" }
}
