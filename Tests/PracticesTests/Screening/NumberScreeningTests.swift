import Practices
import Records
import Testing

@Suite("Screening by number and substance")
struct NumberScreeningTests {
  private var world: ScreeningWorld

  init() throws {
    world = try ScreeningWorld()
    try world.customer(
      #"""
      {"reference":"C-1042","name":"Janssen Coatings B.V.","registration_number":"33273785",
      "vat":"NL812345678B01","lei":"529900T8BM49AURSDO55","phone":"+31 (0)20 555 0123",
      "email":"Order@Janssen.example"}
      """#
    )
    try world.customer(
      #"{"name":"Nordlak ApS","phone":"+45 33 12 34 56","registration_number":"00102498"}"#
    )
  }

  @Test(
    "Numbers are found however they are written",
    arguments: [
      ("33273785", "number"), ("KvK 33.27.37.85", "number"), ("Reg.no.: 33 273 785,", "number"),
      ("NL 8123.45.678.B01", "number"), ("nl812345678b01", "number"), ("812345678B01", "number"),
      ("VAT: NL812345678B01; paid", "number"), ("529900 T8BM49AURSDO55", "number"),
      ("+31205550123", "number"), ("0031 20 555 01 23", "number"), ("020-5550123", "number"),
      ("call (020) 555 0123 after 5", "number"), ("order@janssen.example", "number"),
      ("<ORDER@JANSSEN.EXAMPLE>, please", "number"), ("mailto:order@janssen.example", "number"),
    ],
  )
  func found(_ text: String, _ reason: String) {
    #expect(world.found(text) == ["C-1042, Janssen Coatings B.V.: \(reason)"])
  }

  @Test("A short foreign telephone number is found without its country, a number without zeros")
  func short() {
    #expect(world.found("33 12 34 56") == ["Nordlak ApS: number"])
    #expect(world.found("102498") == ["Nordlak ApS: number"])
  }

  @Test(
    "Other numbers, days and amounts are nobody's",
    arguments: [
      "33273786", "3327378", "332737850", "2026-03-01", "01.03.2026", "1042", "C-1042", "555 0123",
      "12345678B01", "janssen.example", "@janssen.example", "other@janssen.example", "33273 kg",
      "NL", "B01", "01", "5550123", "1,200.50",
    ],
  )
  func notFound(_ text: String) {
    #expect(world.found(text) == [])
  }

  @Test("A list's substance is found by any of its names, and by salts of it")
  func substances() throws {
    var world = try ScreeningWorld()
    try world.list(
      #"""
      {"name":"gamma-butyrolactone","kind":"substance","action":"hold"},
      {"name":"something new","kind":"substance","cas":"7732-18-5"},
      {"name":"Ephedrine","kind":"substance","cas":"50-98-6"}
      """#
    )
    #expect(world.found("20 l GBL, clear") == ["gamma-butyrolactone: substance"])
    #expect(world.found("96-48-0") == ["gamma-butyrolactone: substance"])
    #expect(world.found("γ-Butyrolactone") == ["gamma-butyrolactone: substance"])
    #expect(world.found("CAS 7732-18-5") == ["something new: substance"])
    #expect(world.found("ephedrine") == ["Ephedrine: substance"])
    #expect(world.found("110-63-4") == [])
  }

  @Test("A customer is found by website, licence number and address")
  func belongings() throws {
    var world = try ScreeningWorld()
    try world.customer(
      #"""
      {"name":"Nordlak ApS","website":"https://www.nordlak.example/da","street":"Havnegade 12",
       "postal_code":"5000","city":"Odense"}
      """#
    )
    try world.belonging("licence", of: 1, #""number":"DK-2024-0117""#, subject: "holder")
    try world.belonging(
      "site",
      of: 1,
      #""street":"Kanalvej 7","city":"Aarhus""#,
      subject: "customer",
    )
    #expect(world.found("see nordlak.example/kontakt.") == ["Nordlak ApS: number"])
    #expect(world.found("www.nordlak.example") == ["Nordlak ApS: number"])
    #expect(world.found("other.nordlak.example") == [])
    #expect(world.found("DK 2024 0117") == ["Nordlak ApS: number"])
    #expect(world.found("Odense, Havnegade 12", .typed) == ["Nordlak ApS: address"])
    #expect(world.found("Havnegade 12, 5000", .typed) == ["Nordlak ApS: address"])
    #expect(world.found("Kanalvej 7, Aarhus", .typed) == ["Nordlak ApS: address"])
    #expect(world.found("Havnegade 1, Odense", .typed) == [])
  }

  @Test("A list's firms, persons, numbers and addresses are found")
  func listLines() throws {
    var world = try ScreeningWorld()
    try world.list(
      #"""
      {"name":"Quickwheel Trading Ltd","kind":"company","number":"09876543","action":"refuse"},
      {"name":"Harbour Road 14, Leeds","kind":"address"},
      {"name":"Road","kind":"address"}, {"name":"Main Road","kind":"address"}
      """#
    )
    #expect(world.found("QUICKWHEEL TRADING") == ["Quickwheel Trading Ltd: name"])
    #expect(world.found("no. 09876543") == ["Quickwheel Trading Ltd: number"])
    #expect(
      world.found("14 Harbour Road, LS1 Leeds", .typed) == ["Harbour Road 14, Leeds: address"]
    )
    let index = ScreeningIndex(world.records)
    let row = index.addressHits(inRow: ["X", "Harbour Road 14", "LS1 4AP", "Leeds"])
    #expect(row.map(\.subject.name) == ["Harbour Road 14, Leeds"])
    #expect(index.addressHits(inRow: ["Harbour Road 15", "Leeds"]).isEmpty)
    #expect(index.addressHits(inRow: ["Harbour Road 14", "London"]).isEmpty)
  }

  @Test("Lists and alerts count from their first day to their last")
  func validity() throws {
    let line = #"{"name":"Quickwheel Trading Ltd"}"#
    for (members, isFound) in [
      (#","valid_until":"2026-05-31""#, false), (#","valid_until":"2026-06-01""#, true),
      (#","valid_from":"2026-06-02""#, false), (#","valid_from":"2026-06-01""#, true),
    ] {
      var world = try ScreeningWorld()
      try world.list(line, members: members)
      #expect(world.found("Quickwheel Trading").isEmpty != isFound, "\(members)")
    }
  }

  @Test("An alert is found by the substances, addresses and names in its words")
  func alerts() throws {
    var world = try ScreeningWorld()
    try world.alert(
      #"""
      {"reference":"A-1","title":"GBL ordered as wheel cleaner","text":"Orders by Marko Zelenko \#
      (marko@quick.example), paid in advance.","entries":[{"name":"Quickwheel Ltd"}]}
      """#
    )
    #expect(world.found("butyrolactone") == ["GBL ordered as wheel cleaner: substance"])
    #expect(world.found("Marko Zelenko") == ["GBL ordered as wheel cleaner: alert-text"])
    #expect(world.found("marko@quick.example") == ["GBL ordered as wheel cleaner: number"])
    #expect(world.found("Quickwheel") == ["Quickwheel Ltd: name"])
    #expect(world.found("paid in advance") == ["GBL ordered as wheel cleaner: alert-text"])
    #expect(world.found("Marko") == [])
    #expect(world.found("orders") == [])
  }

  @Test("What is confidential is marked")
  func confidentiality() throws {
    var world = try ScreeningWorld()
    try world.list(#"{"name":"Quickwheel Ltd"}"#)
    try world.list(#"{"name":"Quickwheel Ltd"}"#, isConfidential: false)
    let hits = ScreeningIndex(world.records).hits(in: "Quickwheel Ltd", manner: .cell)
    #expect(hits.map(\.subject.isConfidential) == [true, false])
    #expect(hits.map(\.subject.needsPerson) == [true, true])
  }
}
