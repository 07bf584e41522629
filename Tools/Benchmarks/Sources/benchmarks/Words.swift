/// What generated entries say.
enum Words {
  static let names = [
    "Van Dijk", "Müller", "Lambert", "Okonkwo", "Rossi", "García", "Nowak", "Jansen", "Dubois",
    "Hoffmann", "Lindqvist", "Papadopoulos", "Murphy", "Silva", "Kovács", "Novák", "De Vries",
    "Schmidt", "Moreau", "Andersen", "Fernández", "Bianchi", "Visser", "O’Brien", "Kowalski",
  ]
  static let trades = [
    "Coatings", "Polymers", "Solvents", "Resins", "Adhesives", "Elastomers", "Cleaning Technology",
    "Fine Chemicals", "Inks", "Polyurethanes", "Laboratory Supplies", "Surface Treatment",
  ]
  static let legalForms = ["BV", "GmbH", "SA", "SRL", "Ltd", "AG", "SAS", "NV", "Oy", "AB"]
  static let people = [
    "M. Bakker", "J. Visser", "A. Müller", "C. Lambert", "S. Rossi", "P. Nowak", "E. García",
    "H. Lindqvist", "T. Murphy", "L. Silva",
  ]
  static let places = [
    ("Rotterdam", "3011", "NL"), ("Antwerpen", "2000", "BE"), ("Ludwigshafen", "67059", "DE"),
    ("Lyon", "69007", "FR"), ("Tarragona", "43006", "ES"), ("Mantova", "46100", "IT"),
    ("Hull", "HU9", "GB"), ("Płock", "09-411", "PL"), ("Göteborg", "41834", "SE"),
  ]
  static let streets = [
    "Havenstraat", "Industrieweg", "Rue de la Chimie", "Via dell’Industria", "Hafenstraße",
    "Calle del Puerto", "Dock Road", "Fabriksgatan", "Chemiepark Noord, gate",
  ]
  static let activities = [
    "makes polyurethane elastomers for shoe soles and rollers",
    "formulates paint strippers for aircraft maintenance",
    "makes coatings for flooring and car parts",
    "repacks laboratory chemicals for schools and universities",
    "cleans printing machines and recovers solvents",
    "makes adhesives for packaging and bookbinding",
  ]
  static let reasons = [
    "long-standing maker of coatings; the declared use fits the plant, which was visited",
    "new firm, register extract seen, site not yet visited; small quantities until then",
    "quantities ordered are above what the declared use needs; no plausible answer was given",
    "references checked with two other suppliers; end use confirmed by the technical manager",
  ]
}
