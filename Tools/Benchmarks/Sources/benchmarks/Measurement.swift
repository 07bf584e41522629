import Foundation

/// What one step took.
struct Measurement: Codable {
  /// Wall-clock time.
  var seconds: Double
  /// How many entries it was about; 0 where that means nothing.
  var entries: Int
  /// The most memory the process had at once, in KiB; `nil` where it ran other programs.
  var peak: Int?
}

/// Runs `body` and says how long it took.
func measured<Result>(_ body: () throws -> Result) rethrows -> (seconds: Double, result: Result) {
  let clock = ContinuousClock()
  let start = clock.now
  let result = try body()
  return ((clock.now - start).seconds, result)
}

extension Duration {
  /// The same in seconds.
  var seconds: Double { Double(components.seconds) + Double(components.attoseconds) * 1e-18 }
}

/// The most memory this process has had so far, in KiB: `VmHWM` of Linux.
func peakMemory() throws -> Int? {
  let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
  let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
  return line?.split(separator: " ").compactMap { Int($0.filter(\.isNumber)) }.first
}
