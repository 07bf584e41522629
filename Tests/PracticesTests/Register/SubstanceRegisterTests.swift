import Practices
import Records
import Testing

@Suite("Substance register")
struct SubstanceRegisterTests {
  private let register = SubstanceRegister.standard

  @Test(
    "A substance is found by what people call it",
    arguments: [
      ("110-63-4", "110-63-4"), ("CAS 110-63-4", "110-63-4"), ("cas-no.: 000110-63-4", "110-63-4"),
      ("110\u{2010}63\u{2011}4", "110-63-4"), ("110\u{2212}63\u{2013}4", "110-63-4"),
      ("BDO", "110-63-4"), ("bdo", "110-63-4"), ("1,4-Butanediol", "110-63-4"),
      ("1,4 butanediol", "110-63-4"), ("BUTANE-1,4-DIOL", "110-63-4"),
      ("1,4-Butanediol (BDO)", "110-63-4"), ("1.4-butanediol", "110-63-4"),
      ("tetramethylene-glycol", "110-63-4"), ("GBL", "96-48-0"),
      ("gamma butyrolactone", "96-48-0"), ("γ-butyrolactone", "96-48-0"),
      ("Γ-Butyrolactone", "96-48-0"), ("gamma-Butyrolactone (GBL)", "96-48-0"),
      ("EC 202-509-5", "96-48-0"), ("BMK", "103-79-7"), ("P2P", "103-79-7"),
      ("benzyl methyl ketone", "103-79-7"), ("PMK", "4676-39-5"), ("sassafras oil", "94-59-7"),
      ("Ocotea Cymbarum oil", "94-59-7"), ("hydrochloride of ephedrine", "299-42-3"),
      ("Ephedrine HCl", "299-42-3"), ("50-98-6", "299-42-3"), ("L-ephedrine sulphate", "299-42-3"),
      ("(−)-Ephedrine", "299-42-3"), ("pseudoephedrine hydrochloride", "90-82-4"),
      ("PMK ethyl glycidate", "2167189-50-4"), ("28578-16-7", "2167189-50-4"),
      ("sulfuric acid", "7664-93-9"), ("Sulphuric Acid", "7664-93-9"), ("éther", "60-29-7"),
      ("α-phenylacetoacetonitrile", "4468-48-8"), ("KMnO4", "7722-64-7"),
      ("sodium phenylacetate", "103-82-2"), ("salts of piperidine", "110-89-4"),
      ("4-Piperidone hydrochloride", "41661-47-6"),
    ],
  )
  func found(_ text: String, _ cas: String) {
    #expect(register.find(text).map(\.cas) == [cas])
  }

  @Test(
    "What is no substance of the register is not found",
    arguments: [
      "", " ", "-", "water", "BD", "butane", "acid", "sodium", "potassium", "hydrochloride", "salt",
      "toluene sulphonate", "acetone hydrochloride", "ammonium sulphate", "1,4", "7732-18-5",
      "110-63-5", "l-acetone", "phedrine", "sodium chloride", "d", "2932", "29322012345",
    ],
  )
  func unknown(_ text: String) {
    #expect(register.find(text).isEmpty)
  }

  @Test("A customs code finds every substance that it stands for")
  func codes() {
    #expect(register.find("2932.20").map(\.cas) == ["96-48-0"])
    #expect(register.find("HS 2932 20").map(\.cas) == ["96-48-0"])
    #expect(register.find("CN 2932 20 20").map(\.cas) == ["96-48-0"])
    #expect(register.find("29322020 00").map(\.cas) == ["96-48-0"])
    #expect(register.find("2905 39 28").map(\.cas) == ["110-63-4"])
    #expect(register.find("2933.39").count == 5)
    #expect(register.find("3004.41").map(\.euCategory) == ["4"])
  }

  @Test("A name that stands for several substances gives all of them")
  func several() {
    let found = register.find("Chloroephedrine").compactMap(\.cas)
    #expect(found == ["110925-64-9", "1384199-95-4"])
  }

  @Test("No name, number or spelling stands for two substances unless it is listed")
  func unambiguous() {
    for substance in register.substances {
      let numbers = [substance.cas].compactMap(\.self) + substance.otherCAS
      let names = [substance.name, substance.fullName] + substance.synonyms
      for text in numbers + names + [substance.abbreviation].compactMap(\.self) {
        if ["chloroephedrine", "chloropseudoephedrine"].contains(text) { continue }
        #expect(register.find(text).map(\.name) == [substance.name], "\(text)")
      }
    }
  }

  @Test("Every CAS number's check digit fits, and no number is given twice")
  func checkDigits() {
    let numbers = register.substances.flatMap { [$0.cas].compactMap(\.self) + $0.otherCAS }
    for number in numbers {
      #expect(CASNumber.problem(of: Array(number.utf8).span) == nil, "\(number)")
    }
    #expect(Set(numbers).count == numbers.count)
  }

  @Test("Figures have a source, and those that were not read say so")
  func marks() throws {
    for substance in register.substances {
      #expect(substance.thresholds.allSatisfy { !$0.source.isEmpty && !$0.regime.isEmpty })
      if let density = substance.density {
        #expect(!density.source.isEmpty && !density.isConfirmed)
        #expect(ExactDecimal("0.6").map { $0 < density.kilogramsPerLitre } == true)
        #expect(density.kilogramsPerLitre < ExactDecimal(2))
      }
      if substance.cn8 != nil { #expect(!substance.isConfirmed(.cn8)) }
    }
    let confirmed = register.substances.flatMap { substance in
      substance.thresholds.filter(\.isConfirmed).map { "\(substance.name): \($0.quantity.text)" }
    }
    #expect(confirmed == ["Acetic anhydride: 100 l", "gamma-Butyrolactone: 0 kg"])
  }

  @Test("A salt that the law leaves out is not found as its acid")
  func excludedSalts() {
    #expect(register.find("hydrochloric acid sodium salt").isEmpty)
    #expect(register.find("sodium sulphuric acid").isEmpty)
  }

  @Test(
    "Substances are found inside longer texts",
    arguments: [
      ("20 l γ-Butyrolacton? no: gamma butyrolactone, drums", ["96-48-0"]),
      ("need gbl and 1,4-BDO urgently", ["96-48-0", "110-63-4"]),
      ("Lieferung 110-63-4/96-48-0 nach Wien", ["110-63-4", "96-48-0"]),
      ("ephedrine hydrochloride 50-98-6", ["299-42-3"]),
      ("PMK ethyl glycidate", ["2167189-50-4"]), ("BMK glycidate oil", ["25547-51-7"]),
      ("3,4-methylenedioxyphenyl-2-propanone", ["4676-39-5"]),
      ("ppa. Müller", []), ("PPA 25 kg", ["14838-15-4"]), ("M.E.K. Trading", []),
      ("MEK Trading", ["78-93-3"]), ("methyl ethyl", []), ("Acetone", ["67-64-1"]),
      ("Polyether and acetonedicarboxylic", []), ("phone 0110-63-45", []), ("tel. 1110-63-4", []),
      ("2932.20", []), ("Main street 14 B", []),
    ],
  )
  func matches(_ text: String, _ numbers: [String]) {
    let found = register.matches(text).compactMap(\.substance.cas)
    #expect(Set(found) == Set(numbers), "\(found)")
  }

  @Test("A name inside a sentence begins small and keeps its letters")
  func shownNames() {
    let names = ["110-63-4", "89-52-1", "67-64-1", "4676-39-5", "125541-22-2"].map { cas in
      register.substance(cas: cas)?.shownName
    }
    #expect(
      names == [
        "1,4-butanediol, BDO", "N-acetylanthranilic acid", "acetone",
        "3,4-methylenedioxyphenyl-2-propanone, 3,4-MDP-2-P",
        "tert-butyl 4-(phenylamino)piperidine-1-carboxylate, 1-boc-4-AP",
      ]
    )
  }
}
