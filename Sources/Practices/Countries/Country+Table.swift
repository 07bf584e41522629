extension Country {
  /// Every code of ISO 3166-1 alpha-2, its English name, and what else people write for it.
  ///
  /// Parts of a country stand with the whole where addresses and registers name the part.
  static let table = """
    AD|Andorra
    AE|United Arab Emirates|UAE|Emirates|Abu Dhabi|Dubai
    AF|Afghanistan
    AG|Antigua and Barbuda|Antigua
    AI|Anguilla
    AL|Albania
    AM|Armenia
    AO|Angola
    AQ|Antarctica
    AR|Argentina
    AS|American Samoa
    AT|Austria|Österreich
    AU|Australia
    AW|Aruba
    AX|Åland Islands|Aland
    AZ|Azerbaijan
    BA|Bosnia and Herzegovina|Bosnia|Bosnia-Herzegovina
    BB|Barbados
    BD|Bangladesh
    BE|Belgium|Belgique|België
    BF|Burkina Faso
    BG|Bulgaria
    BH|Bahrain
    BI|Burundi
    BJ|Benin
    BL|Saint Barthélemy
    BM|Bermuda
    BN|Brunei Darussalam|Brunei
    BO|Bolivia|Plurinational State of Bolivia|Bolivia, Plurinational State of
    BQ|Bonaire, Sint Eustatius and Saba|Caribbean Netherlands|Bonaire
    BR|Brazil
    BS|Bahamas|The Bahamas
    BT|Bhutan
    BV|Bouvet Island
    BW|Botswana
    BY|Belarus|Belorussia
    BZ|Belize
    CA|Canada
    CC|Cocos (Keeling) Islands|Cocos Islands|Keeling Islands
    CD|Congo, Democratic Republic of the|DR Congo|DRC|Democratic Republic of the Congo\
    |Democratic Republic of Congo|Congo-Kinshasa|Congo (Kinshasa)|Zaire
    CF|Central African Republic
    CG|Congo|Republic of the Congo|Congo-Brazzaville|Congo (Brazzaville)|Congo, Republic of the
    CH|Switzerland|Swiss Confederation|Schweiz|Suisse
    CI|Côte d'Ivoire|Ivory Coast
    CK|Cook Islands
    CL|Chile
    CM|Cameroon
    CN|China|People's Republic of China|PR China|P.R. China|PRC|Mainland China
    CO|Colombia
    CR|Costa Rica
    CU|Cuba
    CV|Cabo Verde|Cape Verde
    CW|Curaçao
    CX|Christmas Island
    CY|Cyprus
    CZ|Czechia|Czech Republic
    DE|Germany|Federal Republic of Germany|Deutschland|FRG
    DJ|Djibouti
    DK|Denmark|Danmark
    DM|Dominica
    DO|Dominican Republic
    DZ|Algeria
    EC|Ecuador
    EE|Estonia
    EG|Egypt
    EH|Western Sahara
    ER|Eritrea
    ES|Spain|España
    ET|Ethiopia
    FI|Finland|Suomi
    FJ|Fiji
    FK|Falkland Islands|Falkland Islands (Malvinas)|Malvinas
    FM|Micronesia|Micronesia, Federated States of|Federated States of Micronesia
    FO|Faroe Islands|Faeroe Islands|Faroes
    FR|France|French Republic|Metropolitan France
    GA|Gabon
    GB|United Kingdom|UK|U.K.|United Kingdom of Great Britain and Northern Ireland|Great Britain\
    |Britain|England|Scotland|Wales|Northern Ireland|England and Wales
    GD|Grenada
    GE|Georgia
    GF|French Guiana
    GG|Guernsey
    GH|Ghana
    GI|Gibraltar
    GL|Greenland
    GM|Gambia|The Gambia
    GN|Guinea
    GP|Guadeloupe
    GQ|Equatorial Guinea
    GR|Greece|Hellas|Hellenic Republic
    GS|South Georgia and the South Sandwich Islands
    GT|Guatemala
    GU|Guam
    GW|Guinea-Bissau
    GY|Guyana
    HK|Hong Kong|Hong Kong SAR|Hong Kong, China
    HM|Heard Island and McDonald Islands
    HN|Honduras
    HR|Croatia
    HT|Haiti
    HU|Hungary
    ID|Indonesia
    IE|Ireland|Republic of Ireland|Eire
    IL|Israel
    IM|Isle of Man
    IN|India
    IO|British Indian Ocean Territory
    IQ|Iraq
    IR|Iran|Iran, Islamic Republic of|Islamic Republic of Iran|Persia
    IS|Iceland
    IT|Italy|Italia
    JE|Jersey
    JM|Jamaica
    JO|Jordan
    JP|Japan
    KE|Kenya
    KG|Kyrgyzstan
    KH|Cambodia
    KI|Kiribati
    KM|Comoros
    KN|Saint Kitts and Nevis|St. Kitts and Nevis
    KP|Korea, North|North Korea|Democratic People's Republic of Korea\
    |Korea, Democratic People's Republic of|DPRK
    KR|Korea, South|South Korea|Republic of Korea|Korea, Republic of|Korea (Republic of)
    KW|Kuwait
    KY|Cayman Islands
    KZ|Kazakhstan
    LA|Laos|Lao People's Democratic Republic|Lao PDR
    LB|Lebanon
    LC|Saint Lucia
    LI|Liechtenstein
    LK|Sri Lanka
    LR|Liberia
    LS|Lesotho
    LT|Lithuania
    LU|Luxembourg
    LV|Latvia
    LY|Libya|Libyan Arab Jamahiriya
    MA|Morocco
    MC|Monaco
    MD|Moldova|Republic of Moldova|Moldova, Republic of
    ME|Montenegro
    MF|Saint Martin (French part)|Saint Martin
    MG|Madagascar
    MH|Marshall Islands
    MK|North Macedonia|Macedonia|Republic of North Macedonia|FYROM
    ML|Mali
    MM|Myanmar|Burma
    MN|Mongolia
    MO|Macao|Macau|Macao SAR
    MP|Northern Mariana Islands
    MQ|Martinique
    MR|Mauritania
    MS|Montserrat
    MT|Malta
    MU|Mauritius
    MV|Maldives
    MW|Malawi
    MX|Mexico
    MY|Malaysia
    MZ|Mozambique
    NA|Namibia
    NC|New Caledonia
    NE|Niger
    NF|Norfolk Island
    NG|Nigeria
    NI|Nicaragua
    NL|Netherlands|The Netherlands|Netherlands, Kingdom of the|Kingdom of the Netherlands\
    |Holland|Nederland
    NO|Norway|Norge
    NP|Nepal
    NR|Nauru
    NU|Niue
    NZ|New Zealand
    OM|Oman
    PA|Panama
    PE|Peru
    PF|French Polynesia
    PG|Papua New Guinea
    PH|Philippines
    PK|Pakistan
    PL|Poland|Polska
    PM|Saint Pierre and Miquelon
    PN|Pitcairn
    PR|Puerto Rico
    PS|Palestine|State of Palestine|Palestine, State of|Palestinian Territories\
    |Palestinian Territory
    PT|Portugal|Portuguese Republic
    PW|Palau
    PY|Paraguay
    QA|Qatar
    RE|Réunion|La Réunion
    RO|Romania
    RS|Serbia
    RU|Russia|Russian Federation
    RW|Rwanda
    SA|Saudi Arabia|Kingdom of Saudi Arabia|KSA
    SB|Solomon Islands
    SC|Seychelles
    SD|Sudan
    SE|Sweden|Sverige
    SG|Singapore
    SH|Saint Helena, Ascension and Tristan da Cunha|Saint Helena
    SI|Slovenia
    SJ|Svalbard and Jan Mayen
    SK|Slovakia|Slovak Republic
    SL|Sierra Leone
    SM|San Marino
    SN|Senegal
    SO|Somalia
    SR|Suriname
    SS|South Sudan
    ST|Sao Tome and Principe|São Tomé and Príncipe
    SV|El Salvador
    SX|Sint Maarten (Dutch part)|Sint Maarten
    SY|Syria|Syrian Arab Republic
    SZ|Eswatini|Swaziland
    TC|Turks and Caicos Islands
    TD|Chad
    TF|French Southern Territories
    TG|Togo
    TH|Thailand
    TJ|Tajikistan
    TK|Tokelau
    TL|Timor-Leste|East Timor
    TM|Turkmenistan
    TN|Tunisia
    TO|Tonga
    TR|Türkiye|Turkey|Turkiye
    TT|Trinidad and Tobago
    TV|Tuvalu
    TW|Taiwan|Taiwan, Province of China|Chinese Taipei|Republic of China
    TZ|Tanzania|Tanzania, United Republic of|United Republic of Tanzania|Zanzibar
    UA|Ukraine
    UG|Uganda
    UM|United States Minor Outlying Islands|US Minor Outlying Islands
    US|United States|USA|U.S.A.|U.S.|United States of America|The United States|America
    UY|Uruguay
    UZ|Uzbekistan
    VA|Holy See|Vatican City|Vatican|Vatican City State
    VC|Saint Vincent and the Grenadines
    VE|Venezuela|Venezuela, Bolivarian Republic of|Bolivarian Republic of Venezuela
    VG|British Virgin Islands|Virgin Islands (British)|Virgin Islands, British
    VI|United States Virgin Islands|Virgin Islands (U.S.)|Virgin Islands, U.S.|US Virgin Islands
    VN|Viet Nam|Vietnam
    VU|Vanuatu
    WF|Wallis and Futuna
    WS|Samoa
    YE|Yemen
    YT|Mayotte
    ZA|South Africa
    ZM|Zambia
    ZW|Zimbabwe
    """
}
