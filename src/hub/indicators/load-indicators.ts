import { buildRegions } from '../catalogue/files/build-directory.ts';
import type { RegionsFile } from '../catalogue/files/directory-files.ts';
import { type Finding, FindingsError } from '../files/finding.ts';
import { SchemaFiles } from '../files/schema-files.ts';
import { buildIndicators } from './build-indicators.ts';
import { checkIndicators } from './check-indicators.ts';
import { COMPUTED } from './computed.ts';
import type { Indicator } from './indicator.ts';
import type { IndicatorsFile } from './indicators-file.ts';

/**
 * Reads and checks the figures of the reports, in the order of their file.
 *
 * @param directory the folder that holds `indicators/`, and `directory/` with the regions that they are of.
 * @throws FindingsError with every finding.
 */
export async function loadIndicators(directory: string | URL): Promise<readonly Indicator[]> {
  const { indicators, findings } = await checkIndicatorFile(directory);
  if (!indicators) throw new FindingsError({ en: "the indicators'", zh: '指标' }, findings);
  return indicators;
}

/** The same without throwing. */
export async function checkIndicatorFile(
  directory: string | URL,
  called?: string,
): Promise<{ indicators: readonly Indicator[] | null; findings: readonly Finding[] }> {
  const files = new SchemaFiles(directory, called);
  const { name, value, broken } = files.read<IndicatorsFile>(
    'indicators/indicators.yaml',
    'indicators/indicators',
  );
  if (value) {
    files.add(
      checkIndicators(name, value, {
        regions: regionCodes(directory),
        periodsWhole: !broken.has('periods'),
        computed: Object.keys(COMPUTED),
      }),
    );
  }
  const findings = await files.findings();
  // No error means no hole: what was checked is what the types say.
  return { indicators: files.broken ? null : buildIndicators(value as IndicatorsFile), findings };
}

/** The city's first; null where their file is broken, of which the catalogue tells. */
function regionCodes(directory: string | URL): string[] | null {
  const { whole, value } = new SchemaFiles(directory).read<RegionsFile>(
    'directory/regions.yaml',
    'directory/regions',
  );
  return whole ? buildRegions(value as RegionsFile).map(({ code }) => code) : null;
}
