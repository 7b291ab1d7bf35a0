import type { IndicatorUnit } from '../../generated/schema.ts';

/** `schema/indicators/indicators.yaml`. */
export interface IndicatorsFile {
  /** By label: `2024-H1`. */
  periods: Record<string, { zh: string; from?: string; to?: string }>;
  indicators: IndicatorItem[];
}

export interface IndicatorItem {
  code: string;
  zh: string;
  en: string;
  value?: number;
  unit: IndicatorUnit;
  /** The region's code. */
  region: string;
  /** A label of the periods. */
  period?: string;
  as_of?: string;
  basis: 'COMPUTED' | 'REPORTED';
  source: string;
  note?: string;
}
