import Foundation
import Journal
import Records
import SystemPackage
import TestSupport
import Testing

@Suite("A store without write rights")
struct WriteRightsTests {
  /// Whether a file's mode binds whoever runs the tests; it does not bind root.
  private static let isBound = geteuid() != 0

  @Test(
    "A command that would write says which file and what to do, and one that reads goes on",
    .temporaryFolder,
    .enabled(if: isBound, "root may write whatever the mode says"),
  )
  func modes() throws {
    let shell = Shell().company()
    try shell.addCustomer("C-1", "Janssen")
    let journals = shell.folder.appending("journals").string
    let walk = FileManager.default.enumerator(atPath: journals)
    let names = (walk?.allObjects as? [String] ?? []).map { "\(journals)/\($0)" } + [journals]
    for name in names { chmod(name, 0o500) }
    defer { for name in names.reversed() { chmod(name, 0o700) } }
    let outcome = shell.run("add", "customer", "--field", "name=B")
    #expect(outcome.status == 4)
    #expect(outcome.notes.contains("journals/"), "\(outcome.notes)")
    #expect(outcome.notes.contains("hint: run as the user who owns it"))
    #expect(shell.run("list", "customer").status == 0)
  }

  @Test("Every refusal of the system that rights explain has the same remedy and status 4")
  func errors() {
    for code in [Errno.permissionDenied, .notPermitted] {
      let error = FileSystemError.failed(.opened, "/stores/firm/steward.json", code)
      #expect(error.kind == .unavailable)
      #expect(error.problem.contains("/stores/firm/steward.json"))
      #expect(error.remedy == "run as the user who owns it, or have its permissions changed")
    }
    let readOnly = FileSystemError.failed(.created, "/stick/x", .readOnlyFileSystem)
    #expect(readOnly.remedy?.contains("mount it writable") == true)
  }
}
