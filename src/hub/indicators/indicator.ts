import type { IndicatorUnit } from '../../generated/schema.ts';

/** A figure of the report (`Indicator` in the schema), as its file has it. */
export interface Indicator {
  code: string;
  nameZh: string;
  nameEn: string;
  /** As printed; null where it is computed. */
  value: number | null;
  unit: IndicatorUnit;
  /** The region's code. */
  region: string;
  period: string | null;
  /** Dates, both inclusive. */
  periodFrom: string | null;
  periodTo: string | null;
  /** Null where it is computed: it is right for the day that it is asked. */
  asOf: string | null;
  basis: 'COMPUTED' | 'REPORTED';
  source: string;
  note: string | null;
}
