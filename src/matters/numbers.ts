import type { MatterKind } from '../hub/catalogue/catalogue.ts';

/** The next free number of each category and kind: after the highest, since a number that was given up is not given again. */
export class Numbers {
  readonly #highest = new Map<string, number>();

  constructor(codes: Iterable<string>) {
    for (const code of codes) {
      const [, group, number] = /^([SE]-\d{2})-(\d{3})$/u.exec(code) ?? [];
      if (group) this.#highest.set(group, Math.max(this.#highest.get(group) ?? 0, Number(number)));
    }
  }

  next(kind: MatterKind, category: string): string {
    const group = `${kind[0]}-${category}`;
    const number = (this.#highest.get(group) ?? 0) + 1;
    this.#highest.set(group, number);
    return `${group}-${String(number).padStart(3, '0')}`;
  }
}
