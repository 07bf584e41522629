import CentralView
import Foundation
import Records
import Sealing
import Store
import SystemPackage
import TestSupport
import Testing

/// Ends the program with `kill -9` at random moments.
///
/// What this cannot test is a power cut, which forgets what was not synced: the tests of
/// the journal's files do that.
@Suite("kill -9", .serialized)
struct KillTests {
  private static let rounds = 60

  @Test("No acknowledged entry is lost, and the journal stays whole", .temporaryFolder)
  func add() throws {
    let stores = try Stores()
    var acknowledged: [String] = []
    var random = SeededGenerator(seed: 1)
    // About half of the runs end before they are killed, however fast the machine is.
    let longest =
      try stores.milliseconds([
        "add", "customer", "--field", "name=First", "--store", "firm",
      ]) * 2
    for round in 0..<Self.rounds {
      let arguments = [
        "add", "customer", "--field", "name=Firm \(round)", "--store", "firm", "--format", "json",
      ]
      let outcome = try stores.interrupt(arguments, &random, longest: longest)
      if outcome.status == 0 {
        let json = try JSON(parsing: outcome.output)
        acknowledged.append(try #require(json["record"]?.string))
      }
    }
    let firm = try stores.opened("firm")
    #expect(try firm.verify().allSatisfy { $0.problem == nil })
    for id in acknowledged {
      let entry = try #require(EntryID(id))
      #expect(try firm.view.record(entry) != nil, "\(id) was acknowledged")
    }
    #expect(!acknowledged.isEmpty, "some runs have to end by themselves")
    #expect(acknowledged.count < Self.rounds, "some runs have to be killed")
  }

  @Test("A table that was interrupted is loaded whole by the next run", .temporaryFolder)
  func load() throws {
    let stores = try Stores()
    let rows = 3_000
    var table = "reference;name;country\n"
    for row in 0..<rows { table += "K-\(row);Firm \(row);NL\n" }
    try table.write(
      toFile: stores.folder.appending("t.csv").string,
      atomically: true,
      encoding: .utf8,
    )
    var random = SeededGenerator(seed: 2)
    for _ in 0..<Self.rounds / 2 {
      _ = try stores.interrupt(
        ["load", "customer", "t.csv", "--store", "firm"],
        &random,
        longest: 900,
      )
      #expect(try stores.opened("firm").verify().allSatisfy { $0.problem == nil })
    }
    let last = try StewardProgram.run(
      ["load", "customer", "t.csv", "--store", "firm"],
      in: stores.folder,
    )
    #expect(last.status == 0, "\(last.errors)")
    #expect(try stores.opened("firm").view.records(ofForm: "customer").count == rows)
  }

  @Test("Packing and importing can be interrupted at any moment", .temporaryFolder)
  func packAndImport() throws {
    let stores = try Stores()
    try stores.fill(2_000)
    var random = SeededGenerator(seed: 3)
    let pack = ["pack", "-o", "b.steward.tar", "--store", "firm"]
    for _ in 0..<Self.rounds { _ = try stores.interrupt(pack, &random, longest: 400) }
    #expect(try stores.opened("firm").verify().allSatisfy { $0.problem == nil })
    let packed = try StewardProgram.run(pack, in: stores.folder)
    #expect(packed.status == 0, "\(packed.errors)")

    let take = ["import", "b.steward.tar", "--store", "authority"]
    for _ in 0..<Self.rounds { _ = try stores.interrupt(take, &random, longest: 700) }
    let authority = try stores.opened("authority")
    #expect(try authority.verify().allSatisfy { $0.problem == nil })
    let taken = try StewardProgram.run(take, in: stores.folder)
    #expect(taken.status == 0, "\(taken.errors)")
    #expect(try stores.opened("authority").view.records(ofForm: "customer").count == 2_000)
    let repaired = try StewardProgram.run(["repair", "--store", "authority"], in: stores.folder)
    #expect(repaired.status == 0, "\(repaired.errors)")
    let inbox = try FileManager.default.contentsOfDirectory(
      atPath: stores.folder.appending("authority/inbox").string
    )
    #expect(inbox.isEmpty)
  }

  /// A firm and an authority that know each other, in the test's folder.
  private struct Stores {
    let folder = TemporaryFolder.current

    init() throws {
      let firm = try make("firm", .company)
      let authority = try make("authority", .authority)
      _ = try firm.trust(authority.card(), as: .authority, isCompared: true)
      _ = try authority.trust(firm.card(), as: .company, isCompared: true)
    }

    private func make(_ name: String, _ role: Role) throws -> Store {
      try Store.create(
        at: folder.appending(name),
        NewStore(role: role, name: "\(name) works", country: "NL", author: "Test"),
      )
    }

    func opened(_ name: String) throws -> Store { try Store.open(at: folder.appending(name)) }

    /// Adds customers to the firm.
    func fill(_ count: Int) throws {
      var table = "reference;name;country\n"
      for row in 0..<count { table += "K-\(row);Firm \(row);NL\n" }
      let path = folder.appending("fill.csv")
      try table.write(toFile: path.string, atomically: true, encoding: .utf8)
      let firm = try opened("firm")
      _ = try firm.load(
        path,
        form: firm.form(named: "customer"),
        options: LoadOptions(because: "new"),
      )
    }

    /// How long a run takes that nobody interrupts.
    func milliseconds(_ arguments: [String]) throws -> UInt32 {
      let start = ContinuousClock.now
      let outcome = try StewardProgram(arguments, in: folder).finish()
      #expect(outcome.status == 0)
      return UInt32(max(1, (ContinuousClock.now - start) / .milliseconds(1)))
    }

    /// Runs the program and kills it within `longest` milliseconds, unless it ends before.
    func interrupt(
      _ arguments: [String],
      _ random: inout SeededGenerator,
      longest: UInt32 = 150,
    ) throws -> StewardProgram.Outcome {
      let program = try StewardProgram(arguments, in: folder)
      usleep(UInt32.random(in: 1...longest, using: &random) * 1_000)
      program.kill()
      return try program.finish()
    }
  }
}
