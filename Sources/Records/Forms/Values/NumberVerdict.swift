/// How a number stands to the rule of its register.
enum NumberVerdict {
  /// It is one, as far as a rule can tell.
  case fits
  /// It has not the shape of one.
  case shape
  /// It has the shape, but its check digit or letter does not fit.
  case check

  /// What a rule says of a number that has its shape.
  init(checked passes: Bool) { self = passes ? .fits : .check }
}
