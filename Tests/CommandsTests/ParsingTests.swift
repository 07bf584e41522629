import ArgumentParser
import Testing

@testable import Commands

@Suite("Command line")
struct ParsingTests {
  @Test(
    "What is typed selects the command",
    arguments: [
      (["init", "x"], "init"), (["card"], "card"), (["trust"], "list"),
      (["trust", "add", "c"], "add"), (["trust", "list"], "list"),
      (["trust", "revoke", "o"], "revoke"),
      (["forms"], "forms"), (["add", "customer"], "add"), (["load", "customer", "x.csv"], "load"),
      (["revise", "C-1", "--field", "a=b"], "revise"), (["void", "C-1"], "void"),
      (["list", "customer"], "list"), (["show", "C-1"], "show"), (["search", "a", "b"], "search"),
      (["pack"], "pack"), (["inspect", "x"], "inspect"), (["import", "x", "y"], "import"),
      (["journals"], "journals"), (["conflicts"], "list"), (["conflicts", "list"], "list"),
      (["conflicts", "show", "abcd"], "show"),
      (["conflicts", "resolve", "abcd", "--take", "efgh"], "resolve"), (["verify"], "verify"),
      (["repair"], "repair"), (["view", "digest"], "digest"), (["view", "rebuild"], "rebuild"),
    ],
  )
  func selection(arguments: [String], name: String) throws {
    let command = try Steward.parseAsRoot(arguments)
    #expect(type(of: command)._commandName == name)
  }

  @Test(
    "Options may stand before the command",
    arguments: [
      (["--store", "d", "list", "customer"], ["list", "customer", "--store", "d"]),
      (["--store=d", "--format", "json", "list"], ["list", "--store=d", "--format", "json"]),
      (["--author", "A", "add", "note", "--", "x"], ["add", "note", "--author", "A", "--", "x"]),
      (["list", "--store", "d"], ["list", "--store", "d"]),
      (["--version"], ["--version"]), (["--store", "d"], ["--store", "d"]), ([], []),
    ],
  )
  func leadingOptions(arguments: [String], moved: [String]) {
    #expect(Steward.movingLeadingOptions(arguments) == moved)
  }

  @Test("Short options are those that are promised")
  func shortOptions() throws {
    let load = try #require(
      Steward.parseAsRoot(["load", "customer", "x.csv", "-n", "-m", "why"]) as? RecordLoad
    )
    #expect(load.dryRun && load.because == "why")
    let pack = try #require(Steward.parseAsRoot(["pack", "-n", "-o", "x.tar"]) as? BundlePack)
    #expect(pack.dryRun && pack.output == "x.tar")
    let card = try #require(Steward.parseAsRoot(["card", "-o", "x.card"]) as? CardShow)
    #expect(card.output == "x.card")
    let resolve = try #require(
      Steward.parseAsRoot(["conflicts", "resolve", "a", "--set", "b=-1", "-m", "c"])
        as? ConflictResolve
    )
    #expect(resolve.choices.values == ["b=-1"] && resolve.reason.because == "c")
  }

  @Test("Every long option of the promised command line is there")
  func longOptions() throws {
    let `init` = try #require(
      Steward.parseAsRoot(
        ["init", "d", "--role", "authority", "--name", "N", "--country", "NL", "--contact", "C"]
          + ["--journal", "j", "--no-passphrase", "--author", "A", "--join", "card"]
      ) as? StoreInit
    )
    #expect(`init`.role == .authority && `init`.journal == "j" && `init`.join == "card")
    let pack = try #require(
      Steward.parseAsRoot(["pack", "--to", "self", "--to", "authority", "--since", "4", "--clear"])
        as? BundlePack
    )
    #expect(pack.to == ["self", "authority"] && pack.since == 4 && pack.clear && !pack.full)
    let list = try #require(
      Steward.parseAsRoot([
        "list", "customer", "--where", "a=b", "--where", "c=d", "--format", "csv",
      ])
        as? RecordList
    )
    #expect(list.conditions == ["a=b", "c=d"] && list.format == .csv)
    let revoke = try #require(
      Steward.parseAsRoot(
        ["trust", "revoke", "o", "--journal", "steward/aaaaaaaaaaaaaaaaaaaaaaaaaa/a-aaaaaaaa"]
          + ["--from", "3", "-m", "r"]
      ) as? TrustRevoke
    )
    #expect(revoke.size == 3)
  }

  @Test(
    "What contradicts itself is refused before anything is opened",
    arguments: [
      ["pack", "--full", "--since", "3"], ["trust", "revoke", "o", "--from", "3"],
      ["trust", "revoke", "o", "--journal", "j"], ["revise", "C-1"], ["conflicts", "resolve", "a"],
      ["search", "a", "--limit", "0"], ["list", "customer", "--format", "xml"], ["list"],
      ["init", "x", "--role", "king"], ["import"], ["forms", "a", "b"],
    ],
  )
  func contradictions(arguments: [String]) {
    #expect(throws: (any Error).self) { _ = try Steward.parseAsRoot(arguments) }
  }
}
