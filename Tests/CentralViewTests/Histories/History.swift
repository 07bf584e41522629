/// What several organisations wrote in their journals, as a list of steps.
///
/// A history is plain data: it can be made from a seed, cut down step by step until
/// nothing can be left out, printed, and read again.
struct History: Codable {
  /// The seed it was made from; a history that was cut down keeps it.
  var seed: UInt64
  /// The journals, and the branches of journals that forked.
  var places: [Place]
  /// What was written, in an order in which nobody names what is not there yet.
  var steps: [Step]

  /// One journal, or one branch of a journal.
  struct Place: Codable {
    /// Whose it is.
    var organisation: Int
    /// Which of that organisation's journals.
    var journal: Int
    /// The place that this one left, when it is a branch.
    var forkOf: Int?
    /// The step before which it left it.
    var forkedAt: Int?
    /// The step from which on nothing of it ever arrives.
    var cut: Int?
    /// The step from which on a revocation keeps its entries out.
    var revokedFrom: Int?
  }

  /// One line of a journal.
  struct Step: Codable {
    /// What others call it.
    var number: Int
    /// Where it is written.
    var place: Int
    /// The time it claims, in milliseconds since 1970.
    var time: Int64
    /// The form it names.
    var form: String
    /// What it says.
    var act: Act
    /// Whether a stub stands for it.
    var withheld = Withheld.never
  }

  /// What a line says; records, parents and copies are steps' numbers, bodies JSON.
  enum Act: Codable {
    case first(body: String)
    case revision(record: Int, parents: [Int], writes: [String], body: String)
    case void(record: Int, parents: [Int])
    case garbage
    case copy(of: Int)
  }

  /// Whether a stub stands for a line.
  enum Withheld: String, Codable {
    case never
    case always
    /// Until the line itself arrives.
    case atFirst
  }
}

extension History: CustomStringConvertible {
  /// The history as a person reads it, a line for each place and step.
  var description: String {
    let places = places.enumerated().map { number, place in
      var text = "place \(number): journal \(place.journal) of organisation \(place.organisation)"
      if let base = place.forkOf, let step = place.forkedAt {
        text += ", forked from place \(base) before step \(step)"
      }
      if let cut = place.cut { text += ", lost from step \(cut)" }
      if let from = place.revokedFrom { text += ", revoked from step \(from)" }
      return text
    }
    let steps = steps.map { step in
      let stub = step.withheld == .never ? "" : ", withheld \(step.withheld.rawValue)"
      return
        "step \(step.number) at place \(step.place): \(step.form) \(step.act) (\(step.time)\(stub))"
    }
    return (["seed \(seed)"] + places + steps).joined(separator: "\n")
  }
}
