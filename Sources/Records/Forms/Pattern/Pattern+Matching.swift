extension Pattern {
  /// Whether a text with these code points has a match.
  func matches(_ scalars: TextScalars) -> Bool {
    let count = instructions.count
    return withUnsafeTemporaryAllocation(of: Int32.self, capacity: 5 * count) { memory in
      memory.initialize(repeating: 0)
      var current = States(memory.extracting(0..<2 * count))
      var next = States(memory.extracting(2 * count..<4 * count))
      let stack = memory.extracting(4 * count..<5 * count)
      var scalars = scalars
      var scalar = scalars.next()
      var isStart = true
      while true {
        let following = scalar == nil ? nil : scalars.next()
        // A match may begin at every place.
        if add(0, to: &current, isStart: isStart, isEnd: scalar == nil, stack) { return true }
        guard let read = scalar else { return false }
        next.removeAll()
        for place in 0..<current.count {
          let state = Int(current[place])
          guard accepts(state, read) else { continue }
          if add(state + 1, to: &next, isStart: false, isEnd: following == nil, stack) {
            return true
          }
        }
        swap(&current, &next)
        scalar = following
        isStart = false
      }
    }
  }

  /// Adds a state and all that it leads to without reading; whether one is the match.
  ///
  /// Each state enters the stack at most once in a step, since it is marked first.
  private func add(
    _ state: Int,
    to states: inout States,
    isStart: Bool,
    isEnd: Bool,
    _ stack: UnsafeMutableBufferPointer<Int32>,
  ) -> Bool {
    guard states.insert(Int32(state)) else { return false }
    stack[0] = Int32(state)
    var height = 1
    while height > 0 {
      height -= 1
      let state = stack[height]
      var first: Int32 = -1
      var second: Int32 = -1
      switch instructions[Int(state)] {
      case .match: return true
      case .jump(let target): first = target
      case .split(let left, let right): (first, second) = (left, right)
      case .start: first = isStart ? state + 1 : -1
      case .end: first = isEnd ? state + 1 : -1
      case .scalar, .any, .set: break
      }
      if first >= 0, states.insert(first) {
        stack[height] = first
        height += 1
      }
      if second >= 0, states.insert(second) {
        stack[height] = second
        height += 1
      }
    }
    return false
  }

  private func accepts(_ state: Int, _ scalar: UInt32) -> Bool {
    switch instructions[state] {
    case .scalar(let wanted): return scalar == wanted
    case .any: return !Self.isLineTerminator(scalar)
    case .set(let start, let count, let isNegated):
      for place in Int(start)..<Int(start + count) where ranges[place].contains(scalar) {
        return !isNegated
      }
      return isNegated
    case .split, .jump, .start, .end, .match: return false
    }
  }

  /// ECMA-262, section 12.3.
  private static func isLineTerminator(_ scalar: UInt32) -> Bool {
    scalar == 0x0A || scalar == 0x0D || scalar == 0x2028 || scalar == 0x2029
  }

  /// A set of states that is emptied at no cost: each state's place is looked up and
  /// looked back (Briggs and Torczon's sparse set).
  private struct States {
    private let dense: UnsafeMutableBufferPointer<Int32>
    private let sparse: UnsafeMutableBufferPointer<Int32>
    private(set) var count = 0

    init(_ memory: UnsafeMutableBufferPointer<Int32>) {
      dense = memory.extracting(0..<memory.count / 2)
      sparse = memory.extracting(memory.count / 2..<memory.count)
    }

    subscript(place: Int) -> Int32 { dense[place] }

    /// Adds a state; whether it was not in the set.
    mutating func insert(_ state: Int32) -> Bool {
      let place = Int(sparse[Int(state)])
      if place < count, dense[place] == state { return false }
      dense[count] = state
      sparse[Int(state)] = Int32(count)
      count += 1
      return true
    }

    mutating func removeAll() { count = 0 }
  }
}
