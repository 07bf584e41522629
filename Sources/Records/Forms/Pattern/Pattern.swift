/// A regular expression that is matched in time linear in the text.
///
/// The subset of ECMA-262 (with its `u` flag) that needs no backtracking: literals,
/// `.`, classes, `\d \w \s` and their opposites (ASCII only), `^` and `$` (ends of the
/// text), groups, alternatives, and `* + ? {n} {n,} {n,m}`. Back-references,
/// look-around, lazy quantifiers, word boundaries, named groups and properties are
/// refused. The search is by code points, and a match may lie anywhere in the text.
///
/// The states of Thompson's automaton are followed side by side (Pike's machine), so
/// that the time is at most the length of the text times that of the pattern, and no
/// text that somebody sends can make it more.
struct Pattern: Sendable {
  /// How many instructions a pattern may have, counted repetitions written out.
  static let maximumInstructions = 1_000

  /// The pattern as written.
  let source: String
  let instructions: [Instruction]
  /// The ranges of all classes, one class after the other.
  let ranges: [ClosedRange<UInt32>]

  /// One step of the automaton.
  enum Instruction: Sendable {
    case scalar(UInt32)
    /// Anything but a line terminator.
    case any
    /// A stretch of ``Pattern/ranges``, or anything outside it.
    case set(start: Int32, count: Int32, isNegated: Bool)
    case split(Int32, Int32)
    case jump(Int32)
    case start, end, match
  }

  /// Compiles a pattern.
  init(_ source: String) throws(PatternFault) {
    var parser = PatternParser(source)
    let tree = try parser.parse()
    var assembler = PatternAssembler()
    try assembler.assemble(tree)
    self.source = source
    instructions = assembler.instructions + [.match]
    ranges = assembler.ranges
  }

  /// Whether the text has a match.
  func matches(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { buffer in
      matches(TextScalars(UnsafeRawBufferPointer(buffer), hasEscapes: false))
    }
  }
}

/// A pattern as a tree.
indirect enum PatternTree {
  case empty
  case scalar(UInt32)
  case any
  case set([ClosedRange<UInt32>], isNegated: Bool)
  case start, end
  case sequence([PatternTree])
  case alternatives([PatternTree])
  case repetition(PatternTree, least: Int, most: Int?)
}
