/** What Prometheus would read, as a test reads it. */

export interface Sample {
  name: string;
  labels: Record<string, string>;
  value: number;
}

/** The samples of an exposition in Prometheus's text format, version 0.0.4. */
export function samplesOf(text: string): Sample[] {
  return text.split('\n').flatMap(line => {
    const [, name, labels = '', value] = /^([a-z]\w*)(?:\{(.*)\})? (\S+)$/.exec(line) ?? [];
    if (!name) return [];
    const pairs = [...labels.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map(([, key, text]) => [key!, text!]);
    return [{ name, labels: Object.fromEntries(pairs), value: Number(value) }];
  });
}

/** The values of one metric by its labels' values in their order: `{ 'CITY clues': 2 }`. */
export function valuesOf(text: string, name: string): Record<string, number> {
  return Object.fromEntries(
    samplesOf(text)
      .filter(sample => sample.name === name)
      .map(({ labels, value }) => [Object.values(labels).join(' '), value]),
  );
}

/** Of them, those that are not 0. */
export const countsOf = (text: string, name: string): Record<string, number> =>
  Object.fromEntries(Object.entries(valuesOf(text, name)).filter(([, value]) => value !== 0));
