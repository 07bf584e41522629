import Foundation
import Records
import Testing

@Suite("Names")
struct NamesTests {
  @Test("An organisation is named by the hash of its first key")
  func organisation() throws {
    // Worked out with sha256sum and base32.
    let id = OrganisationID(firstKey: Array(0..<32))
    #expect(id.text == "gt4eokomdaw3mbk43ichxgoidr")
    #expect(OrganisationID(id.text) == id)
    #expect(id.description == id.text)
    #expect(OrganisationID(id.text.uppercased()) == nil)
    #expect(OrganisationID(id.text.dropLast()) == nil)
    #expect(OrganisationID("") == nil)
    let low = try #require(OrganisationID(String(repeating: "2", count: 26)))
    let high = try #require(OrganisationID(String(repeating: "a", count: 26)))
    #expect(low < high)
  }

  @Test("A form is named by a word and a version, and sorts by both")
  func form() throws {
    let name = try #require(FormName("end-use_9/12"))
    #expect(name.name == "end-use_9")
    #expect(name.version == 12)
    #expect(name.text == "end-use_9/12")
    let sorted = try ["b/1", "a/10", "a/9", "a/1"].map { try #require(FormName($0)) }.sorted()
    #expect(sorted.map(\.text) == ["a/1", "a/9", "a/10", "b/1"])
    for text in ["", "a", "a/", "/1", "a/0", "a/01", "A/1", "_a/1", "a/1 ", "a/１", "a//1"] {
      #expect(FormName(text) == nil, "\(text)")
    }
  }
}

@Suite("Dates and times")
struct DatesTests {
  /// Foundation's calendar, as a second opinion.
  private static let calendar: Calendar = {
    var calendar = Calendar(identifier: .iso8601)
    calendar.timeZone = .gmt
    return calendar
  }()

  @Test("Every day of 400 years and many others agree with Foundation's calendar")
  func days() throws {
    var previous: CalendarDate?
    for number in -146_097...0 {
      let date = CalendarDate(dayNumber: number * 3 + 150_000)
      #expect(date.dayNumber == number * 3 + 150_000)
      if let previous { #expect(previous < date) }
      previous = date
    }
    for number in stride(from: -140_000, through: 1_000_000, by: 997) {
      let date = CalendarDate(dayNumber: number)
      let moment = Date(timeIntervalSince1970: Double(number) * 86_400)
      let parts = Self.calendar.dateComponents([.year, .month, .day], from: moment)
      #expect([date.year, date.month, date.day] == [parts.year, parts.month, parts.day])
      #expect(CalendarDate(date.text) == date)
    }
  }

  @Test("Days that no calendar has are refused")
  func noSuchDay() {
    for text in ["2024-02-29", "2000-02-29", "0001-01-01", "9999-12-31", "2026-04-30"] {
      #expect(CalendarDate(text)?.text == text)
    }
    for text in [
      "2026-02-29", "1900-02-29", "2026-04-31", "2026-13-01", "2026-00-01", "2026-01-00",
    ]
      + ["0000-01-01", "2026-1-01", "2026-01-01 ", "26-01-01", "2026/01/01", "", "２026-01-01"]
    {
      #expect(CalendarDate(text) == nil, "\(text)")
    }
  }

  @Test("Adding days stays within the years that can be written")
  func adding() throws {
    let date = try #require(CalendarDate("2024-02-28"))
    #expect(date.adding(days: 1).text == "2024-02-29")
    #expect(date.adding(days: 2).text == "2024-03-01")
    #expect(date.adding(days: -59).text == "2023-12-31")
    #expect(date.adding(days: .max).text == "9999-12-31")
    #expect(date.adding(days: .min).text == "0001-01-01")
    #expect(try #require(CalendarDate("9999-12-31")).adding(days: 1).text == "9999-12-31")
  }

  @Test("A moment is read and written to the millisecond")
  func moments() throws {
    for text in [
      "1970-01-01T00:00:00.000Z", "2026-03-01T08:30:59.999Z", "1969-12-31T23:59:59.999Z",
    ]
      + ["0001-01-01T00:00:00.000Z", "9999-12-31T23:59:59.999Z", "2024-02-29T12:00:00.001Z"]
    {
      let moment = try #require(Timestamp(text))
      #expect(moment.text == text)
      #expect(Timestamp(milliseconds: moment.milliseconds) == moment)
      #expect(moment.date.text == text.prefix(10))
      // Foundation keeps the older calendar before its reform.
      if moment.date.year < 1583 { continue }
      let parsed = try Date(
        text,
        strategy: .iso8601.year().month().day()
          .time(includingFractionalSeconds: true),
      )
      #expect((parsed.timeIntervalSince1970 * 1_000).rounded() == Double(moment.milliseconds))
    }
    #expect(Timestamp(milliseconds: .max).text == "9999-12-31T23:59:59.999Z")
    #expect(Timestamp(milliseconds: .min).text == "0001-01-01T00:00:00.000Z")
  }

  @Test("The clock agrees with Foundation's")
  func now() {
    let before = Int64(Date().timeIntervalSince1970 * 1_000)
    let now = Timestamp.now().milliseconds
    let after = Int64(Date().timeIntervalSince1970 * 1_000) + 1
    #expect(before - 1 <= now && now <= after)
  }

  @Test("Every other way to write a moment is refused")
  func otherMoments() {
    for text in [
      "2026-03-01T08:30:00.00Z", "2026-03-01T08:30:00.0000Z", "2026-03-01t08:30:00.000z",
    ]
      + ["2026-03-01T08:60:00.000Z", "2026-03-01T08:30:00,000Z", "2026-03-01T08:30:00.000Z "]
      + ["2026-03-01T08:30:00.000+00:00", "2026-03-01T25:30:00.000Z", "2026-03-01T08:30:0x.000Z"]
    {
      #expect(Timestamp(text) == nil, "\(text)")
    }
  }
}
