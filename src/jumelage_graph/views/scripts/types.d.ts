// What the pages know: the record as Python writes it, what a reader chooses, and what a picture offers.
// The interfaces from Government to Record have the fields of the Python classes of the same names.

export type Lang = "en" | "fr" | "ja";
export type Texts = Record<Lang, string>;
/** "none": not in force, as far as is known; "undated": no act dates the agreement. */
export type Standing = "certain" | "presumed" | "possible" | "undated" | "none";
/** How each agreement that is shown stands, by its id. */
export type Chosen = Map<string, Standing>;

export interface Government {
  id: string;
  country: "FR" | "JP";
  type: string;
  names: Texts;
  /** The true language of a name that another language lends. */
  borrowed: Partial<Record<Lang, string>>;
  kana: string;
  code: string;
  region: string;
  place: [number, number] | null;
  population: number | null;
  dissolved: string;
}

export interface Act {
  id: string;
  kind: string;
  edtf: string;
  earliest: string;
  latest: string;
  by: string[];
  place: string;
}

export interface Project {
  id: string;
  names: Texts;
  field: string;
  start: string;
  end: string;
  goals: number[];
}

/** Both days are in it; "" where it is open. The periods of an agreement do not overlap. */
export interface Period {
  standing: Standing;
  first: string;
  last: string;
}

export interface Agreement {
  id: string;
  parties: string[];
  kind: string;
  status: string;
  status_as_of: string;
  fields: string[];
  designation: Record<string, string>;
  dating: string;
  acts: Act[];
  projects: Project[];
  periods: Period[];
  evidence: string;
  kilometres: number | null;
  goals: number[];
  sources: string[];
}

export interface Edition {
  id: number;
  names: Texts;
  start: string;
  end: string;
  host: string;
  listed: Record<string, number>;
  stated: Record<string, number | null>;
  whole: boolean;
  goals: Record<string, number>;
}

export interface Source {
  title: string;
  publisher: string;
  url: string;
  published: string;
}

export interface Change {
  id: string;
  kind: string;
  edtf: string;
  earliest: string;
  originals: string[];
  results: string[];
}

export interface TheRecord {
  governments: Record<string, Government>;
  search_keys: Record<string, string>;
  agreements: Record<string, Agreement>;
  editions: Record<string, Edition>;
  attendance: Record<string, number[]>;
  sources: Record<string, Source>;
  changes: Change[];
  concepts: Record<string, Record<string, Texts>>;
  goals: Record<string, Texts>;
  bases: Record<string, number>;
  last_day: string;
  /** Each filter with its values: their names, and the agreements that have them. */
  filters: { name: string; values: { value: string; names: Texts; of: string[] }[] }[];
}

/** The value chosen of each filter, by its name; null chooses everything. */
export type Filters = Record<string, any>;

/** What the reader has chosen; the filters beside it. */
export interface State extends Filters {
  lang: Lang;
  year: number | null;
  size: string | null;
  colour: string;
  view: string;
  order: string;
  /** Whether the curve counts agreements or shows shares. */
  scale: string;
}

export type KindStyle = [hue: string, dashes: number[]];

export interface Palette {
  countries: Record<string, string>;
  kinds: Record<string, KindStyle>;
  other: KindStyle;
  groups: string[];
  ungrouped: string;
  goals: Record<string, string>;
}

/** What Python writes into the page; each view adds its own part. */
export interface PageData {
  view: string;
  version: string;
  choice: Record<string, unknown> & { lang: Lang; year: number | null; measure: string | null };
  words: Record<string, Texts>;
  palette: Palette;
  kanji: Record<string, string>;
  coverage: Texts;
  record: TheRecord;
  /** Each date that is shown, as its reader reads it. */
  dates: Record<string, Texts>;
  measures?: Record<string, Record<string, number>>;
  /** What Python worked out for this view: `MapData`, `TimelineScene` … */
  scene?: unknown;
  networks?: Record<string, NetworkData>;
  foreign?: ForeignNetwork;
}

/** A network from a file; each list has one entry for a node, or for a link. */
export interface ForeignNetwork {
  /** French and Japanese only where they differ from the English. */
  names: { en: string[]; fr?: string[]; ja?: string[] };
  x: number[];
  y: number[];
  links: number[];
  from: number[];
  to: number[];
  /** Empty where all are 1. */
  weights: number[];
  directed: boolean;
  /** Groups of nodes; `of` has the place in `values` of each node's, -1 where it has none. */
  columns: { name: string; values: string[]; of: number[] }[];
  /** Numbers of links by which nodes are filtered. */
  least: number[];
}

/** What Python works out for the timeline; see its classes of the same names. */
export interface TimelineScene {
  first: number;
  last: number;
  rows: { agreement: string; bars: TimelineBar[]; acts: [at: number, kind: string, edtf: string][] }[];
  editions: [at: number, id: number][];
  changes: [at: number, number: number][];
  marks: Record<string, { corners: [number, number][]; hollow: boolean; crossed: boolean }>;
}

export interface TimelineBar {
  start: number;
  end: number;
  look: "alive" | "silent" | "possible";
  standing: string;
}

/** Tops and sizes from 0 to 1. */
export interface GoalsScene {
  editions: Record<string, [top: number, size: number]>;
  goals: Record<string, [top: number, size: number]>;
  ribbons: GoalsRibbon[];
}

export interface GoalsRibbon {
  edition: number;
  goal: number;
  count: number;
  start: [top: number, size: number];
  end: [top: number, size: number];
}

export interface MatrixScene {
  down: string[];
  across: string[];
  heads: Record<Lang, Record<string, string>>;
  cells: Record<string, Record<string, string[]>>;
  tints: [low: number[], high: number[]];
}

export interface CurveScene {
  first: number;
  last: number;
  known: number;
  kinds: string[];
}

export interface MapPanel {
  /** Left, top, width and height on the sheet. */
  box: [number, number, number, number];
  coast: string;
  /** Scale, right and down, from the coast's coordinates to those of the sheet. */
  move: [number, number, number];
  region: string;
}

export interface MapLink {
  agreement: string;
  fr: string;
  jp: string;
  path: string;
}

export interface MapSheet {
  size: [number, number];
  panels: MapPanel[];
  places: Record<string, [number, number]>;
  links: MapLink[];
  /** By language and place, the side of the mark where the name stands, and the zoom from which on. */
  names: Record<string, Record<string, [side: string, zoom: number]>>;
}

export interface MapData {
  coasts: Record<string, string>;
  ground: Record<string, string>;
  sheets: Record<string, MapSheet>;
  /** By side, how far from its mark a name stands, and where it begins. */
  sides: Record<string, [number, number, string]>;
  unplaced: string[];
}

/** A network beside the agreements; `via` holds what the two ends have in common. */
export interface NetworkData {
  edges: [from: string, to: string, via: (string | number)[]][];
  places: Record<string, any>;
  communities: Record<string, number>;
}

/** What a view offers to the page around it. All but the first five may be left out. */
export interface Picture {
  update(found: Chosen): void;
  zoom(factor: number): void;
  fit(): void;
  /** The picture alone, to be saved under its heading and above its legend. */
  svg(): SVGSVGElement;
  legend(): Entry[];
  /** The governments in the order in which the arrows step through them. */
  places(): string[];
  focus(id: string): void;
  /** Mark an agreement, when its card opens. */
  mark?(id: string): void;
  /** Lights the marks that no attribute `data-of` describes; null lights all. */
  light?(keys: Set<string> | null): void;
  /** The data behind the picture; the agreements shown, where left out. */
  table?(found: Chosen): Grid;
  summary?(found: Chosen): string | null;
  empty?(found: Chosen): boolean;
  emptyText?(): string;
  /** The ways to sort what is shown, and to count it. */
  orders?: string[];
  scales?: string[];
  /** The words of the ways to colour and to size places, where they are not the usual ones. */
  colours?: string[];
  sizes?: string[];
  /** Opens the card of a place that is no government. */
  open?(id: string): void;
  /** The networks that the page can show. */
  views?: string[];
  /** The filters that have a meaning for this picture; all, where left out. */
  filters?: string[];
  shownAgreements?(): string[];
  [more: string]: any;
}

/** A line of the legend; its mark is drawn around the origin. */
export interface Entry {
  mark: SVGElement | null;
  text: string;
  /** The keys of what shines when one points at it. */
  of?: string[];
}

/** A table: its headings and its rows. */
export interface Grid {
  head: string[];
  rows: string[][];
}

/** Attributes of an element; names that begin with "on" are listeners. */
export type Attributes = Record<string, string | number | boolean | null | undefined | ((event: any) => void)>;
export type Child = Node | string | null | undefined | false;

declare global {
  /** vis-network, as pyvis ships it. */
  const vis: any;
  /** sigma.js and graphology, bundled. */
  const webgl: any;
}
