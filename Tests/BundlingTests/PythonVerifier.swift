import Foundation
import SystemPackage
import TestSupport
import Testing

/// The verifier of bundles in `Tools`, which shares no code with this program.
enum PythonVerifier {
  /// Whether what it needs is here.
  static let isPresent: Bool = {
    let found = try? Shell.run("python3 -c 'import zlib' && openssl version")
    return found?.status == 0
  }()

  /// Why a test that needs it is skipped.
  static let absence: Comment = "needs python3 and openssl"

  /// What it says of each of these bundles: `authentic`, or the layer that it refuses at.
  static func layers(of bundles: [FilePath]) throws -> [String] {
    try lines(of: bundles.map { "- 0 0 \($0)" })
  }

  /// What it says of a bundle in which the byte at each of these places has another value.
  static func layers(
    of bundle: FilePath,
    changing changes: [(offset: Int, value: UInt8)],
  ) throws -> [String] {
    try lines(of: changes.map { "+ \($0.offset) \($0.value) \(bundle)" })
  }

  private static func lines(of requests: [String]) throws -> [String] {
    let folder = TemporaryFolder.current
    let (script, input) = (folder.appending("batch.py"), folder.appending("requests"))
    try script.write(Array(batch.utf8))
    try input.write(Array(requests.map { $0 + "\n" }.joined().utf8))
    let tool = Checkout.url.appending(path: "Tools/verify-bundle").path()
    let output = try Shell.run("python3 -B '\(script)' '\(tool)' '\(folder)' < '\(input)'")
    #expect(output.status == 0)
    return output.text.split(separator: "\n").map(String.init)
  }

  /// Calls the tool's own functions, one process for all bundles.
  ///
  /// The answers of openssl are remembered: most damage leaves a signature and its text as they are.
  private static let batch = """
    import argparse, functools, importlib.machinery, importlib.util, os, shutil, sys

    loader = importlib.machinery.SourceFileLoader("verify_bundle", sys.argv[1])
    tool = importlib.util.module_from_spec(importlib.util.spec_from_loader("verify_bundle", loader))
    sys.modules["verify_bundle"] = tool
    loader.exec_module(tool)
    tool.verifies = functools.cache(tool.verifies)
    options = argparse.Namespace(trusted_card=None, bare_fingerprint=None, reader=None)


    def layer(path):
        try:
            tool.verify(path, options, tool.Report(path))
            return "authentic"
        except tool.Refusal as refusal:
            return refusal.layer


    copy = os.path.join(sys.argv[2], "damaged")
    copied = None
    for line in sys.stdin:
        kind, offset, value, path = line.rstrip("\\n").split(" ", 3)
        if kind == "-":
            print(layer(path))
            continue
        if copied != path:
            shutil.copyfile(path, copy)
            copied = path
        with open(copy, "r+b", buffering=0) as file:
            file.seek(int(offset))
            old = file.read(1)
            file.seek(int(offset))
            file.write(bytes([int(value)]))
            print(layer(copy))
            file.seek(int(offset))
            file.write(old)

    """
}
