/** How a platform's records are changed: what an edit needs to know of it beside its calls. */
export interface Editable<Row extends object = object> {
  readonly records: Records<Row>;
  /** The record's title with a mark behind it: the change where nobody says which. */
  marked(record: Row, mark: string): Partial<Row>;
  /** What the platform writes itself with a change that it tells of: version and time, in Unix seconds by its clock. */
  announced(record: Row, seconds: number): Partial<Row>;
}

/** As a `Register` has them. */
export interface Records<Row extends object> {
  /** The record at that place of the platform's list, from 0. */
  at(place: number): Numbered<Row> | undefined;
  /** The one under that number of the platform's own. */
  find(no: string): Numbered<Row> | undefined;
  /** Changes the one under that number; every call says so from now on. */
  change(no: string, change: (record: Row) => void): void;
}

interface Numbered<Row> {
  readonly no: string;
  readonly record: Row;
}
