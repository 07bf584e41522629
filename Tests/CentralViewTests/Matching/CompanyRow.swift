import Foundation
import TestSupport

@testable import CentralView

/// A real company as the test data has it.
struct CompanyRow: Sendable {
  var name: String
  var tradeName: String
  var street: String
  var postalCode: String
  var city: String
  let country: String
  /// Empty where a spreadsheet destroyed it.
  var number: String

  /// The party that the row describes.
  func party(withNumber: Bool = true) -> Party {
    Party(
      names: [name, tradeName].filter { !$0.isEmpty },
      street: street,
      postalCode: postalCode,
      city: city,
      country: country,
      numbers: withNumber && !number.isEmpty
        ? [RegisterNumber(register: country, number: number)] : [],
    )
  }

  /// Every company of the four files.
  static func all() throws -> [CompanyRow] {
    try [("amsterdam", "NL"), ("london", "GB"), ("madrid", "ES"), ("paris", "FR")]
      .flatMap { try rows(of: $0.0, country: $0.1) }
  }

  private static func rows(of file: String, country: String) throws -> [CompanyRow] {
    let bytes = try SharedFolder.bytes("data/companies/\(file).csv")
    let table = cells(String(decoding: bytes, as: UTF8.self))
    guard let header = table.first else { return [] }
    func column(_ name: String) -> Int { header.firstIndex(of: name) ?? 0 }
    let number = column("Company Registration Number")
    return table.dropFirst().filter { $0.count > number }.map { row in
      CompanyRow(
        name: row[column("Company Name")],
        tradeName: row[column("Trade Name")],
        street: "\(row[column("Address 1")]) \(row[column("Address 2")])",
        postalCode: row[column("Postal Code")],
        city: row[column("City")],
        country: country,
        number: row[number].contains("E+") ? "" : row[number],
      )
    }
  }

  private static func cells(_ text: String) -> [[String]] {
    var rows: [[String]] = []
    var row: [String] = []
    var cell = ""
    var isQuoted = false
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": isQuoted.toggle()
      case ";" where !isQuoted:
        row.append(cell)
        cell = ""
      case "\n" where !isQuoted:
        rows.append(row + [cell])
        (row, cell) = ([], "")
      case "\r" where !isQuoted: break
      default: cell.unicodeScalars.append(scalar)
      }
    }
    return rows
  }
}
