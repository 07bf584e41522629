/// What a field usually says, worked out when it is asked for.
public indirect enum UsualValue: Hashable, Sendable {
  /// The day of asking.
  case today
  /// Whoever is at work.
  case author
  /// The country of the own organisation.
  case ownCountry
  /// The name of the own organisation.
  case ownName
  /// This text, as a person would type it.
  case text(String)
  /// The last day of so many years that begin on the day another field says.
  case years(Int, from: String)
  /// What the record that another field names says in a field of its own.
  case from(String, field: String)
  /// The substance of the newest record about the same customer, else of the newest at all.
  case lastSubstance
  /// The substance that the same customer has declared, where it is one and no other.
  case declaredSubstance
  /// The only record of a form about the same customer.
  case only(String)
  /// The only declaration about the same customer and substance that covers the day.
  case declarationInForce
  /// Single, multiple or code: whether a law asks for a declaration of the substance.
  case declarationKind
  /// The first of these that there is.
  case first([UsualValue])
}
