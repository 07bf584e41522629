/// The rules that look at one value and no further.
extension SchemaWalk {
  /// Whether the value meets the rule; a rule for another type always is met.
  func meets(_ rule: Schema.Rule, _ value: Int) -> Bool {
    let kind = tape.nodes[value].kind
    switch rule {
    case .never: return false
    case .type(let types): return types.contains(Schema.TypeSet(kind))
    case .choice(let part):
      return part.range.contains { isEqual(value, to: schema.constants[$0]) }
    case .constant(let place): return isEqual(value, to: schema.constants[Int(place)])
    case .pattern(let place):
      return kind != .string || schema.patterns[Int(place)].matches(scalars(of: value))
    case .format(let format): return kind != .string || problem(of: value, as: format) == nil
    case .minimumLength(let limit):
      // Most limits are 1, and one byte shows that there is a character.
      return kind != .string || (limit <= 1 && byteCount(of: value) >= limit)
        || scalars(of: value).count() >= limit
    case .maximumLength(let limit):
      return kind != .string || byteCount(of: value) <= limit
        || scalars(of: value).count() <= limit
    case .minimum(let bound):
      return kind != .integer && kind != .fraction || number(value).map { $0 >= bound } ?? false
    case .maximum(let bound):
      return kind != .integer && kind != .fraction || number(value).map { $0 <= bound } ?? false
    case .minimumItems(let limit): return kind != .array || tape.count(of: value) >= limit
    case .maximumItems(let limit): return kind != .array || tape.count(of: value) <= limit
    case .uniqueItems: return kind != .array || repeatedElement(of: value) == nil
    default: return true
    }
  }

  /// What is wrong with a text that should have this format, or `nil`.
  func problem(of string: Int, as format: ValueFormat) -> ValueProblem? {
    if tape.nodes[string].hasEscapes {
      let text = tape.text(of: string, in: RawSpan(_unsafeBytes: bytes))
      return format.problem(of: text.span)
    }
    let raw = UnsafeRawBufferPointer(rebasing: bytes[tape.range(of: string)])
    return format.problem(of: Span<UInt8>(_unsafeBytes: raw))
  }

  /// The code points of a string.
  func scalars(of string: Int) -> TextScalars {
    TextScalars(
      UnsafeRawBufferPointer(rebasing: bytes[tape.range(of: string)]),
      hasEscapes: tape.nodes[string].hasEscapes,
    )
  }

  private func byteCount(of value: Int) -> Int64 {
    Int64(tape.nodes[value].end - tape.nodes[value].start)
  }

  /// A whole number, held at the ends of its type; `nil` for one with a fraction.
  private func number(_ value: Int) -> Int64? {
    guard tape.nodes[value].kind == .integer else { return nil }
    let range = tape.range(of: value)
    let isNegative = bytes[range.lowerBound] == Byte.minus
    var number: Int64 = 0
    for position in range.dropFirst(isNegative ? 1 : 0) {
      let digit = Int64(bytes[position] - Byte.zero)
      let (tenfold, isTooLarge) = number.multipliedReportingOverflow(by: 10)
      let (sum, isStillTooLarge) = tenfold.subtractingReportingOverflow(digit)
      guard !isTooLarge, !isStillTooLarge else { return isNegative ? .min : .max }
      number = sum
    }
    // Counted downwards, since there is one more number below zero than above.
    return isNegative ? number : number == .min ? .max : -number
  }

  // MARK: Equality

  private func isEqual(_ value: Int, to constant: Schema.Constant) -> Bool {
    guard tape.nodes[value].kind == constant.kind else { return false }
    switch constant.kind {
    case .string, .integer, .fraction: return isText(value, constant.value)
    case .null, .true, .false: return true
    case .array, .object:
      return canonicalBytes(of: value).elementsEqual(schema.text[constant.value.range])
    }
  }

  private func canonicalBytes(of value: Int) -> [UInt8] {
    tape.value(at: value, in: RawSpan(_unsafeBytes: bytes)).canonicalBytes
  }

  /// The first element that stands in the array before, or `nil`.
  func repeatedElement(of array: Int) -> Int? {
    let end = Int(tape.nodes[array].next)
    var isShortAndFlat = end - array <= 33
    var element = array + 1
    while element < end, isShortAndFlat {
      let node = tape.nodes[element]
      isShortAndFlat = node.kind != .array && node.kind != .object && !node.hasEscapes
      element += 1
    }
    return isShortAndFlat ? repeatedScalar(array + 1..<end) : repeatedValue(array + 1, end)
  }

  /// Pairs are fewer steps than a set, and need no memory, while there are few.
  private func repeatedScalar(_ elements: Range<Int>) -> Int? {
    for element in elements {
      let (node, range) = (tape.nodes[element], tape.range(of: element))
      for other in elements.lowerBound..<element
      where tape.nodes[other].kind == node.kind
        && bytes[tape.range(of: other)].elementsEqual(bytes[range])
      {
        return element
      }
    }
    return nil
  }

  private func repeatedValue(_ first: Int, _ end: Int) -> Int? {
    var seen: Set<[UInt8]> = []
    var element = first
    while element < end {
      guard seen.insert(canonicalBytes(of: element)).inserted else { return element }
      element = Int(tape.nodes[element].next)
    }
    return nil
  }
}
