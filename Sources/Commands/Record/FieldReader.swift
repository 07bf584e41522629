import CentralView
import Practices
import Records
import Store
import SystemPackage

/// Turns what a person types for a field into the value that an entry holds: as tables are
/// read, and with files attached.
struct FieldReader {
  /// Where records are looked up and files are kept.
  let store: Store
  private let reading: FieldReading

  /// Looks records up by what the own organisation calls them.
  init(_ store: Store) {
    self.store = store
    let (view, organisation) = (store.view, store.settings.organisation)
    reading = FieldReading { field, text in
      guard Self.isRecord(field.kind) else { return .found(text) }
      do {
        return .found(try view.record(named: text, of: organisation).id.text)
      } catch let error as any UserFacingError {
        return .refused(error.problem + (error.remedy.map { "; \($0)" } ?? ""))
      } catch {
        return .refused("the record cannot be looked up")
      }
    }
  }

  /// The value of a text that is not empty; `path` is what the person called the field.
  func value(_ text: String, of field: FormField, path: String) throws -> JSON {
    if Self.isAttachment(field.kind) { return try attachment(text, of: field, path: path) }
    switch reading.value(text, for: field) {
    case .value(let value): return value
    case .refused(let reason):
      throw CommandFault.badValue(field: path, label: field.label, reason: reason)
    }
  }

  private func attachment(_ text: String, of field: FormField, path: String) throws -> JSON {
    guard text.hasPrefix("@") else {
      throw CommandFault.badValue(
        field: path,
        label: field.label,
        reason: "a file is attached with an @ before its name: \(path)=@\(text)",
      )
    }
    let digest = try store.attach(Surroundings.current.path(String(text.dropFirst())))
    if case .list = field.kind { return [.string(digest)] }
    return .string(digest)
  }

  private static func isRecord(_ kind: FormField.Kind) -> Bool {
    switch kind {
    case .record: true
    case .list(let element): isRecord(element)
    default: false
    }
  }

  private static func isAttachment(_ kind: FormField.Kind) -> Bool {
    switch kind {
    case .attachment: true
    case .list(let element): isAttachment(element)
    default: false
    }
  }
}
