import Foundation
import TestSupport

/// One Swift file of the checkout.
struct SourceFile: Sendable, CustomStringConvertible {
  /// Its path from the top of the checkout, such as `Sources/Records/Text.swift`.
  let path: String
  /// Its lines.
  let lines: [String]

  var description: String { path }

  /// The Swift files under these folders, in order.
  static func all(under folders: String...) throws -> [SourceFile] {
    let top = Checkout.url.path()
    var files: [SourceFile] = []
    for folder in folders {
      let walk = FileManager.default.enumerator(atPath: top + "/" + folder)
      while let name = walk?.nextObject() as? String {
        // A nested package builds into a hidden folder of its own.
        guard name.hasSuffix(".swift"),
          !name.split(separator: "/").contains(where: { $0.first == "." })
        else { continue }
        let path = "\(folder)/\(name)"
        let text = try String(contentsOf: Checkout.url.appending(path: path), encoding: .utf8)
        files.append(SourceFile(path: path, lines: text.components(separatedBy: "\n")))
      }
    }
    return files.sorted { $0.path < $1.path }
  }

  /// The target of a file under `Sources`.
  var target: String { String(path.split(separator: "/").dropFirst().first ?? "") }

  /// The modules that it imports, however the import is qualified.
  var imports: [String] {
    lines.compactMap { line in
      let words = line.prefix { $0 != "/" }.split(separator: " ").map(String.init)
      guard let index = words.firstIndex(of: "import"), index + 1 < words.count,
        words[..<index].allSatisfy({ Self.accessLevels.contains($0) || $0.hasPrefix("@") })
      else { return nil }
      // `import struct Module.Name` names the module in its second word.
      let isKind = Self.kinds.contains(words[index + 1])
      return words[index + (isKind ? 2 : 1)].split(separator: ".").first.map(String.init)
    }
  }

  private static let accessLevels = ["public", "package", "internal", "fileprivate", "private"]
  private static let kinds = [
    "struct", "class", "enum", "protocol", "typealias", "func", "let", "var",
  ]

  /// The functions and initialisers, by the line they begin at and how many lines they
  /// take, from the one with the name to the brace that closes them.
  ///
  /// The formatter puts that brace on a line of its own, at the indentation of the first.
  var functions: [(line: Int, length: Int)] {
    lines.indices.compactMap { start in
      let line = lines[start]
      let beginnings = ["func ", "init(", "init<", "init?(", "deinit {"]
      guard beginnings.contains(where: line.contains),
        !line.contains(".init("), !line.drop(while: { $0 == " " }).hasPrefix("//")
      else { return nil }
      let brace = line.prefix { $0 == " " } + "}"
      guard !line.hasSuffix("}"), let end = lines[start...].firstIndex(of: String(brace)) else {
        return nil
      }
      return (start + 1, end - start + 1)
    }
  }
}
