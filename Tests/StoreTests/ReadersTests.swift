import Bundling
import CentralView
import Foundation
import Journal
import Practices
import Records
import Sealing
import SystemPackage
import TestSupport
import Testing

@testable import Store

/// Every form with every audience, packed for every sort of reader, and looked for in the
/// bytes.
@Suite("Readers")
struct ReadersTests {
  let fixture = Fixture()

  /// One record: its form, whom it names as readers, and a word that nothing else holds.
  private struct Planted {
    let form: Form
    let audience: [String]
    let mark: String
    let id: EntryID
  }

  /// A firm with somebody of every sort whom it trusts.
  private struct Circle {
    let firm: Store
    let readers: [(name: String, store: Store, names: Set<String>)]

    init(_ fixture: Fixture) throws {
      firm = try fixture.store("firm")
      var readers: [(name: String, store: Store, names: Set<String>)] = []
      for (name, own, role) in [
        ("friend", Role.company, Role.company), ("association", .association, .association),
        ("ministry", .authority, .authority), ("laboratory", .company, .vetted),
      ] {
        let store = try fixture.store(name, role: own)
        _ = try firm.trust(store.card(), as: role, isCompared: true)
        _ = try store.trust(firm.card(), as: .company, isCompared: true)
        let names: Set = [role.rawValue, store.settings.organisation.text, "public"]
        readers.append((name, store, names))
      }
      self.readers = readers
    }

    var audiences: [[String]] {
      let ids = readers.map { [$0.store.settings.organisation.text] }
      return [
        [], ["association"], ["authority"], ["vetted"], ["public"], ["association", "authority"],
        ["authority", "vetted"],
      ] + ids
    }

    /// Whether a reader with these names may read, worked out by going through all of them.
    static func mayRead(_ names: Set<String>, _ audience: [String], _ maximum: [String]?) -> Bool {
      for reader in audience {
        var isAllowed = maximum == nil
        for allowed in maximum ?? [] where allowed == reader || allowed == "public" {
          isAllowed = true
        }
        if isAllowed, names.contains(reader) { return true }
      }
      return false
    }
  }

  /// Plants a record of every form for every audience, as a program would that knows no
  /// maximum.
  private func plant(_ circle: Circle) throws -> [Planted] {
    var planted: [Planted] = []
    var lines: [[UInt8]] = []
    for form in circle.firm.forms.all where form.name.name != "journal" {
      for audience in circle.audiences {
        let mark = "Mark\(planted.count)x"
        let line = try Entry(
          form: form.name,
          organisation: circle.firm.settings.organisation,
          time: .now(),
          author: "\(mark)author",
          audience: audience,
          because: "\(mark)because",
          body: MarkedBody(mark: mark).body(of: form),
        ).line()
        planted.append(
          Planted(form: form, audience: audience, mark: mark, id: EntryID(line: line.span.bytes))
        )
        lines.append(line)
      }
    }
    try circle.firm.append(lines)
    return planted
  }

  @Test("Packed bytes hold what their reader may read, and nothing else", .temporaryFolder)
  func everything() throws {
    let circle = try Circle(fixture)
    let planted = try plant(circle)
    #expect(planted.count > 300)
    for reader in circle.readers {
      let path = try fixture.pack(
        circle.firm,
        reader.name,
        to: [reader.store.settings.organisation.text],
      )
      let found = try PackedText(path).marks
      let expected = planted.filter {
        Circle.mayRead(reader.names, $0.audience, $0.form.maximumAudience)
      }
      #expect(found == Set(expected.map(\.mark)), "\(reader.name)")
      // What is said so often is said once more.
      let suspicions = planted.filter { $0.form.name.name == "suspicious_transaction" }
      #expect(!suspicions.isEmpty)
      if reader.name != "ministry" {
        #expect(suspicions.allSatisfy { !found.contains($0.mark) }, "\(reader.name)")
      } else {
        #expect(suspicions.contains { found.contains($0.mark) })
      }
      _ = try reader.store.importBundles([path])
      #expect(try reader.store.verify().allSatisfy { $0.problem == nil })
    }
  }

  @Test("Nobody gets past a maximum with a revision or a disclosure", .temporaryFolder)
  func detours() throws {
    let circle = try Circle(fixture)
    let firm = circle.firm
    let suspicion = try firm.add(
      form: firm.form(named: "suspicious_transaction"),
      body: ["narrative": "Mark1x"],
    ).record
    let customer = try firm.add(
      form: firm.form(named: "customer"),
      body: ["name": "Open"],
      audience: ["public"],
    ).record
    func revision(of record: EntryID, as form: String, _ body: JSON) throws -> [UInt8] {
      try Entry(
        form: firm.form(named: form).name,
        organisation: firm.settings.organisation,
        record: record,
        parents: [record],
        writes: body.members?.map(\.name),
        time: .now(),
        author: "Officer",
        audience: nil,
        because: "a detour",
        isVoid: false,
        salt: Entry.newSalt(),
        body: body,
      ).line()
    }
    let disclosure = try Entry(
      form: firm.form(named: "disclosure").name,
      organisation: firm.settings.organisation,
      time: .now(),
      author: "Officer",
      audience: ["public"],
      because: nil,
      body: ["record": .string(suspicion.text), "audience": ["public"]],
    ).line()
    try firm.append([
      revision(of: suspicion, as: "suspicious_transaction", ["narrative": "Mark2x"]),
      revision(of: suspicion, as: "customer", ["name": "Mark3x"]),
      revision(of: customer, as: "suspicious_transaction", ["narrative": "Mark4x"]),
      disclosure,
    ])
    let size = try firm.ownSize
    for reader in circle.readers {
      for since in [nil, size - 1] {
        let path = try fixture.pack(
          firm,
          "\(reader.name)-\(since ?? 0)",
          to: [reader.store.settings.organisation.text],
          since: since,
        )
        let found = try PackedText(path).marks
        if reader.name == "ministry" {
          #expect(since != nil || found.isSuperset(of: ["Mark1x", "Mark2x"]))
        } else {
          #expect(found.isEmpty, "\(reader.name) \(since ?? 0): \(found)")
        }
      }
    }
  }

  @Test("A reader beyond the maximum is not shown as one", .temporaryFolder)
  func shown() throws {
    let firm = try fixture.store("firm")
    let form = try firm.form(named: "suspicious_transaction")
    let line = try Entry(
      form: form.name,
      organisation: firm.settings.organisation,
      time: .now(),
      author: "Officer",
      audience: ["association", "authority", "public"],
      because: nil,
      body: ["narrative": "told to everybody"],
    ).line()
    try firm.append([line])
    let id = EntryID(line: line.span.bytes)
    let record = try #require(try firm.view.record(id, confidential: .included))
    #expect(try firm.readers(of: record) == ["authority"])
    #expect(throws: StoreError.audience("a suspicious_transaction may not be shown to association"))
    {
      try firm.add(form: form, body: ["narrative": "x"], audience: ["association", "authority"])
    }
  }
}

/// A body of any form with a mark in every text that takes one.
private struct MarkedBody {
  let mark: String

  func body(of form: Form) -> JSON { object(form.fields) }

  private func object(_ fields: [FormField]) -> JSON {
    .object(
      fields.compactMap { field in
        value(of: field.kind, in: field).map { JSON.Member(field.name, $0) }
      }
    )
  }

  private func value(of kind: FormField.Kind, in field: FormField) -> JSON? {
    switch kind {
    case .text: text(for: field)
    case .decimal: "12.5"
    case .date: "2026-03-01"
    case .country: "NL"
    case .boolean: true
    case .integer: 2
    case .choice(let choices): choices.first.map { .string($0) }
    case .list(let element): value(of: element, in: field).map { .array([$0]) }
    case .group(let fields): object(fields)
    case .record: .string(EntryID(line: Array(mark.utf8).span.bytes).text)
    case .substance: "110-63-4"
    case .attachment: nil
    }
  }

  private func text(for field: FormField) -> JSON? {
    let text = "\(mark)\(field.name)"
    switch field.format {
    case nil: return field.fits(text) ? .string(text) : nil
    case .email: return .string("\(mark)@example.org")
    case .unit: return "kg"
    default: return nil
    }
  }
}

/// The bytes of a bundle as they lie on the disk, and all lines in it.
private struct PackedText {
  let marks: Set<String>

  init(_ path: FilePath) throws {
    var text = String(decoding: try Data(contentsOf: URL(filePath: path.string)), as: UTF8.self)
    let bundle = try BundleReader(opening: path, in: PosixFileSystem())
      .verify(trust: SelfCertifying())
    for stretch in bundle.stretches {
      _ = try bundle.forEachLine(of: stretch) { _, line in
        text += line.withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
        return true
      }
      try bundle.forEachDisclosed(of: stretch) { _, line in
        text += line.withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
        return true
      }
    }
    marks = Set(text.matches(of: /Mark[0-9]+x/).map { String($0.output) })
  }
}
