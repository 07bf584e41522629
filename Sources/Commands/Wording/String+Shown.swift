import Foundation
import Records

extension String {
  /// The text on one line and harmless for a terminal.
  var shown: String { Text(self).shown() }

  /// The text without white space around it.
  var trimmed: String { trimmingCharacters(in: .whitespacesAndNewlines) }
}
