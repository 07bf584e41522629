import Practices
import Records

extension CrossFirmFinding {
  /// What scripts learn of a finding.
  var json: JSON {
    [
      "id": .string(id),
      "rule": .string(rule.rawValue),
      "outcome": .string(outcome.rawValue),
      "line": .string(line),
      "parties": .array(
        parties.map { party in
          [
            "record": .string(party.record.text),
            "organisation": .string(party.organisation.text),
            "name": .string(party.name),
          ]
        }
      ),
      "firms": .strings(firms.map(\.text)),
      "figures": .object(figures.map { .init($0.name, .string($0.value)) }),
      "evidence": .array(evidence.map(Self.json)),
      "missing": .array(
        missing.map { missing in
          [
            "record": .string(missing.record.text),
            "organisation": .string(missing.organisation.text),
            "field": .string(missing.field),
            "decides": .string(missing.decides),
          ]
        }
      ),
      "source": .string(source),
      "confirmed": .bool(isConfirmed),
      "remedy": .string(rule.remedy),
      "confidential": .bool(isConfidential),
    ]
  }

  private static func json(_ evidence: Evidence) -> JSON {
    [
      "record": .string(evidence.record.text),
      "form": .optional(evidence.form.isEmpty ? nil : evidence.form),
      "organisation": .string(evidence.organisation.text),
      "date": .optional(evidence.date?.text),
      "what": .string(evidence.what),
      "conflict": .bool(evidence.isDisputed),
    ]
  }
}
