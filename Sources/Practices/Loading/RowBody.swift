internal import Records

/// The body that a row is becoming; its values come in the form's order.
struct RowBody {
  private var members: [JSON.Member] = []
  /// The columns' numbers of the elements that each list has so far, in order: an element
  /// without a value in any cell leaves no gap.
  private var elements: [String: [Int]] = [:]

  /// Whether no cell had a value.
  var isEmpty: Bool { members.isEmpty }
  /// The body.
  var json: JSON { .object(members) }

  /// Sets what a target's cell says.
  mutating func set(_ value: JSON, at target: LoadTarget) {
    guard let inner = target.inner else {
      members.append(JSON.Member(target.member, value))
      return
    }
    let member = JSON.Member(inner, value)
    // Fields inside one member stand side by side in the form's order.
    let old = members.last.flatMap { $0.name == target.member ? $0.value : nil }
    if old != nil { members.removeLast() }
    guard let number = target.element else {
      members.append(JSON.Member(target.member, .object((old?.members ?? []) + [member])))
      return
    }
    var list = old?.elements ?? []
    if elements[target.member]?.last == number, let last = list.popLast() {
      list.append(.object((last.members ?? []) + [member]))
    } else {
      elements[target.member, default: []].append(number)
      list.append(.object([member]))
    }
    members.append(JSON.Member(target.member, .array(list)))
  }

  /// Where a target's value is or would be, as a ``FormViolation`` writes it; `nil` where
  /// the body has no such element.
  func path(of target: LoadTarget) -> String? {
    guard let number = target.element else { return target.name }
    guard let place = elements[target.member]?.firstIndex(of: number) else { return nil }
    return "\(target.member)[\(place)].\(target.inner ?? "")"
  }
}
