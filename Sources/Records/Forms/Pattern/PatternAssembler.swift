/// Writes the automaton of a pattern: Thompson's construction.
struct PatternAssembler {
  private(set) var instructions: [Pattern.Instruction] = []
  private(set) var ranges: [ClosedRange<UInt32>] = []

  /// How many parts were written, those counted that write no instruction: an empty
  /// group can be repeated a million times by few characters.
  private var parts = 0

  mutating func assemble(_ tree: PatternTree) throws(PatternFault) {
    parts += 1
    guard parts <= 4 * Pattern.maximumInstructions else { throw Self.tooLong }
    switch tree {
    case .empty: break
    case .scalar(let scalar): try append(.scalar(scalar))
    case .any: try append(.any)
    case .start: try append(.start)
    case .end: try append(.end)
    case .set(let set, let isNegated):
      let start = Int32(ranges.count)
      ranges += set
      try append(.set(start: start, count: Int32(set.count), isNegated: isNegated))
    case .sequence(let parts):
      for part in parts { try assemble(part) }
    case .alternatives(let parts): try assembleAlternatives(parts)
    case .repetition(let part, let least, let most): try assembleRepetition(part, least, most)
    }
  }

  private mutating func assembleAlternatives(_ parts: [PatternTree]) throws(PatternFault) {
    var jumps: [Int] = []
    for (number, part) in parts.enumerated() {
      guard number < parts.count - 1 else {
        try assemble(part)
        break
      }
      let split = instructions.count
      try append(.jump(0))
      try assemble(part)
      jumps.append(instructions.count)
      try append(.jump(0))
      instructions[split] = .split(Int32(split + 1), Int32(instructions.count))
    }
    for jump in jumps { instructions[jump] = .jump(Int32(instructions.count)) }
  }

  private mutating func assembleRepetition(
    _ part: PatternTree,
    _ least: Int,
    _ most: Int?,
  ) throws(PatternFault) {
    for _ in 0..<least { try assemble(part) }
    guard let most else {
      let split = instructions.count
      try append(.jump(0))
      try assemble(part)
      try append(.jump(Int32(split)))
      instructions[split] = .split(Int32(split + 1), Int32(instructions.count))
      return
    }
    var splits: [Int] = []
    for _ in least..<most {
      splits.append(instructions.count)
      try append(.jump(0))
      try assemble(part)
    }
    for split in splits {
      instructions[split] = .split(Int32(split + 1), Int32(instructions.count))
    }
  }

  private mutating func append(_ instruction: Pattern.Instruction) throws(PatternFault) {
    guard instructions.count < Pattern.maximumInstructions else { throw Self.tooLong }
    instructions.append(instruction)
  }

  private static let tooLong = PatternFault(
    reason: "it is longer than \(Pattern.maximumInstructions) steps, repetitions written out",
    offset: 0,
  )
}
