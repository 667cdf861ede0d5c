/**
 * The data of a page, as `src/pages` writes it: the one contract between the program and the page.
 * All arrays over time have the length of `times`, which holds the end of each tick.
 */

/** A local time, ISO 8601 with offset. */
export type Timestamp = string;

export type Side = "state" | "opposition" | "independent" | "foreign" | "unknown";
export type Mark = "measured" | "literature" | "assumed";
export type Form = "count" | "interval" | "at_least" | "at_most" | "occurred" | "denied" | "rumour";
export type PublishedPrecision = "minute" | "hour" | "day" | "month" | "unknown";

export interface PageData {
    format: number;
    upsurge: { version: string; draw_scheme: number };
    scenario: Scenario;
    /** Null on an evidence page: reports only, nothing simulated. */
    study: Study | null;
    places: Place[];
    groups: Group[];
    /** TopoJSON; its geometries carry the `shape` of a place as `id` or `properties.id`. */
    map: unknown;
    times: Timestamp[];
    observables: Observable[];
    /** By observable, then by place or group. Empty on an evidence page. */
    series: Record<string, Record<string, Series>>;
    reports: Report[];
    sources: Source[];
    schedule: ForcedAction[];
    parameters: Parameter[];
    comparisons: Comparison[];
    gaps: Gap[];
    /** Those below: of a study only; empty or null when what is behind them is off or was not kept. */
    outcomes?: OutcomeFrequency[];
    decisions?: Decisions | null;
    control?: PlaceControl[];
    weapon_sources?: WeaponSource[];
    facilities?: FacilityFate[] | null;
    services?: ServiceMembers[] | null;
    /** Names of cliques and outside powers, by id. */
    actors?: Record<string, string>;
    /** Only with `upsurge page --counterfactuals`. */
    counterfactuals?: Counterfactuals | null;
    /** Those below: only of histories that were fitted to reports; null when nothing is behind them. */
    why?: Why | null;
    indicators?: Indicator[] | null;
    recovery?: Recovery | null;
    claims?: CheckedClaim[] | null;
    /** Forecasts, in the order of their dates. */
    outlooks?: Outlook[] | null;
    /** Scores of the study's runs, as they stand in score_summary.csv. */
    scores?: PlainTable | null;
    brief: string[];
    limits: string[];
    mechanisms: Mechanism[];
    reproduce: string;
    banner: string;
}

export interface Scenario {
    id: string;
    name: string;
    summary: string;
    start: Timestamp;
    end: Timestamp;
    tick_hours: number;
    time_zone: string;
    readme_misses: string[];
}

export interface Study {
    command: string;
    seed: number | string;
    runs: number;
    state_hash: string;
    created: Timestamp;
    resolution: string;
    parameters: string;
    people: number;
    seconds: number;
    threads: number;
}

export interface Place {
    id: string;
    name: string;
    kind: string;
    parent: string;
    latitude: number;
    longitude: number;
    population: number;
    /** Id of a shape of the map; empty: drawn as a point. */
    shape: string;
    utc_offset_minutes: number;
}

export interface Group {
    id: string;
    name: string;
    places: string[];
}

export interface Observable {
    id: string;
    name: string;
    unit: string;
    kind: "stock" | "flow" | "daily" | "cumulative" | "field";
}

/** Over the runs of the study, at each time. */
export interface Series {
    mean: number[];
    q05: number[];
    q25: number[];
    q50: number[];
    q75: number[];
    q95: number[];
}

export interface Report {
    id: string;
    event_start: Timestamp;
    event_end: Timestamp;
    published_at: Timestamp;
    published_precision: PublishedPrecision;
    places: string[];
    /** Empty: the report maps to nothing that is simulated. */
    observable: string;
    form: Form;
    value: number | null;
    low: number | null;
    high: number | null;
    unit: string;
    source: string;
    claimant: string;
    side: Side;
    /** Reliability of the source (A-F) and credibility of the statement (1-6), as "B2". */
    grade: string;
    origin_group: string;
    supersedes: string;
    superseded_by: string;
    withdrawn: boolean;
    hedge: string;
    note: string;
    url: string;
}

export interface Source {
    id: string;
    name: string;
    type: string;
    side: Side;
    reliability: string;
    argument: string;
}

export interface ForcedAction {
    kind: string;
    places: string[];
    from: Timestamp;
    until: Timestamp;
    value: number | string | null;
    known_from: Timestamp;
    source: string;
    mark: Mark;
    reports: string[];
}

export interface Parameter {
    name: string;
    mechanism: string;
    unit: string;
    value: number | string;
    prior: string;
    mark: Mark;
    source: string;
    meaning: string;
    /** Empty: the same everywhere. */
    place: string;
}

export interface Comparison {
    /** Id of the report. */
    report: string;
    simulated: { q05: number; q50: number; q95: number };
    reported_low: number | null;
    reported_high: number | null;
    /** Simulated median over reported. */
    ratio: number | null;
    /** Whether the report and the simulated 90% chance band meet. */
    inside: boolean;
}

export interface Gap {
    what: string;
    where: string;
    reported: string;
    simulated: string;
    off: string;
    reports: string[];
}

export interface Mechanism {
    name: string;
    title: string;
    group: string;
    summary: string;
    source: string;
}

/** Over runs or parts of runs. */
export interface Band {
    q05: number;
    q50: number;
    q95: number;
}

/** A count of runs as a share of all, with Wilson's 95% interval. */
export interface RunShare {
    runs: number;
    share: number;
    low: number;
    high: number;
}

export interface OutcomeFrequency {
    id: string;
    /** As in docs/model.md. */
    code: string;
    name: string;
    /** The label's whole window had passed. */
    final: RunShare;
    /** Also those that held only at the end of the simulated days. */
    held: RunShare;
}

/** Hours from the start, actor, action, place, whom, threat, crowd known, crowd so, armed known, armed so, strength. */
export type DecisionRow = [
    number,
    string,
    string,
    string,
    string,
    number,
    number,
    number | null,
    number,
    number | null,
    number,
];

export interface DecisionSummary {
    actor: string;
    action: string;
    /** Runs in which it was taken at least once. */
    taken: RunShare;
    /** How often, in those runs. */
    times: Band;
    /** Hours from the start to the first, in those runs. */
    first_hours: Band;
}

export interface Decisions {
    summary: DecisionSummary[];
    /** The first runs that had any, each whole. */
    lists: { run: number; decisions: DecisionRow[] }[];
    runs: number;
    /** Runs in which nobody decided anything. */
    runs_without: number;
}

/** A place of which some facility fell in some run; shares of runs over time. */
export interface PlaceControl {
    place: string;
    facilities: { name: string; critical: boolean }[];
    critical: number;
    site_lost: number[];
    city_lost: number[];
    fell: RunShare;
    stormed: Band;
    abandoned: Band;
}

export interface WeaponSource {
    observable: string;
    /** Runs in which any weapon was taken. */
    runs: number;
    /** Of all weapons taken by the end. */
    share: Band;
}

/** A facility of the scenario, and in how many runs it fell. */
export interface FacilityFate {
    id: string;
    name: string;
    place: string;
    kind: string;
    critical: boolean;
    fell: RunShare;
    /** Hours from the start to the first loss, in the runs in which it fell; null: in none. */
    first_hours: Band | null;
}

/** Members of a service in one state, over the whole country. */
export interface ServiceState {
    state: "standing_aside" | "switched" | "captured";
    /** Runs in which any member ever is. */
    any: RunShare;
    /** Most at once, in those runs. */
    most: Band;
    /** Hours from the start to the first, in the runs that have any. */
    first_hours: Band;
    series: Series;
}

export interface ServiceMembers {
    service: string;
    name: string;
    members: number;
    /** Those that some run has. */
    states: ServiceState[];
}

/** What an intervention changes under each explanation: the tables of `upsurge counterfactuals`. */
export interface Counterfactuals {
    studies: CounterfactualStudy[];
    measures: Measure[];
    /** Id of the outcome that tells most; empty when no run has any. */
    first: string;
    /** In the scenario's order; as it was, with an empty id, comes first. */
    interventions: { id: string; name: string; summary: string; changes: string[]; from: string }[];
    explanations: Explanation[];
}

export interface CounterfactualStudy {
    command: string;
    seed: string;
    state_hash: string;
    resolution: string;
    parameters: string;
    settings: string[];
    until: string;
    complete: boolean;
}

/** An outcome, as a share of runs, or a number of each run. */
export interface Measure {
    id: string;
    name: string;
    code: string;
    /** "share": of runs. */
    unit: string;
}

export interface Explanation {
    /** Empty: the scenario's own settings. */
    id: string;
    name: string;
    summary: string;
    claimant: string;
    /** Index in `studies`. */
    study: number;
    cells: CounterfactualCell[];
}

export interface CounterfactualCell {
    intervention: string;
    runs: number;
    /** By measure: share or mean, the ends of its 95% interval, of an outcome the count of runs. */
    values: Record<string, [number, number | null, number | null, number?]>;
    /**
     * By measure, against as it was: the difference, the ends of its 95% interval, then of an outcome the runs
     * that gained and those that lost it, of a number the runs that differ.
     */
    changes: Record<string, [number, number | null, number | null, number, number?]>;
}

/** How far the reports separate the explanations of a fit. */
export interface Why {
    verdict: string;
    reports: number;
    as_of: Timestamp | null;
    draws: number;
    particles: number;
    replicates: number;
    /** Reports that the fit was not shown. */
    held_out: string[];
    command: string;
    state_hash: string;
    explanations: Standing[];
    /** Rules of thumb under the same law of reports. */
    rivals: { name: string; log_evidence: number | null }[];
    /** Each probability with what the replicates leave open: middle, low, high. */
    inclusions: { what: string; hypotheses: string[]; probability: [number, number, number] }[];
    /** The likeliest two, between which reports decide; empty texts when there are none. */
    between: [string, string];
    /** By size. Above 0: for the first of `between`. */
    deciding: { report: string; log_factor: number | null; draws: number | null; told: boolean }[];
    without: RedoneWithout[];
    /** Means at the end of the study's histories of each explanation, by observable. Empty: no weapons. */
    weapons: { id: string; histories: number; by_source: Record<string, number | null> }[];
    /** Relative error of the model's own counts under the likeliest explanation, 5%, 50% and 95% of its draws. */
    discrepancy: { estimated?: [number, number, number]; listed?: [number, number, number] } | null;
    /** Reliability before and after the reports, under the likeliest explanation. */
    sources: { hypothesis: string; rows: LearnedSource[] };
}

export interface Standing {
    /** Empty: the scenario's own settings. */
    id: string;
    name: string;
    claimant: string;
    status: "fitted" | "failed" | "stopped";
    /** What went wrong, if anything did. */
    sentence: string;
    /** It stands beside the others, since it is a special case of this one. */
    variant_of: string;
    log_evidence: number | null;
    error: number | null;
    replicates: number;
    /** Variance of the log likelihood. */
    noise: number | null;
    /** With what the replicates leave open; null: not compared. */
    probability: [number, number, number] | null;
    /** Smallest and largest when all prior widths are halved, kept or doubled. */
    width: [number, number] | null;
    width_draws: number | null;
    /** Enough draws carry the widths' figures. */
    width_told: boolean;
}

export interface RedoneWithout {
    without: string;
    reports: number;
    /** As `explanations`; null: not compared. */
    probabilities: (number | null)[];
    draws: number | null;
    /** Enough draws carry it. */
    told: boolean;
}

export interface LearnedSource {
    source: string;
    reports: number | null;
    before: number | null;
    after: number | null;
}

/** A report that would help to decide. */
export interface Indicator {
    rank: number | null;
    question: string;
    observable: string;
    place: string;
    event_start: Timestamp;
    event_end: Timestamp;
    threshold: number | null;
    /** Expected information on which explanation holds. */
    bits: number | null;
    error: number | null;
    /** That the answer is yes, by explanation. */
    probabilities: { id: string; probability: number }[];
}

/** Fits of made-up reports: which explanation made them and which came out the likeliest. */
export interface Recovery {
    truths: string[];
    winners: string[];
    /** By truth, then by winner. */
    counts: number[][];
    sentence: string;
}

export interface CheckedClaim {
    id: string;
    text: string;
    author: string;
    hedge: string;
    kind: string;
    verdict: string;
    number: number | null;
    low: number | null;
    high: number | null;
    basis: string;
    reports: string[];
}

/** What could be said at a date of what came after it. */
export interface Outlook {
    as_of: Timestamp;
    reports: number;
    runs: number;
    /** Empty: to the scenario's end. */
    until: string;
    command: string;
    state_hash: string;
    statements: OutlookStatement[];
    scores: PlainTable | null;
}

export interface OutlookStatement {
    kind: string;
    place: string;
    what: string;
    count: number | null;
    probability: number | null;
    low: number | null;
    high: number | null;
    /** On the scale of ICD-203, or that it is outside it. */
    word: string;
}

/** A table as its file has it. */
export interface PlainTable {
    head: string[];
    rows: (string | number | null)[][];
}
