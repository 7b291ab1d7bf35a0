import { type Document, LineCounter, parseDocument } from 'yaml';

export interface Parsed {
  readonly document: Document;
  /** Line and column of a place, from 1. */
  position(offset: number | undefined): { line: number | null; column: number | null };
}

/** A text as the parser sees it that knows where each value stands, whatever is wrong with it. */
export function parsed(text: string): Parsed {
  const lineCounter = new LineCounter();
  const document: Document = parseDocument(text, { schema: 'failsafe', prettyErrors: false, lineCounter });
  return {
    document,
    position(offset) {
      if (offset === undefined) return { line: null, column: null };
      const { line, col } = lineCounter.linePos(offset);
      return { line, column: col };
    },
  };
}
