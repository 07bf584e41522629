/// A rule that looks at the records of several firms together.
///
/// What a rule finds is computed when it is asked for, never stored, and decides nothing: it
/// tells a person where to look.
public enum CrossFirmRule: String, CaseIterable, Hashable, Sendable {
  /// Turned away at one firm, supplied by another.
  case refusedAndSupplied = "refused-and-supplied"
  /// More than a customer needs in a year.
  case aboveNeed = "above-need"
  /// Above a threshold of the register of substances, added up over firms.
  case aboveThreshold = "above-threshold"
  /// One requester asks several firms for samples.
  case samplesAtSeveralFirms = "samples-at-several-firms"
  /// Different firms at one address.
  case sharedAddress = "shared-address"
  /// Orders of a month split over sites.
  case splitOrders = "split-orders"
  /// Seals that were supplied and seals that were received differ.
  case sealsDiffer = "seals-differ"
  /// A journal that has said nothing for longer than agreed.
  case silentJournal = "silent-journal"

  /// What it looks for, in a line.
  public var title: String {
    switch self {
    case .refusedAndSupplied: "refused or suspended at one firm and supplied by another"
    case .aboveNeed: "more supplied or declared than a site needs in a year"
    case .aboveThreshold: "more supplied or declared over several firms than a threshold"
    case .samplesAtSeveralFirms: "one requester asks several firms for samples"
    case .sharedAddress: "different firms at one address"
    case .splitOrders: "orders of a month split over sites, below a threshold each"
    case .sealsDiffer: "seals supplied and seals received differ"
    case .silentJournal: "a journal is silent for longer than agreed"
    }
  }

  /// How it is computed, exactly enough to do it by hand.
  public var formula: String {
    switch self {
    case .refusedAndSupplied:
      """
      For one party at two firms: an assessment with the outcome refused or suspended, or an order \
      decided ‘refuse’, at the first; a movement ‘supplied’, or an order decided ‘supply’ and not \
      cancelled, at the second. The earlier day + 12 months is not before the later day, and the \
      later day lies in the 12 months up to the day asked for. Either may come first. With \
      --confidential a report of a suspicion with the action ‘refused’ counts as a refusal of \
      everybody in it with the customer’s e-mail address or name. A missing day is told where it \
      would decide, and so are two customers who may be one, as names and addresses propose, and \
      whom nobody has judged.
      """
    case .aboveNeed:
      """
      A party’s need of a substance = the sum over its sites of need_per_year, of one site that \
      several firms describe the greatest. Compared with it, over all firms: what was ‘supplied’ \
      in the 12 months up to the day asked for to these sites or without a site; and what the \
      declarations in force on that day declare, of renewals for one firm and site the last. Where \
      a party has several sites, each is compared by itself as well. Kilograms of the pure \
      substance: litres by density, mixtures by concentration. More than the need is found; what \
      came back is not taken off. A quantity or density that nobody gives, and a site without a \
      need, to which goods went or what went to no site may have gone, are told where they would \
      decide.
      """
    case .aboveThreshold:
      """
      A party’s quantity of a substance from two or more firms of the countries that the threshold \
      holds for (firms whose country is not known count) > the threshold in the register of \
      substances: ‘supplied’ in the 12 months up to the day asked for against a threshold a year; \
      in one of the 12 calendar months up to that day against one a month; the declarations in \
      force on the day against one a year. A threshold for one transaction is compared with every \
      movement, of one firm too. Thresholds of nothing and those for the seller’s own total are \
      left out. Of one firm alone its own check tells. Kilograms of the pure substance; what \
      nobody can weigh is told where it would decide.
      """
    case .samplesAtSeveralFirms:
      """
      Requests for samples in the 12 months up to the day asked for, whatever was decided, of one \
      requester at two or more firms. Requests belong to one requester when they name one party, \
      the same e-mail address, or the same person at the same organisation, unless somebody judged \
      them different. A request that names nobody, or no day, is told, and so are those that names \
      and addresses propose as one requester’s and nobody has judged.
      """
    case .sharedAddress:
      """
      Customers with one address (country, street and house number, and postal code or else town; \
      without case, accents and punctuation; that of a site counts for its customer) that are not \
      one party and whose numbers in one register, or LEI, or VAT numbers differ. Pairs that \
      somebody judged different are left out. Where numbers are missing at two firms, that is told.
      """
    case .splitOrders:
      """
      Orders of one party for one substance in one of the 12 calendar months up to the day asked \
      for, over all firms, neither cancelled nor refused, for two or more sites: each order ≤ the \
      threshold in the register of substances, together > the threshold. Thresholds as for \
      above-threshold. Where orders name no site, or no quantity that can be weighed, that is told.
      """
    case .sealsDiffer:
      """
      A pack that one firm ‘received’, or that was ‘returned’, in the 12 months up to the day asked \
      for, with a lot and seals, against the packs with the same lot and substance that another \
      firm ‘supplied’ (for what was returned: the same firm) not later. Found: a seal, listed or \
      found instead, that no such supply has; and, of the supply that shares most seals with what \
      another firm received, seals that did not arrive. Where one side lists no seals, that is told.
      """
    case .silentJournal:
      """
      The day that the newest entry claims, of those that do not claim to be later than the day \
      asked for, + the reporting interval < the day asked for. The interval is the shortest \
      reporting_interval of the organisation’s agreements in force, else that of its enrolment \
      here, else 90 days; a month is a calendar month. The entry’s own time counts, since the \
      organisation signed it and every store computes the same from it; when a file arrived says \
      only when somebody carried it, and is shown beside it. Own and revoked journals are left \
      out, and forked ones, which are a conflict.
      """
    }
  }

  /// Where it comes from.
  public var source: String {
    switch self {
    case .refusedAndSupplied, .samplesAtSeveralFirms:
      "1988 Convention, Article 12(9)(a), and the ICCA BDO/GBL product stewardship code: firms and "
        + "authorities work together to notice suspicious transactions; the 12 months are this "
        + "program’s"
    case .aboveNeed:
      "ICCA BDO/GBL product stewardship code, practice 3: a customer’s quantity fits its use"
    case .aboveThreshold: "the register of substances; each finding names the law"
    case .sharedAddress: "good practice: one door with several names deserves a look"
    case .splitOrders:
      "21 CFR 1310.04(e): purchases that are split over sites to stay below a threshold"
    case .sealsDiffer: "ICCA BDO/GBL product stewardship code, practice 6: containers stay closed"
    case .silentJournal: "the organisation’s agreement, else what this program takes for usual"
    }
  }

  /// Whether that source was read in the original.
  public var isConfirmed: Bool {
    switch self {
    case .sharedAddress, .splitOrders: true
    default: false
    }
  }

  /// What a person does next.
  public var remedy: String {
    switch self {
    case .refusedAndSupplied: "ask both firms for their files, each without naming the other"
    case .aboveNeed: "ask the firms what the goods are for, and have the need corrected"
    case .aboveThreshold: "look whether customer and firms have the papers the law asks for"
    case .samplesAtSeveralFirms: "ask the requester what each sample is for"
    case .sharedAddress:
      "look who is at the address; say that both are lawful: steward matches different A B"
    case .splitOrders: "ask why the order was split over sites"
    case .sealsDiffer: "ask both firms where the containers were opened or exchanged"
    case .silentJournal: "remind the organisation to pack and send: steward pack"
    }
  }
}
