import Bundling
import Journal
import Foundation
import Records
import SystemPackage
import TestSupport
import Testing

/// A bundle of the folder `Bundles`, and what its sidecar says that a reader makes of it.
struct ConformanceCase: CustomTestStringConvertible, Sendable {
  /// The bundle's place: `good/stubs`.
  let name: String

  var testDescription: String { name }

  /// The bundle.
  var path: FilePath { FilePath(Self.folder.appending(path: "\(name).steward.tar").path()) }

  /// Every file of the two folders, by its name without an ending.
  static let all: [ConformanceCase] = names { $0.hasSuffix(ending) }
    .map { ConformanceCase(name: String($0.dropLast(ending.utf8.count))) }

  /// The bundles that are good.
  static let good = all.filter { $0.name.hasPrefix("good/") }

  /// The files that are neither a bundle nor the sidecar of one.
  static let strays: [String] = names { name in
    !name.hasSuffix(ending)
      && !all.contains { "\($0.name).expect" == name }
  }

  /// What the sidecar says; the test fails when there is none.
  var expectation: ConformanceVerdict {
    get throws {
      let url = Self.folder.appending(path: "\(name).expect")
      var values: [Substring: Substring] = [:]
      for line in try String(contentsOf: url, encoding: .utf8).split(separator: "\n") {
        let colon = try #require(line.firstRange(of: ": "))
        values[line[..<colon.lowerBound]] = line[colon.upperBound...]
      }
      let layer = try #require(values["layer"])
      let isAuthentic = try #require(values["verdict"]) == "authentic"
      #expect(isAuthentic == (layer == "none"))
      let knownLayer = BundleLayer(rawValue: String(layer))
      #expect(isAuthentic == (knownLayer == nil))
      return ConformanceVerdict(
        layer: knownLayer,
        entries: try #require(values["entries"].flatMap { Int($0) }),
        malformed: try #require(values["malformed"].flatMap { Int($0) }),
        reader: try values["for"].map { try #require(OrganisationID($0)) },
      )
    }
  }

  private static let ending = ".steward.tar"
  private static let folder = Checkout.url.appending(path: "Bundles")

  private static func names(_ isWanted: (String) -> Bool) -> [String] {
    ["good", "broken"].flatMap { part in
      let names = try? FileManager.default.contentsOfDirectory(
        atPath: folder.appending(path: part).path()
      )
      return (names ?? []).sorted().map { "\(part)/\($0)" }.filter(isWanted)
    }
  }
}

/// What becomes of a bundle.
struct ConformanceVerdict: Equatable {
  /// The layer that refuses it; `nil` when it is authentic.
  let layer: BundleLayer?
  /// Lines in the stretches, stubs included.
  let entries: Int
  /// Lines that are malformed by themselves.
  let malformed: Int
  /// Who reads it, where that matters.
  let reader: OrganisationID?
}

/// What the reader makes of the bundle at `path`, as somebody who knows nobody.
func verdict(of path: FilePath, for reader: OrganisationID? = nil) -> (ConformanceVerdict, String) {
  do throws(BundleFault) {
    let bundle = try BundleReader(opening: path, in: PosixFileSystem())
      .verify(trust: SelfCertifying()) { recipients in
        reader.map { recipients.contains($0) } ?? true
      }
    var (entries, malformed) = (0, 0)
    for stretch in bundle.stretches {
      malformed += try bundle.malformedLines(of: stretch).count
      entries += Int(stretch.count)
    }
    return (
      ConformanceVerdict(layer: nil, entries: entries, malformed: malformed, reader: reader), "",
    )
  } catch {
    return (
      ConformanceVerdict(layer: error.layer, entries: 0, malformed: 0, reader: reader),
      error.problem,
    )
  }
}
