/// Words by ear, roughly: what stays the same when a name is written in another script and
/// back, or spelt by telephone.
enum Sound {
  /// The sounds of a folded word.
  static func of(_ word: String) -> [UInt8] {
    var sounds: [UInt8] = []
    var letters = Array(word.utf8)[...]
    while let letter = letters.first {
      var sound: [UInt8] = [letter]
      var length = 1
      let next = letters.dropFirst().first
      switch (letter, next) {
      case (c("p"), c("h")): (sound, length) = ([c("f")], 2)
      case (c("k"), c("h")), (c("g"), c("h")): (sound, length) = ([c("h")], 2)
      case (c("c"), c("h")), (c("s"), c("h")), (c("z"), c("h")): (sound, length) = ([c("s")], 2)
      case (c("t"), c("h")): (sound, length) = ([c("t")], 2)
      case (c("t"), c("s")): (sound, length) = ([c("z")], 2)
      case (c("c"), c("k")), (c("q"), c("u")): (sound, length) = ([c("k")], 2)
      case (c("c"), _), (c("q"), _): sound = [c("k")]
      case (c("w"), _): sound = [c("v")]
      case (c("y"), _), (c("j"), _): sound = [c("i")]
      case (c("x"), _): sound = [c("k"), c("s")]
      default: break
      }
      for one in sound where sounds.last != one { sounds.append(one) }
      letters = letters.dropFirst(length)
    }
    return sounds
  }

  private static func c(_ letter: Unicode.Scalar) -> UInt8 { UInt8(ascii: letter) }
}
