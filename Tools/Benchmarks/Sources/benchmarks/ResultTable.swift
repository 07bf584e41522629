import Foundation

/// The results, each with what it is compared with.
struct ResultTable {
  private var results: [(step: Step, result: Measurement?, problem: String)] = []

  /// Adds what a step took.
  mutating func add(_ step: Step, _ result: Measurement) { results.append((step, result, "")) }

  /// Adds that a step could not be measured.
  mutating func add(_ step: Step, problem: String) { results.append((step, nil, problem)) }

  /// The table, a line a step.
  var text: String {
    let head = [
      Self.padded("", 42), Self.right("seconds", 9), Self.right("entries/s", 11),
      Self.right("peak MiB", 9), Self.right("ratio", 8), Self.right("target", 8),
    ]
    let order = results.sorted { Self.place(of: $0.step) < Self.place(of: $1.step) }
    return ([head.joined(separator: " ")] + order.map(row)).joined(separator: "\n")
  }

  private static func place(of step: Step) -> Int { Step.allCases.firstIndex(of: step) ?? 0 }

  private func row(_ step: Step, _ result: Measurement?, _ problem: String) -> String {
    guard let result else { return "\(Self.padded(step.title, 42)) \(problem)" }
    let rate = result.entries > 0 ? "\(Int(Double(result.entries) / result.seconds))" : ""
    let peer = step.peer.flatMap { peer in results.first { $0.step == peer }?.result }
    let ratio = peer.map { String(format: "%.2f", result.seconds / $0.seconds) } ?? ""
    let target =
      step.limit.map { String(format: "≤ %.1f", $0) }
      ?? step.ceiling.map { String(format: "≤ %.2f s", $0) } ?? ""
    return [
      Self.padded(step.title, 42), Self.right(String(format: "%.3f", result.seconds), 9),
      Self.right(rate, 11), Self.right(result.peak.map { "\($0 / 1024)" } ?? "", 9),
      Self.right(ratio, 8), Self.right(target, 8),
    ].joined(separator: " ")
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }

  private static func right(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }
}
