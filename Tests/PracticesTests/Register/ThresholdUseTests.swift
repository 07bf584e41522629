import Records
import Testing

@testable import Practices

/// Whether rules add up what the register says that a threshold adds up.
@Suite("Use of thresholds")
struct ThresholdUseTests {
  /// A comparison with a register's threshold in a package: the table, and whose quantities.
  private struct Use: Hashable {
    let regime: String
    let by: String
  }

  private static func uses(in json: JSON) -> [Use] {
    var uses: [Use] = []
    if let regime = json["threshold"]?["regime"]?.string {
      uses.append(Use(regime: regime, by: json["by"]?.string ?? "customer"))
    }
    for member in json.members ?? [] { uses += Self.uses(in: member.value) }
    for element in json.elements ?? [] { uses += Self.uses(in: element) }
    return uses
  }

  @Test("Every rule adds up what its table adds up", arguments: RulePackage.shipped.map(\.name))
  func rules(_ name: String) throws {
    let package = try #require(RulePackage.shipped(name))
    let document = try JSON(parsing: package.document.span.bytes)
    for use in Set(Self.uses(in: document)) {
      let thresholds = SubstanceRegister.standard.substances.flatMap(\.thresholds)
        .filter { $0.regime == use.regime }
      #expect(!thresholds.isEmpty, "\(use)")
      for threshold in thresholds {
        let fits =
          use.by == "operator" ? threshold.per.includesOperator : threshold.per.includesCustomer
        #expect(fits, "\(use): \(threshold)")
      }
    }
  }

  @Test("Each table’s figures are added up over those whom its law means")
  func tables() {
    let all = SubstanceRegister.standard.substances.flatMap(\.thresholds)
    let meant: [String: Threshold.Counted] = [
      "eu-annex-2": .each, "eu-export": .operator, "us-domestic": .customer,
    ]
    #expect(Set(all.map(\.regime)) == Set(meant.keys))
    for threshold in all { #expect(threshold.per == meant[threshold.regime]) }
    let annex2 = RulePackage.shipped("eu-2004-273").map { package in
      Self.uses(in: (try? JSON(parsing: package.document.span.bytes)) ?? .null)
    }
    #expect(Set((annex2 ?? []).map(\.by)) == ["customer", "operator"])
  }
}
