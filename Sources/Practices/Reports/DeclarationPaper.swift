public import Records

/// An end-use declaration as a paper for the customer to sign, filled in as far as the firm
/// knows.
///
/// It asks for what Annex III of Regulation (EC) No 273/2004 asks for, or under the product
/// stewardship code for what practice 3 wants, in words of its own.
public struct DeclarationPaper: Sendable {
  /// What it covers.
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    /// One order: Annex III, point 1.
    case single
    /// Several orders within a year: Annex III, point 2.
    case multiple
    /// A letter under the product stewardship code, where no law asks for a declaration.
    case code
  }

  /// A name and where it is found.
  public struct Party: Hashable, Sendable {
    /// The name.
    public var name: String
    /// Street, postal code and city, and country; a line each.
    public var address: [String]
    /// Its number in a register; `nil` where it is not known.
    public var number: String?

    /// A party.
    public init(name: String, address: [String], number: String? = nil) {
      self.name = name
      self.address = address
      self.number = number
    }

    /// The address in lines.
    var lines: String { address.filter { !$0.isEmpty }.joined(separator: "\n") }
  }

  /// A permit to have the substance.
  public struct Licence: Hashable, Sendable {
    /// Its number.
    public var number: String
    /// Since when.
    public var validFrom: String?
    /// The authority.
    public var issuedBy: String?
    /// Until when; `nil` for no limit that is known.
    public var validUntil: String?

    /// A permit.
    public init(number: String, validFrom: String?, issuedBy: String?, validUntil: String?) {
      self.number = number
      self.validFrom = validFrom
      self.issuedBy = issuedBy
      self.validUntil = validUntil
    }
  }

  /// What it covers.
  public var kind: Kind
  /// Who declares.
  public var customer: Party
  /// Where the substance is used, if not at the customer's address.
  public var site: Party?
  /// Who supplies.
  public var supplier: Party
  /// The substance's CAS number.
  public var cas: String
  /// The substance, where the register knows it.
  public var substance: Substance?
  /// In percent by mass, for a mixture.
  public var concentration: String?
  /// How much, with its unit: of the order, or of the whole period.
  public var amount: String?
  /// What for.
  public var endUse: String?
  /// How many orders.
  public var transactions: String?
  /// The first and the last day, for more than one order.
  public var period: (from: CalendarDate, until: CalendarDate)?
  /// The customer's permit.
  public var licence: Licence?
  /// What the supplier has to know.
  public var remarks: [String] = []

  /// Describes a declaration; all else is left to be filled in by hand.
  public init(kind: Kind, customer: Party, supplier: Party, cas: String, substance: Substance?) {
    self.kind = kind
    self.customer = customer
    self.supplier = supplier
    self.cas = cas
    self.substance = substance
  }

  /// What the law takes for a substance, the usual one first.
  ///
  /// Category 1 takes a declaration for each order only, category 2 also one for a year
  /// (Regulation (EC) No 273/2004, Article 4); for everything else there is the code.
  public static func kinds(for substance: Substance?, inEU: Bool) -> [Kind] {
    guard inEU else { return [.code, .single, .multiple] }
    switch substance?.euCategory {
    case "1": return [.single]
    case "2A", "2B": return [.single, .multiple]
    default: return [.code, .single, .multiple]
    }
  }
}

// MARK: - The paper

extension DeclarationPaper {
  /// The paper, for category 1 followed by the copy that travels with the goods.
  public var report: Report {
    var report = Report(title: title)
    report.facts = [ReportFact("To", "\(supplier.name)\n\(supplier.lines)")]
    report.sections = body
    report.sections.append(ReportSection("", blocks: [.signature(Self.signature)]))
    if substance?.euCategory == "1", kind != .code { report.sections += copy }
    report.notes = [source]
    report.remarks = remarks + Self.remarks(kind)
    report.data = data
    return report
  }

  private static let signature = ["Signature", "Name in capitals", "Position", "Date"]

  private var title: String {
    switch kind {
    case .single: "End-use declaration for one order"
    case .multiple: "End-use declaration for several orders"
    case .code where substance?.isMonitoredInEU == true:
      "End-use declaration under the BDO and GBL product stewardship code"
    case .code: "End-use declaration"
    }
  }

  private var source: String {
    switch kind {
    case .single:
      "Asks for what Regulation (EC) No 273/2004, Article 4 and Annex III, point 1, asks for."
    case .multiple:
      "Asks for what Regulation (EC) No 273/2004, Article 4(2) and Annex III, point 2, asks for."
    case .code:
      "After practice 3 of the ICCA product stewardship code for 1,4-butanediol and gamma-butyrolactone (2017): all customers provide end-use declarations."
    }
  }

  private static func remarks(_ kind: Kind) -> [String] {
    guard kind != .code else {
      return ["The wording is this program’s own: the code’s own letter was not at hand."]
    }
    return [
      "The wording is this program’s own and was not compared with Annex III in the original. Where your authority gives a text, use that one.",
      "A legal person declares on its own headed paper.",
    ]
  }

  private var body: [ReportSection] {
    var sections = [
      ReportSection("Who declares", blocks: [.facts(customerFacts)])
    ]
    if kind != .code || licence != nil {
      sections.append(ReportSection("Licence or registration", blocks: [.facts(licenceFacts)]))
    }
    sections.append(ReportSection("Substance", blocks: [.facts(substanceFacts)]))
    sections.append(
      ReportSection(
        "Use",
        blocks: [
          .facts([ReportFact("Used for nothing but", .orBlank(endUse))]),
          .list(undertakings),
        ],
      )
    )
    return sections
  }

  private var customerFacts: [ReportFact] {
    var facts = [
      ReportFact("We, name", customer.name),
      ReportFact("Address", .orBlank(customer.lines)),
    ]
    if let number = customer.number { facts.append(ReportFact("Registered under", number)) }
    if let site {
      let lines = [site.name, site.lines].filter { !$0.isEmpty }.joined(separator: "\n")
      facts.append(ReportFact("Used at", lines))
    }
    return facts
  }

  private var licenceFacts: [ReportFact] {
    [
      ReportFact("Number (strike out if none)", .orBlank(licence?.number)),
      ReportFact("Issued on", .orBlank(licence?.validFrom)),
      ReportFact("Issued by (name and address)", .orBlank(licence?.issuedBy)),
      ReportFact("Valid until (or ‘without limit’)", .orBlank(licence?.validUntil)),
    ]
  }

  private var substanceFacts: [ReportFact] {
    var facts = [
      ReportFact("Name", substance?.fullName ?? "CAS \(cas)"),
      ReportFact("CAS number", cas),
    ]
    if kind != .code || substance?.cn8 != nil {
      let mark = substance?.isConfirmed(.cn8) == false ? " (not confirmed)" : ""
      facts.append(ReportFact("CN code", .orBlank(substance?.cn8.map { $0 + mark })))
    }
    if let concentration {
      facts.append(ReportFact("Concentration", "\(concentration) % by mass"))
    }
    facts.append(
      ReportFact(
        kind == .single ? "Quantity ordered" : "Quantity in the whole period",
        .orBlank(amount),
      )
    )
    guard kind != .single else { return facts }
    if kind == .multiple {
      facts.append(ReportFact("Number of orders expected", .orBlank(transactions)))
    }
    let text = period.map { "\($0.from.text) to \($0.until.text)" }
    facts.append(ReportFact("Period", .orBlank(text)))
    return facts
  }

  /// The supplier's name as the end of a sentence: a name such as ‘Chemie Noord B.V.’ ends it.
  private var supplierAtEnd: String {
    supplier.name.utf8.last == UInt8(ascii: ".") ? supplier.name : supplier.name + "."
  }

  private var undertakings: [String] {
    let likewise =
      kind == .single && substance?.euCategory == "1" ? "" : ", for one order or for several"
    switch kind {
    case .single, .multiple:
      return [
        "We have ordered\(kind == .multiple ? ", or will order in the period," : "") this substance from \(supplierAtEnd)",
        "We use it for what is said above and for nothing else.",
        "We sell it on, or pass it on in any other way, only to somebody who gives us a declaration like this one\(likewise).",
      ]
    case .code:
      return [
        "We use it for what is said above and for nothing else: not for consumption by people or animals, and not for making drugs.",
        "We keep it where only those get at it who need it for this, and see to it that packs are not tampered with.",
        "We pass it on only if \(supplier.name) has agreed, and then only to somebody whom we have assessed and who gives us a declaration like this one.",
        "We tell \(supplier.name) at once if use, place or quantity change, and the authority of any theft, loss or suspicious enquiry.",
        "\(supplier.name) may check what is said here, and may ask to see how and where the substance is used.",
      ]
    }
  }

  /// The certified copy that accompanies the goods.
  private var copy: [ReportSection] {
    var sections = body
    sections[0].startsPage = true
    sections[0].blocks.insert(
      .text(
        "Copy that travels with the goods, to be shown to the authorities on demand. Supplier: \(supplierAtEnd)"
      ),
      at: 0,
    )
    sections[0].heading = "Certified copy: \(sections[0].heading.lowercased())"
    sections.append(
      ReportSection(
        "Certification by the supplier",
        blocks: [
          .facts([
            ReportFact("Signed for the customer by", .blank), ReportFact("Signed on", .blank),
          ]),
          .text(
            "\(supplier.name) certifies that this is a true copy of the declaration that the customer signed."
          ),
          .stamp("Supplier’s stamp"),
          .signature(["Date", "Signature for \(supplier.name)"]),
        ],
      )
    )
    return sections
  }

  private var data: [ReportDatum] {
    func text(_ value: String?) -> JSON { value.map { .string($0) } ?? .null }
    return [
      ReportDatum("report", "declaration"),
      ReportDatum("kind", .string(kind.rawValue)),
      ReportDatum("customer", .string(customer.name)),
      ReportDatum("supplier", .string(supplier.name)),
      ReportDatum("substance", .string(cas)),
      ReportDatum("quantity", text(amount)),
      ReportDatum("end_use", text(endUse)),
      ReportDatum("valid_from", text(period?.from.text)),
      ReportDatum("valid_until", text(period?.until.text)),
      ReportDatum("licence", text(licence?.number)),
      ReportDatum("certified_copy", .bool(substance?.euCategory == "1" && kind != .code)),
    ]
  }
}
