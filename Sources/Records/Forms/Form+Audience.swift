extension Form {
  /// The part of an audience that the form allows.
  ///
  /// The maximum is a promise to people who never see the record's writer, so whoever it does
  /// not name counts for nothing, whatever an entry says. A maximum with `public` in it is none.
  public func permitted(_ audience: [String]) -> [String] {
    guard let maximum = maximumAudience, !maximum.contains(where: Self.isEverybody) else {
      return audience
    }
    return audience.filter { reader in maximum.contains { $0.utf8.elementsEqual(reader.utf8) } }
  }

  private static func isEverybody(_ reader: String) -> Bool {
    reader.utf8.elementsEqual("public".utf8)
  }
}

extension FormSet {
  /// The form whose rules about readers hold for entries of the form called `name`, such as
  /// `customer/1`: itself, else the newest version that is known of it, else none.
  public func ruling(_ name: String) -> Form? {
    if let whole = FormName(name), let form = self[whole] { return form }
    return newest(String(name.prefix { $0 != "/" }))
  }
}
