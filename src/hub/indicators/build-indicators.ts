import type { Indicator } from './indicator.ts';
import type { IndicatorsFile } from './indicators-file.ts';

/** In the order of the file. */
export function buildIndicators({ indicators, periods }: IndicatorsFile): Indicator[] {
  return indicators.map(item => {
    const { from = null, to = null } = item.period === undefined ? {} : periods[item.period]!;
    return {
      code: item.code,
      nameZh: item.zh,
      nameEn: item.en,
      value: item.value ?? null,
      unit: item.unit,
      region: item.region,
      period: item.period ?? null,
      periodFrom: from,
      periodTo: to,
      asOf: item.as_of ?? null,
      basis: item.basis,
      source: item.source,
      note: item.note ?? null,
    };
  });
}
