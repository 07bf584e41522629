import Records

/// What a command did beside making a report.
struct ReportExtra {
  /// For people, a line each.
  var lines: [String] = []
  /// For programs.
  var members: [JSON.Member] = []
}
