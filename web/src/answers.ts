// What Python answers the page. Made by `make generated` from the types of src/plumbline/browser; don't edit it.

/** What the page's choices offer: councils, collection years, and what a profile says of its return. */
export interface Choices {
  councils: CouncilChoice[];
  years: number[];
  stages: string[];
  systems: string[];
  fields: string[];
}

/** A council to choose. */
export interface CouncilChoice {
  code: string;
  name: string;
}

/** How many definitions the newest rulebook has, and whether there is a postcode directory. */
export interface Ready {
  rules: number;
  postcodes: boolean;
}

/** What a given file holds: tables or Ofsted's providers, the year its dates point to (0: none), else in words. `unusable` says why it can't be used; it is empty where it can. */
export interface Held {
  tables: string[];
  providers: boolean;
  year: number;
  words: string;
  unusable: string;
}

/** It was done, and there is nothing to say of it. */
export interface Done {
}

/** What an accepted.csv says of findings by key, and the keys of the findings there were when it was written. */
export interface Marked {
  marks: Record<string, Mark>;
  keys: string[];
}

/** What a person said of a finding. */
export interface Mark {
  status: "accepted" | "done" | "noted";
  reason: string;
}

/** The rules in force in a collection year. */
export interface RulesOfYear {
  year: number;
  rules: RuleNamed[];
}

/** A rule by its code and title. */
export interface RuleNamed {
  code: string;
  title: string;
}

/** Everything that the page shows of a result. A finding is its rule, table, row, line and file, each but the line by number, then its child and its key. */
export interface Shown {
  head: Head;
  year: number;
  authority: string;
  council: string;
  made_up: boolean;
  collection: string;
  children: number;
  checked: number;
  diagnoses: Diagnosis[];
  notes: Note[];
  tables: TableRead[];
  not_checked: NotChecked[];
  rules: Rule[];
  rows: Rows[];
  files: string[];
  findings: ([number, number, number, number, number, string, string])[];
}

/** What leads a result: the sentence, and each rule's findings that are not accepted. */
export interface Head {
  sentence: string;
  summary: Line[];
}

/** A rule's findings counted, and the same in words with what they are of. */
export interface Line {
  code: string;
  rows: number;
  children: number;
  said: string;
}

/** One cause, and how many findings it explains. `table` and `column` are empty where several are touched. `values` are the cells or rows at fault. `findings` are those that would go if this cause alone were mended; None where that can't be tried. `words` say what is wrong, `advice` what to do about it, `command` is what to type, or empty. No text holds a child's value. A `fault` makes counts of findings worthless to others: no profile is made of such a return unasked. */
export interface Diagnosis {
  kind: "dates_in_another_form" | "dates_unreadable" | "codes_in_another_form" | "codes_unknown" | "identifiers_damaged" | "children_not_in_header" | "rows_without_child" | "column_missing" | "column_renamed" | "words_for_blank" | "year_doubtful" | "stale_file";
  words: string;
  advice: string;
  remedy: "repair" | "year" | "files" | "export" | "none";
  table: string;
  column: string;
  values: number;
  findings: number | null;
  command: string;
  fault: boolean;
}

/** Something worth telling about a file that did not stop the reading. */
export interface Note {
  kind: string;
  file: string;
  message: string;
  count: number;
}

/** A table of this year: its file and its rows. */
export interface TableRead {
  name: string;
  title: string;
  file: string;
  rows: number;
}

/** A reason for which rules were not checked, and the rules. */
export interface NotChecked {
  reason: string;
  rules: RuleNamed[];
}

/** A rule that has findings, in words, with the council's severity and owner of it. */
export interface Rule {
  code: string;
  title: string;
  why: string;
  fix: string;
  fields: string[];
  severity: string;
  owner: string;
}

/** The rows of one table that findings are of: its columns, the same as people read them, and each row's text by number. */
export interface Rows {
  name: string;
  title: string;
  columns: string[];
  heads: string[];
  rows: Record<number, (string | null)[]>;
}

/** What a profile would give away, in words. */
export interface Preview {
  preview: string;
}

/** A comparison in words: what it says, with whom, the rules that set the council apart, the others. */
export interface ComparisonShown {
  sentence: string;
  about: string;
  distinctive: DistinctiveRule[];
  others: OfVerdict[];
  not_comparable: string[];
}

/** A rule that sets the council apart: what is said of it, what to do, what others did, whom to call. */
export interface DistinctiveRule {
  code: string;
  title: string;
  verdict: string;
  said: string[];
  fix: string;
  solutions: string[];
  calls: string[];
}

/** The rules of one verdict that does not set the council apart. */
export interface OfVerdict {
  verdict: string;
  rules: OtherRule[];
}

/** A rule that does not set the council apart, with what is said of it. */
export interface OtherRule {
  code: string;
  title: string;
  said: string;
}

/** All that a finding is about: the values that its rule looked at, blamed ones first, and the child's whole record. */
export interface FindingShown {
  seen: ValueSeen[];
  record: RecordTable[];
}

/** A value that a finding's rule looked at: where it stands (or that it was worked out), its column, its text. */
export interface ValueSeen {
  where: string;
  column: string;
  value: string | null;
  blamed: boolean;
}

/** A child's rows of one table of this year or last. */
export interface RecordTable {
  title: string;
  file: string;
  columns: string[];
  rows: RecordRow[];
}

/** A row of a child's record: the file's line, its text by column, and the columns, by number, that were looked at. */
export interface RecordRow {
  line: number;
  cells: (string | null)[];
  seen: number[];
}

/** Where a rule's findings concentrate, in words, and the groups that stand out. */
export interface Why {
  title: string;
  sentences: string[];
  places: string;
  bars: Bar[];
}

/** A group of children that stands out: its share of the children flagged and of those checked, from 0 to 1. */
export interface Bar {
  label: string;
  of_flagged: number;
  of_checked: number;
}

/** What a repair did: findings before and after, its kinds, and its changes, the first so many of them. */
export interface Repaired {
  before: number;
  after: number;
  repaired: number;
  withdrawn: number;
  kinds: RepairKind[];
  changes: Change[];
}

/** A kind of repair in words: how many were made, and how many withdrawn because they would break a rule. */
export interface RepairKind {
  words: string;
  repaired: number;
  withdrawn: number;
}

/** One repaired value: where it stood, what it was and is, and why there is no other reading. */
export interface Change {
  file: string;
  line: number;
  field: string;
  old: string;
  new: string;
  why: string;
}

/** What each question is answered with. */
export interface Answers {
  choices: Choices;
  warm_up: Ready;
  take: Held;
  move: Held;
  remove: Done;
  clear: Done;
  marks: Marked;
  rules: RulesOfYear;
  check: Shown;
  save: Uint8Array<ArrayBuffer>;
  profile: Preview;
  compare: ComparisonShown;
  accept: Head;
  finding: FindingShown;
  why: Why;
  repair: Repaired;
}
