/// The fixed tables that matching works with; they come with the program, so that the same
/// records match alike everywhere.
struct MatchTables: Sendable {
  let weights: TokenWeights
  let forms: LegalForms

  /// The tables of this version of the program, read once.
  static let standard = Self(
    weights: TokenWeights(text(PackageResources.token_weights_txt)),
    forms: LegalForms(text(PackageResources.legal_forms_txt)),
  )

  private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
