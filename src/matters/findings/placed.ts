import type { Finding } from '../../hub/files/finding.ts';

/** A finding of a file, or of a cell of a spreadsheet. */
export interface Placed extends Finding {
  /** As a spreadsheet program calls it: `事项!M12`; none where the file has no cells, or the whole of it is meant. */
  readonly cell?: string | null;
}

/** `schema/matters/08-urban-gas.yaml:52:45`, `8月.csv:12:80 M12`, `8月.xlsx 事项!M12`. */
export function placeOf({
  file,
  line,
  column,
  cell,
}: Pick<Placed, 'file' | 'line' | 'column' | 'cell'>): string {
  const place = line === null ? file : `${file}:${line}:${column}`;
  return cell ? `${place} ${cell}` : place;
}
