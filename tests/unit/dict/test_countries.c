/* test_countries.c - data/countries.tsv knows every state and territory of ISO 3166-1, with name, demonym, capital,
 * seat.
 *
 * The codes are facts, written down here so that the check needs nothing else. What a place may lack is listed with the
 * reason; an entry that comes to have it must leave the list.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

/* ISO 3166-1: alpha-3 and alpha-2 of each. */
static const char iso[] =
    "ABWAW AFGAF AGOAO AIAAI ALAAX ALBAL ANDAD AREAE ARGAR ARMAM ASMAS ATAAQ ATFTF ATGAG AUSAU AUTAT AZEAZ BDIBI "
    "BELBE BENBJ BESBQ BFABF BGDBD BGRBG BHRBH BHSBS BIHBA BLMBL BLRBY BLZBZ BMUBM BOLBO BRABR BRBBB BRNBN BTNBT "
    "BVTBV BWABW CAFCF CANCA CCKCC CHECH CHLCL CHNCN CIVCI CMRCM CODCD COGCG COKCK COLCO COMKM CPVCV CRICR CUBCU "
    "CUWCW CXRCX CYMKY CYPCY CZECZ DEUDE DJIDJ DMADM DNKDK DOMDO DZADZ ECUEC EGYEG ERIER ESHEH ESPES ESTEE ETHET "
    "FINFI FJIFJ FLKFK FRAFR FROFO FSMFM GABGA GBRGB GEOGE GGYGG GHAGH GIBGI GINGN GLPGP GMBGM GNBGW GNQGQ GRCGR "
    "GRDGD GRLGL GTMGT GUFGF GUMGU GUYGY HKGHK HMDHM HNDHN HRVHR HTIHT HUNHU IDNID IMNIM INDIN IOTIO IRLIE IRNIR "
    "IRQIQ ISLIS ISRIL ITAIT JAMJM JEYJE JORJO JPNJP KAZKZ KENKE KGZKG KHMKH KIRKI KNAKN KORKR KWTKW LAOLA LBNLB "
    "LBRLR LBYLY LCALC LIELI LKALK LSOLS LTULT LUXLU LVALV MACMO MAFMF MARMA MCOMC MDAMD MDGMG MDVMV MEXMX MHLMH "
    "MKDMK MLIML MLTMT MMRMM MNEME MNGMN MNPMP MOZMZ MRTMR MSRMS MTQMQ MUSMU MWIMW MYSMY MYTYT NAMNA NCLNC NERNE "
    "NFKNF NGANG NICNI NIUNU NLDNL NORNO NPLNP NRUNR NZLNZ OMNOM PAKPK PANPA PCNPN PERPE PHLPH PLWPW PNGPG POLPL "
    "PRIPR PRKKP PRTPT PRYPY PSEPS PYFPF QATQA REURE ROURO RUSRU RWARW SAUSA SDNSD SENSN SGPSG SGSGS SHNSH SJMSJ "
    "SLBSB SLESL SLVSV SMRSM SOMSO SPMPM SRBRS SSDSS STPST SURSR SVKSK SVNSI SWESE SWZSZ SXMSX SYCSC SYRSY TCATC "
    "TCDTD TGOTG THATH TJKTJ TKLTK TKMTM TLSTL TONTO TTOTT TUNTN TURTR TUVTV TWNTW TZATZ UGAUG UKRUA UMIUM URYUY "
    "USAUS UZBUZ VATVA VCTVC VENVE VGBVG VIRVI VNMVN VUTVU WLFWF WSMWS YEMYE ZAFZA ZMBZM ZWEZW "
    "";

/* Nobody lives there for good, or what they are called means another state's people first (Congolese, Dominican). */
static const char no_demonym[] = "ATA ATF BVT COG DMA HMD SGS SJM UMI VAT ";
/* No government sits there, its seat has the name of the whole or of another's capital (Kingston), or moves each year
 * (Tokelau). */
static const char no_capital[] = "ATA ATF BVT GIB HKG HMD MAC NFK SGP SMR STP TKL UMI VAT ";
/* States whose houses of power the news names for the state. */
static const char with_seat[] =
    "ARG AUS BRA CAN CHL CHN COL DEU EGY ESP FRA GBR GRC IND ISR ITA JPN KOR MEX NPL PAK PHL POL PRT "
    "ROU RUS SWE TUR UKR USA VAT ";

enum { CODES = 249, ROW_MAX_BYTES = 8192, COLUMNS = 6 };

static int listed(const char *list, const char *alpha3) {
    for (; *list; list += strcspn(list, " ") + 1)
        if (strncmp(list, alpha3, 3) == 0) return 1;
    return 0;
}

/* Read the row of an alpha-3 into `row` and its columns into `column`; 0 when there is none. */
static int row_of(const char *alpha3, char *row, const char *column[COLUMNS]) {
    FILE *fp = fopen("data/countries.tsv", "r");
    if (!fp) fail_msg("cannot open data/countries.tsv (run from the repository's root)");
    int found = 0;
    while (!found && fgets(row, ROW_MAX_BYTES, fp)) found = strncmp(row, alpha3, 3) == 0 && row[3] == '\t';
    fclose(fp);
    if (!found) return 0;
    row[strcspn(row, "\n")] = 0;
    for (int i = 0; i < COLUMNS; i++) {
        column[i] = row;
        row += strcspn(row, "\t");
        if (i + 1 < COLUMNS) assert_int_equal(*row, '\t');
        if (*row) *row++ = 0;
    }
    return 1;
}

static void has(const char *alpha3, const char *what, const char *column, int lacks) {
    int there = column[0] && strcmp(column, "-") != 0;
    if (!there && !lacks) fail_msg("data/countries.tsv: %s has no %s", alpha3, what);
    if (there && lacks) fail_msg("data/countries.tsv: %s has a %s: take it off the list of exceptions", alpha3, what);
}

static void every_code(void **state) {
    (void)state;
    static char row[ROW_MAX_BYTES];
    const char *column[COLUMNS];
    int n = 0;
    for (const char *p = iso; *p; p += 6, n++) {
        char alpha3[4] = {p[0], p[1], p[2], 0}, alpha2[3] = {p[3], p[4], 0};
        if (!row_of(alpha3, row, column)) fail_msg("data/countries.tsv: no row %s", alpha3);
        assert_string_equal(column[1], alpha2);
        has(alpha3, "name", column[2], 0);
        has(alpha3, "demonym", column[3], listed(no_demonym, alpha3));
        has(alpha3, "capital", column[4], listed(no_capital, alpha3));
        if (listed(with_seat, alpha3)) has(alpha3, "seat", column[5], 0);
    }
    assert_int_equal(n, CODES);
}

/* The table has no row beside those but Kosovo, the bodies of states, and the names that mean no state. */
static void no_other_code(void **state) {
    (void)state;
    static char row[ROW_MAX_BYTES];
    FILE *fp = fopen("data/countries.tsv", "r");
    assert_non_null(fp);
    int others = 0;
    while (fgets(row, sizeof row, fp)) {
        if (row[0] == '#' || row[0] == '\n') continue;
        int known = 0;
        for (const char *p = iso; *p && !known; p += 6) known = strncmp(p, row, 3) == 0 && row[3] == '\t';
        if (known) continue;
        others++;
        if (strncmp(row, "XKX\t", 4) != 0 && strncmp(row, "IGO\t", 4) != 0 && strncmp(row, "-\t", 2) != 0)
            fail_msg("data/countries.tsv: %.3s is no code of ISO 3166-1", row);
    }
    fclose(fp);
    assert_int_equal(others, 3);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_code), cmocka_unit_test(no_other_code)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
