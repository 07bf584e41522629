import Records
import SystemPackage
import TestSupport
import Testing

/// Two offices of one company that changed one customer's telephone number apart, seen
/// from the first, which has imported the second's bundle.
struct Offices {
  let first: Shell
  let second: Shell
  /// The conflict's id.
  let conflict: String

  init() throws {
    let shell = Shell()
    first = shell.company()
    first.run("add", "customer", "--field", "reference=C-1", "--field", "name=Janssen")
    first.run("card", "-o", "../noord.card")
    shell.run("init", "zuid", "--join", "noord.card", "--author", "B. Smit")
    second = shell.inside("zuid")
    second.run("card", "-o", "../zuid.card")
    first.run("trust", "add", "../zuid.card", "--as", "self")
    first.run("card", "-o", "../noord.card")
    #expect(second.run("trust", "add", "../noord.card").status == 0)
    first.run("pack", "--to", "self", "-o", "../a.tar")
    #expect(second.run("import", "../a.tar").status == 0)
    first.run("revise", "C-1", "--field", "phone=1", "-m", "rang")
    second.run("revise", "C-1", "--field", "phone=2", "-m", "wrote")
    second.run("pack", "--to", "self", "-o", "../b.tar")
    #expect(first.run("import", "../b.tar").status == 0)
    let conflicts = try first.json("conflicts").elements ?? []
    conflict = try #require(conflicts.first?["id"]?.string)
  }

  /// The first office settles the conflict: its own number holds.
  func settle() throws {
    try first.json("conflicts", "resolve", conflict, "--set", "phone=1", "-m", "rang them")
  }
}
