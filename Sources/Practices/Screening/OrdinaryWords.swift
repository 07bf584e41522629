/// Words of names that say nothing about who bears the name.
///
/// Folded as in ``FoldedWords``. Own collection: legal forms and lines of business in the
/// languages that firms' names are written in most often.
enum OrdinaryWords {
  /// Words that only join others.
  static let joining: Set<String> = words(
    """
    a an and at by for from in of on or the to with et de du des la le les l d au aux pour en y e el \
    los las del do da dos das di della delle degli dei und der die das den dem fur im zu zum zur vom \
    von van het een ter ten te og och och i w z na
    """
  )

  /// What a firm is by law, in whole words or as people shorten them.
  static let legalForms: Set<String> = words(
    """
    ab ad adsitz aps ag aktiengesellschaft aktiebolag aktieselskab anpartsselskab anonim anonima \
    anonyme anonymi anonim as asa ast asoc asociacion association associazione ay besloten \
    beperkte aansprakelijkheid beschrankte beschrankter bhd bt bv bvba ca capital cia cie coop \
    cooperatie cooperativa cooperative co company companie compania compagnie corp corporation \
    cv cvba dd dba doo dooel e ead ebvba eeig ehf eg ei eingetragene einzelunternehmen eirl eood ek \
    empresa entreprise epe esp et eurl ev fa fcp firma fop foundation fundacion fzco fze fzc fzllc \
    gbr gesellschaft gesmbh ges gie gmbh ggmbh haftung haftungsbeschrankt hb hf holding ik ikk inc \
    incorporated individual individuelle jdoo joint jsc jstc kabushiki kaisha kb kd kda kft kg \
    kgaa kk ks ky lda lc limitada limitado limited limitee liability llc lllp llp lp lt ltd ltda \
    maatschap maatschappij mbh mb mepe mit naamloze nv nyrt oao obshchestvo ohg oe oo ood ooo op \
    org organisation ou oy oyj oeg pao par partnership partnerships partner partners pc pjsc plc \
    plt private privee pt pte pty pub public publico publique pvt qsc rao responsabilidad \
    responsabilite responsabilita rl rt ry sa saas sab sae sal sansvd sao sapa sapi saog saoc sarl \
    sas sasu sc sca scarl sccl scoop scpa scop scs sd sdn se selarl semi sencrl sendirian sia sicav \
    simplifiee simple sindacato sl slne slp slu snc sociedad sociedade societa societe \
    societas soc sole sp spa spk spoluecnost spolecnost spolka spol spzoo sprl srl sro stichting \
    stock sti str sua tov tbk td ter trust uab uc ug ulc ultd unip unipersonal unincorporated \
    unlimited unternehmergesellschaft vennootschap verein vof vzw zao zoo zrt zt komanditni komandytowa \
    kommanditgesellschaft kommandiittiyhtio offene handelsgesellschaft osakeyhtio osauhing \
    ograniczona ograniczonej odpowiedzialnoscia akcyjna akciova rucenim omezenym comandita \
    nominee proprietary proprietorship ltee branch sucursal filiale filial niederlassung
    """
  )

  /// Lines of business, kinds of house, places: what many names have in common.
  static let generic: Set<String> = words(
    """
    agency agro america american amsterdam analytics anlagen apotheke asia asian atelier auto \
    automotive bank banque banco bau bauer berlin best beheer bedrijf bio biotech britain british \
    brothers building business care cars center central centrale centre centro centrum chem chemical \
    chemicals chemie chemische chemistry chimica chimie chimique chimiques city clean cleaner \
    cleaning clinic club coating coatings college color colors colour commerce commercial comercial \
    communications computer concept construction construcciones consult consultancy consultants \
    consulting control cosmetics de design deutsche deutschland development digital direct \
    distribution distribucion distributor distributors dr east easy eco eco electric electronics \
    energy engineering enterprise enterprises entreprises equipment espana espanola est europa \
    europe european europeenne express export exports factory farma farmacia farben federal film \
    finance financial first food foods france francaise franca fresh general generale generales \
    germany gestion global gold good grand green grosshandel group groupe groep grupo gruppe \
    gruppo handel handels haus health high holdings holland hospital hotel house huis immo import \
    imports industri industria industrial industrie industriel industriële industriele industries \
    industry infra ingenieria innovation innovations institut institute instituut instituto \
    insurance inter international internacional internationale intl invest investment investments \
    iberica italia italiana italy japan kemi kemia key lab labo labor laboratoire laboratoires \
    laboratories laboratory laboratorio laboratorios labs land leasing life line logistic logistics \
    logistik london lux madrid management market marketing materials media medical metal metals \
    mr mrs mobile modern national nationale natural nederland nederlandse netherlands network new \
    nord north nova nutrition office oil old one online optik organic paint paints paper paris park \
    pharm pharma pharmaceutical pharmaceuticals pharmacy plast plastic plastics plus point polymer \
    polymers port power premium print pro produce product production productions products \
    produits project projects promotion properties property quality quimica quimicas quimico real \
    recycling rent research resources retail royal rotterdam sales school science sciences scientific \
    security service services servicio servicios shipping shop sociale software solution solutions \
    source south spain special speciality specialties sport sports star states steel store stores \
    studio sud sun super supplies supply support sur system systeme systems team tec tech technic \
    technical technik techniques technologies technology telecom textile textiles the time tools \
    top total town toys trade traders trading transport transports travel uk union united universal \
    universite university universiteit universitat usa value vertrieb verwaltung water web west \
    wholesale wien women wood work works world zentrum zone
    """
  )

  private static func words(_ text: String) -> Set<String> {
    Set(text.split(separator: " ").map(String.init))
  }
}
