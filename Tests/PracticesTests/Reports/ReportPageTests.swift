import Foundation
import Records
import Testing

@testable import Practices

@Suite("Report as a page")
struct ReportPageTests {
  private static let hostile = [
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onmouseover='x", "&lt;b&gt;",
    "</title><h1>", "</style><script>", "<!--", "]]>", "javascript:alert(1)", "{{7*7}}",
    "\u{202E}evil\u{2066}", "a\u{0}b\u{1B}[2J", "http://evil.example/x.png", "＜script＞",
    "<\u{0000}script>", "&#x3C;script&#x3E;",
  ]

  /// A report with one text in every place that holds any.
  private static func report(of text: String) -> Report {
    var report = Report(title: text, language: text)
    report.warnings = [text]
    report.remarks = [text]
    report.notes = [text]
    report.facts = [ReportFact(text, text)]
    var table = ReportTable([.init(text, name: text), .init(text, name: text, .number)])
    table.add([ReportCell(text, target: .section(text)), ReportCell(text)], isTotal: true)
    report.sections = [
      ReportSection(
        text,
        anchor: text,
        blocks: [
          .text(text), .facts([ReportFact(text, text)]), .table(table),
          .table(ReportTable([.init(text, name: text)], whenEmpty: text)), .list([text]),
          .signature([text]), .stamp(text),
        ],
      )
    ]
    return report
  }

  @Test("No text becomes a tag, an attribute or an address", arguments: hostile)
  func escaping(_ text: String) {
    // The page of a harmless text and of a hostile one have the same tags.
    let page = Self.report(of: text).html
    #expect(Self.tags(of: page).map(\.name) == Self.tags(of: Self.report(of: "x").html).map(\.name))
    #expect(!page.contains("<script"))
    for tag in Self.tags(of: page) {
      #expect(
        tag.attributes.allSatisfy { Self.known.contains($0.name) },
        "\(tag.name) \(tag.attributes)",
      )
      for attribute in tag.attributes where attribute.name == "href" {
        #expect(attribute.value.hasPrefix("#"), "\(attribute.value)")
      }
    }
    for scalar in page.unicodeScalars {
      #expect(
        scalar == "\n" || !"\u{0}\u{1B}\u{202E}\u{2066}".unicodeScalars.contains(scalar),
        "\(scalar.value)",
      )
    }
  }

  @Test("Nothing in a page is fetched from anywhere")
  func alone() {
    let page = Self.report(of: "x").html
    for word in ["http:", "https:", "//", "src=", "url(", "@import", "<script", "<link", "<iframe"]
    {
      #expect(!page.contains(word), "\(word)")
    }
    #expect(page.hasPrefix("<!DOCTYPE html>\n<html lang=\"x\">"))
    #expect(page.contains("<title>x</title>"))
    #expect(page.contains("size: A4"))
  }

  @Test("Tags are closed in the order in which they were opened")
  func nesting() {
    var open: [String] = []
    for tag in Self.tags(of: Self.report(of: "x").html) {
      if ["meta", "!DOCTYPE"].contains(tag.name) { continue }
      if tag.name.hasPrefix("/") {
        #expect(open.popLast() == String(tag.name.dropFirst()))
      } else {
        open.append(tag.name)
      }
    }
    #expect(open.isEmpty)
  }

  @Test("A value that is left open is a line to write on")
  func blanks() {
    var report = Report(title: "x")
    report.facts = [ReportFact("Name", .orBlank(nil)), ReportFact("Town", .orBlank("Lille"))]
    let page = report.html
    #expect(page.contains("<td dir=\"auto\"><span class=\"blank\"></span></td>"))
    #expect(page.contains("<td dir=\"auto\">Lille</td>"))
  }

  @Test("A file of the report's own folder can be led to")
  func files() {
    var report = Report(title: "x")
    report.facts = [ReportFact("File", ReportCell("a", target: .file("attachments/00ff.pdf")))]
    #expect(report.html.contains("<a href=\"attachments/00ff.pdf\">a</a>"))
  }

  @Test("For a spreadsheet, a report without a table is parts, fields and values")
  func sheet() {
    let lines = Self.report(of: "=1+1").csv.split(separator: "\r\n")
    #expect(lines.first == "part,row,field,value")
    #expect(lines.contains("'=1+1,,'=1+1,'=1+1"))
    #expect(lines.allSatisfy { !$0.contains(",=") && !$0.hasPrefix("=") })
  }

  private static let known = [
    "lang", "charset", "http-equiv", "content", "name", "class", "scope", "dir", "href", "id",
  ]

  /// A tag as a simple reader of HTML finds it.
  private struct Tag {
    let name: String
    let attributes: [(name: String, value: String)]
  }

  private static func tags(of page: String) -> [Tag] {
    page.matches(of: #/<([^\s>]+)([^>]*)>/#).map { match in
      let attributes = String(match.2).matches(of: #/([^\s=]+)="([^"]*)"/#).map {
        (name: String($0.1), value: String($0.2))
      }
      return Tag(name: String(match.1), attributes: attributes)
    }
  }
}
