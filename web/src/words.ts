// What the records' own words and codes mean, in plain English: the Help page lists them, and they are the titles of what
// is shown. Countries' names are the server's to say (/api/v1/names).

export const countries = new Map<string, string>();

export const sectors: Record<string, string> = {
  GOV: "government", LEG: "parliament", OPP: "opposition", PTY: "party", MIL: "military", COP: "police", SPY: "intelligence", JUD: "courts", CVL: "civilians",
  EDU: "education", HLH: "health", BUS: "business", LAB: "labour", MED: "media", REB: "armed group", CRM: "criminals", REL: "religion", AGR: "farming", REF: "refugees",
};

const own: Record<string, string> = { IGO: "a body of several states", "?": "not named" };
/** "RUS" as Russia; any other word as it is. */
export const named = (code: string): string => own[code] ?? countries.get(code) ?? code;

export interface Section { name: string; field: string; about: string; words: [string, string][] }

export const glossary: Section[] = [
  { name: "Acts", field: "act", about: "What one did to another, by the types of PLOVER.", words: [
    ["AGREE", "agrees to do something"], ["CONSULT", "meets, talks, visits"], ["SUPPORT", "backs in words, signs, recognises"], ["COOPERATE", "works, trades or fights together"], ["AID", "gives help, money, arms, asylum"],
    ["YIELD", "gives way: frees, withdraws, resigns, ends a measure"], ["REQUEST", "asks or appeals for"], ["ACCUSE", "accuses, sues, charges, investigates"], ["REJECT", "refuses, vetoes, breaks off"], ["THREATEN", "threatens or warns"],
    ["PROTEST", "demonstrates, strikes, riots"], ["SANCTION", "cuts ties, expels, imposes an embargo"], ["MOBILIZE", "readies or moves forces"], ["COERCE", "arrests, seizes, bans, sentences"], ["ASSAULT", "attacks, kills, wounds, destroys"],
  ] },
  { name: "Did it happen?", field: "modality", about: "How the article tells an act or a figure.", words: [
    ["happened", "told as a fact of now or of late"], ["future", "still to come"], ["hypothetical", "may be, would be, if"], ["negated", "told as not done"], ["historical", "of another time, told as background"],
    ["feared", "feared or presumed"], ["planned", "meant to be"], ["conditional", "under a condition"],
  ] },
  { name: "How it is said", field: "type", about: "Whose words the content is in.", words: [
    ["direct", "all of it in quotation marks"], ["mixed", "a part of it in quotation marks"], ["indirect", "in the reporter's words"],
  ] },
  { name: "Sense of a statement", field: "polarity", about: "What the speaker does with the content.", words: [
    ["asserted", "says that it is so"], ["denied", "says that it is not so"], ["declined", "would not say"], ["asked", "asks"], ["ordered", "orders or appeals"],
  ] },
  { name: "What a figure counts", field: "effect", about: "“other” is whatever none of these names; its own words stand beside it.", words: [
    ["killed", "people who died"], ["injured", "people who were hurt"], ["missing", "people who are not found"], ["displaced", "people who had to leave"], ["arrested", "people who were held"], ["charged", "people who were charged or sentenced"],
    ["infected", "people who fell ill"], ["recovered", "people who got well"], ["tested", "people who were tested"], ["rescued", "people who were saved or freed"], ["voted", "votes and seats"], ["money", "sums, with their currency"], ["percent", "shares of a hundred"],
  ] },
  { name: "How it is counted", field: "accrual", about: "What a figure adds up.", words: [
    ["incident", "of one event"], ["new", "since the last count"], ["cumulative", "all since a beginning"], ["stock", "how many there are at that time"], ["projected", "expected"],
  ] },
  { name: "Dates", field: "how", about: "How a day is known.", words: [
    ["explicit", "written out"], ["weekday", "a weekday, counted from the day of publication"], ["relative", "yesterday, last week: counted from the day of publication"], ["nearest", "a date without its year: the nearest one"], ["context", "from another date of the article"],
  ] },
  { name: "Found by", field: "rule", about: "Which part of the program suggested a record.", words: [
    ["network", "the trained network"], ["network+quote", "the network, and quotation marks that go with it"], ["rule.verb", "a verb of saying that the network passed over"], ["interview", "the turns of an interview"], ["table", "the table of verbs for acts, where the network was not sure"],
    ["count", "a number and the noun it counts"], ["measure", "a number with a unit"], ["money", "a sum with its currency"], ["percent", "a number of a hundred"], ["share", "a part of a number"], ["vote", "votes"], ["vague", "dozens, several"], ["victims", "people of whom it is told that they died or were hurt"],
    ["elided", "a number whose noun stands elsewhere"], ["attribute", "a number before another noun"], ["none", "nobody, no one"], ["quotation.rule", "words in quotation marks that nobody says"], ["quotation.list", "the list of such words"],
  ] },
];

export const sure = "How sure the program is: of the records at 0.9, about nine in ten were right on articles it had not seen.";

/** The meaning of a field's word; undefined where it says itself. */
export function meaning(field: string, word: string | null | undefined): string | undefined {
  const m = glossary.find((s) => s.field === field)?.words.find((w) => w[0] === word);
  return m && `${m[0]}: ${m[1]}`;
}
