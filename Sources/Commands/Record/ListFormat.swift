import ArgumentParser

/// The forms that a list of records can take.
enum ListFormat: String, CaseIterable, ExpressibleByArgument {
  case text, json, ndjson, csv
}
