import type { Request } from '../../src/request.ts';
import { aRequest } from '../request.ts';

/** A request whose operation selects these fields of `CitySection`. */
export const asking = (fields: string[] = [], signal = new AbortController().signal): Request => ({
  ...aRequest(),
  signal,
  selects: type => new Set(type === 'CitySection' ? fields : []),
});
