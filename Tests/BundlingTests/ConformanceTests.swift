import Bundling
import Testing

@Suite("Conformance")
struct ConformanceTests {
  @Test(
    "A bundle of the conformance set gets the verdict beside it",
    arguments: ConformanceCase.all,
  )
  func verdicts(_ bundle: ConformanceCase) throws {
    let expected = try bundle.expectation
    let (found, reason) = verdict(of: bundle.path, for: expected.reader)
    #expect(found == expected, "\(reason)")
  }

  @Test("There are good ones and broken ones, each with its verdict, and no other file")
  func whole() throws {
    #expect(ConformanceCase.strays.isEmpty)
    #expect(ConformanceCase.good.count >= 10)
    let layers = Set(try ConformanceCase.all.compactMap { try $0.expectation.layer })
    #expect(layers == Set(BundleLayer.allCases).subtracting([.machine, .entries]))
  }
}
