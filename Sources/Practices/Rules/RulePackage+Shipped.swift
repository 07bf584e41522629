extension RulePackage {
  /// The packages that come with the program: the code first, then the laws.
  public static let shipped: [RulePackage] = documents.map { document in
    do throws(PackageFault) {
      return try RulePackage(parsing: document.bytes.span.bytes)
    } catch {
      preconditionFailure("The embedded package ‘\(document.name)’ is broken: \(error.problem).")
    }
  }

  /// The names of the shipped packages for a firm of the country with this code.
  public static func standard(forCountry code: String) -> [String] {
    shipped.filter { $0.countries.isEmpty || $0.countries.contains(code) }.map(\.name)
  }

  /// The shipped package with this name.
  public static func shipped(_ name: String) -> RulePackage? {
    shipped.first { $0.name.utf8.elementsEqual(name.utf8) }
  }

  /// The documents as they are embedded, each with the file it came from.
  static let documents: [(name: String, bytes: [UInt8])] = [
    ("icca-bdo-gbl-2017.json", PackageResources.icca_bdo_gbl_2017_json),
    ("eu-2004-273.json", PackageResources.eu_2004_273_json),
    ("us-21cfr1310.json", PackageResources.us_21cfr1310_json),
  ]
}
