/// Words that are written short.
enum Abbreviation {
  /// Whether one word is the other, shortened: its beginning of three letters or more, or a
  /// contraction in common use.
  static func joins(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    let (short, long) = left.count < right.count ? (left, right) : (right, left)
    guard short.count >= 3, long.count >= short.count + 2 else {
      return short.count >= 2 && isContraction(short, long)
    }
    return long.starts(with: short) || isContraction(short, long)
  }

  private static func isContraction(_ short: [UInt8], _ long: [UInt8]) -> Bool {
    let long = String(decoding: long, as: UTF8.self)
    return contractions[String(decoding: short, as: UTF8.self)]?.contains { long.hasPrefix($0) }
      ?? false
  }

  /// The contraction, and what the whole word begins with.
  private static let contractions: [String: [String]] = [
    "intl": ["international", "internacional", "internationa"], "int": ["international"],
    "natl": ["national"], "mfg": ["manufacturing"], "mgmt": ["management"], "mgt": ["management"],
    "bros": ["brothers"], "svcs": ["services"], "svc": ["service"], "srv": ["servic"],
    "grp": ["group", "groep", "grupo"], "hldgs": ["holdings"], "hldg": ["holding"],
    "dept": ["department"], "assn": ["association"], "assoc": ["associat"], "bldg": ["building"],
    "ctr": ["center", "centre"], "cie": ["compagnie"], "cia": ["compania"], "co": ["company"],
    "corp": ["corporat"], "dist": ["distribut"], "eng": ["engineer"], "tech": ["tech"],
    "mkt": ["market"], "mktg": ["marketing"], "ltd": ["limited"], "st": ["saint", "street"],
    "ste": ["sainte", "societe"], "soc": ["societe", "sociedad"], "gral": ["general"],
    "ets": ["etablissements"], "nl": ["nederland"], "uk": ["united"],
  ]
}
