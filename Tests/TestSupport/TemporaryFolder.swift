import Foundation
public import SystemPackage
public import Testing

/// Gives each test a folder of its own, and removes it afterwards.
public struct TemporaryFolder: TestTrait, TestScoping {
  /// The running test's folder.
  @TaskLocal public static var current: FilePath = "/nowhere"

  public func provideScope(
    for test: Test,
    testCase: Test.Case?,
    performing function: @concurrent @Sendable () async throws -> Void,
  ) async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(at: folder) }
    try await Self.$current.withValue(FilePath(folder.path()), operation: function)
  }
}

extension Trait where Self == TemporaryFolder {
  /// A folder of the test's own, in ``TemporaryFolder/current``.
  public static var temporaryFolder: Self { Self() }
}
