import Practices
import Records
import Testing

@Suite("Substances as people write them")
struct SubstanceResolvingTests {
  private let register = SubstanceRegister.standard

  @Test(
    "A name becomes the CAS number, and a number stays",
    arguments: [
      ("BDO", "110-63-4"), ("1,4-butanediol", "110-63-4"), (" cas 110-63-4 ", "110-63-4"),
      ("0000110-63-4", "110-63-4"), ("50-98-6", "50-98-6"), ("7732-18-5", "7732-18-5"),
      ("ephedrine hydrochloride", "299-42-3"), ("2932.20", "96-48-0"),
    ],
  )
  func found(_ text: String, _ cas: String) {
    #expect(register.resolve(text) == .found(cas))
  }

  @Test("What fits several is refused with all of them")
  func ambiguous() {
    guard case .refused(let reason) = register.resolve("Chloroephedrine") else {
      Issue.record("the name was taken")
      return
    }
    #expect(reason.contains("110925-64-9"))
    #expect(reason.contains("1384199-95-4"))
    #expect(reason.contains("write the CAS number"))
  }

  @Test(
    "What is no substance, or has no number, is refused with what to do",
    arguments: [
      ("water", "‘water’"), ("110-63-5", "mistyped"), ("IMDPAM", "no CAS number"),
      ("3003.41", "no CAS number"), ("2933.39", "may be"),
    ],
  )
  func refused(_ text: String, _ part: String) {
    guard case .refused(let reason) = register.resolve(text) else {
      Issue.record("‘\(text)’ was taken")
      return
    }
    #expect(reason.contains(part), "\(reason)")
  }

  @Test("Every field of a substance takes names, alone and in lists")
  func fields() throws {
    let reading = FieldReading { _, text in .refused("‘\(text)’ was looked up elsewhere") }
    let declaration = try #require(FormLibrary.forms.newest("declaration"))
    let one = try #require(declaration.fields.first { $0.name == "substance" })
    #expect(reading.value("gbl", for: one) == .value("96-48-0"))
    let assessment = try #require(FormLibrary.forms.newest("assessment"))
    let many = try #require(assessment.fields.first { $0.name == "substances" })
    #expect(reading.value("GBL | 1,4-butanediol", for: many) == .value(["96-48-0", "110-63-4"]))
    guard case .refused = reading.value("GBL | water", for: many) else {
      Issue.record("water was taken")
      return
    }
  }

  @Test("A number is shown with its name, and a salt's with both")
  func wording() {
    #expect(register.wording(of: "110-63-4") == "110-63-4 (1,4-butanediol, BDO)")
    #expect(register.wording(of: "110-63-4", isBrief: true) == "110-63-4 (BDO)")
    #expect(register.wording(of: "50-98-6") == "50-98-6 (ephedrine, hydrochloride)")
    #expect(register.wording(of: "7732-18-5") == "7732-18-5")
  }

  @Test("A substance's numbers are its own and those of its salts")
  func numbers() {
    #expect(register.numbers(countingAs: "299-42-3").contains("50-98-6"))
    #expect(register.numbers(countingAs: "50-98-6") == ["50-98-6"])
    #expect(register.parent(of: "50-98-6") == "299-42-3")
    #expect(register.parent(of: "7732-18-5") == "7732-18-5")
  }
}
