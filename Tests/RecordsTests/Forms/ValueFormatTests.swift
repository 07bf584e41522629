import Records
import TestSupport
import Testing

@Suite("Value formats")
struct ValueFormatTests {
  /// Published examples, or texts that are right by the definition.
  @Test(
    "A text of the format has no problem",
    arguments: [
      (.date, ["2026-02-28", "2024-02-29", "0001-01-01", "9999-12-31"]),
      (.dateTime, ["2026-12-31T08:30:00.000Z", "1969-12-31T23:59:59.999Z"]),
      (.country, ["NL", "GB", "DE", "GR", "AX", "ZW"]),
      (
        .decimal,
        ["0", "12.5", "-3", "-0.000001", "999999999999999.999999", "0.1", "10", "1000000"],
      ),
      (.unit, ["kg", "g", "mg", "t", "l", "ml", "m3", "pcs"]),
      // BDO, GBL, acetic anhydride, water, caffeine; the longest and shortest first part.
      (
        .cas,
        ["110-63-4", "96-48-0", "108-24-7", "7732-18-5", "58-08-2", "1000413-72-8", "50-00-0"],
      ),
      // Of ISO 17442's and GLEIF's own documents.
      (.lei, ["529900T8BM49AURSDO55", "5493001KJTIIGC8Y1R12", "506700GE1G29325QX363"]),
      (.record, [String(repeating: "a", count: 52), String(repeating: "7", count: 51) + "q"]),
      (.attachment, [String(repeating: "0123456789abcdef", count: 4)]),
      (.email, ["a@b.nl", "anna.müller+orders@sub.example.com", "x_y-z@bücher.example"]),
    ] as [(ValueFormat, [String])],
  )
  func accepted(format: ValueFormat, texts: [String]) {
    for text in texts {
      let problem = format.problem(of: text)
      #expect(problem == nil, "\(String(describing: problem))")
    }
  }

  @Test(
    "A text of another format is refused with what to do",
    arguments: [
      (.date, "2026-13-01", "the calendar has no such day", "2026-12-31"),
      (.date, "2025-02-29", "the calendar has no such day", "2026-12-31"),
      (.date, "31.12.2026", "is not a date", "2026-12-31"),
      (.date, "", "is not a date", "2026-12-31"),
      (.dateTime, "2026-12-31T08:30:00Z", "is not a moment", "08:30:00.000Z"),
      (.country, "UK", "United Kingdom", "write GB"),
      (.country, "EL", "tax numbers", "write GR"),
      (.country, "nl", "is not a country's code", "ISO 3166"),
      (.country, "XI", "is not a country's code", "ISO 3166"),
      (.decimal, "12.50", "zeros that say nothing", "write it as 12.5"),
      (.decimal, "007", "zeros that say nothing", "write it as 7"),
      (.decimal, "1.000", "zeros that say nothing", "write it as 1"),
      (.decimal, "1,5", "is not an amount", "a point before the decimals"),
      (.decimal, "1.234.567", "is not an amount", "at most one point"),
      (.decimal, "1e5", "is not an amount", "digits"),
      (.decimal, "1.5E+10", "a spreadsheet", "as text"),
      (.decimal, "1234567890123456", "is not an amount", "15 digits"),
      (.decimal, "0.1234567", "is not an amount", "6 after it"),
      (.decimal, ".5", "is not an amount", "digits"),
      (.decimal, "5.", "is not an amount", "digits"),
      (.decimal, "+5", "is not an amount", "digits"),
      (.decimal, "", "is not an amount", "digits"),
      (.decimal, "-", "is not an amount", "digits"),
      (.unit, "Kg", "is not a unit", "write kg"),
      (.unit, "liter", "is not a unit", "write l"),
      (.unit, "drum", "is not a unit", "write one of t, kg"),
      (.cas, "110-63-5", "last digit does not fit", "label"),
      (.cas, "110634", "is not a CAS number", "with hyphens"),
      (.cas, "0110-63-4", "is not a CAS number", "leading zeros"),
      (.cas, "12345678-12-3", "is not a CAS number", "three parts"),
      (.lei, "529900T8BM49AURSDO56", "last two digits do not fit", "gleif"),
      (.lei, "529900t8bm49aursdo55", "is not an LEI", "18 digits and capital"),
      (.record, "abcdefgh", "is not a record's id", "52 letters"),
      (.record, String(repeating: "a", count: 51) + "b", "is not a record's id", "52 letters"),
      (.attachment, "invoice.pdf", "attached file", "‘@’"),
      (.attachment, String(repeating: "A", count: 64), "attached file", "lower-case"),
      (.email, "anna", "is not an e-mail address", "name@example.com"),
      (.email, "anna@example", "is not an e-mail address", "name@example.com"),
      (.email, "anna@b.nl, bob@b.nl", "is not an e-mail address", "one address"),
      (.email, "Anna <anna@b.nl>", "is not an e-mail address", "nothing else"),
      (.email, "anna@@b.nl", "is not an e-mail address", "one address"),
      (.email, "anna@.nl", "is not an e-mail address", "one address"),
      (.email, "anna@b..nl", "is not an e-mail address", "one address"),
      (.email, "anna@b.nl.", "is not an e-mail address", "one address"),
      (.email, "@b.nl", "is not an e-mail address", "one address"),
    ] as [(ValueFormat, String, String, String)],
  )
  func refused(format: ValueFormat, text: String, problem: String, remedy: String) {
    let found = format.problem(of: text)
    #expect(found?.problem.contains(problem) == true, "\(String(describing: found))")
    #expect(found?.remedy.contains(remedy) == true, "\(String(describing: found))")
    #expect(found?.problem.hasPrefix("‘") == true)
  }

  @Test("An id is a record exactly when it is an entry's id")
  func records() {
    var generator = SeededGenerator(seed: 4)
    let letters = Array("abcdefghijklmnopqrstuvwxyz234567018A-")
    for _ in 0..<5_000 {
      let count = Int.random(in: 51...53, using: &generator)
      let isLikely = Bool.random(using: &generator)
      let text = String(
        (0..<count).map { _ in letters[Int.random(in: 0..<(isLikely ? 32 : 37), using: &generator)]
        }
      )
      #expect((ValueFormat.record.problem(of: text) == nil) == (EntryID(text) != nil), "\(text)")
    }
  }

  @Test("Every amount has one text, which is its shortest")
  func shortest() {
    let cases: [(String, String?)] = [
      ("12.50", "12.5"), ("0.0", "0"), ("-0", "0"), ("-0.50", "-0.5"), ("000", "0"),
      ("1.2000000", "1.2"), ("0000000000000000001", "1"), ("1,5", nil), ("", nil), (".5", nil),
      ("5.", nil), ("1 000", nil), ("1e3", nil), ("١", nil), ("1.1234567", nil),
      ("1234567890123456", nil),
    ]
    for (text, shortest) in cases {
      #expect(DecimalText.shortest(text) == shortest)
      if let shortest { #expect(ValueFormat.decimal.problem(of: shortest) == nil) }
    }
  }

  @Test("The list of countries is that of ISO 3166-1")
  func countries() {
    #expect(CountryCode.all.count == 249)
    #expect(CountryCode.all == Set(CountryCode.all).sorted())
  }
}
