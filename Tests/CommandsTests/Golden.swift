import Foundation
import TestSupport

/// Reports as they have to look, in files beside the transcripts, where a person can open
/// them.
enum Golden {
  /// The report in the file of this name.
  static func text(_ name: String) throws -> String {
    try String(
      decoding: Data(
        contentsOf: Checkout.url.appending(path: "Tests/CommandsTests/Transcripts/\(name)")
      ),
      as: UTF8.self,
    )
  }
}
