import Foundation

/// Runs public tools, so that what is written is checked by code that is not ours.
enum Shell {
  /// What a command printed on standard output, and how it ended.
  struct Output {
    let bytes: [UInt8]
    let status: Int32
    var text: String { String(decoding: bytes, as: UTF8.self) }
  }

  /// Runs `script` by `sh` in `folder`.
  static func run(_ script: String, in folder: String? = nil) throws -> Output {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", script]
    if let folder { process.currentDirectoryURL = URL(filePath: folder) }
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return Output(bytes: Array(data), status: process.terminationStatus)
  }
}
