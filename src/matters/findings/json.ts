import { saidIn } from '../../hub/files/finding.ts';
import type { Language } from '../text.ts';
import { tally } from './counts.ts';
import type { Placed } from './placed.ts';

/**
 * For programs. The shape is kept: keys may be added, and none changes its meaning.
 *
 * ```json
 * {
 *   "errors": 1,
 *   "warnings": 0,
 *   "findings": [
 *     {
 *       "severity": "ERROR",
 *       "file": "schema/matters/08-urban-gas.yaml",
 *       "line": 52,
 *       "column": 45,
 *       "cell": null,
 *       "path": "codes.city",
 *       "value": "CF-08x",
 *       "problem": "expected CF- and six digits",
 *       "remedy": "look the code up in the city's item directory"
 *     }
 *   ]
 * }
 * ```
 *
 * `severity` is `ERROR` or `WARNING`; `line` and `column` count from 1, and are null where the whole file is meant or
 * it has no lines; `cell` is null but for spreadsheets, and then `path` is the title of its column; where neither key nor
 * column is meant `path` is empty; `value` is what stands there, as written, null where something is missing or no single value is meant;
 * `problem` and `remedy` are sentences in the language that was asked for, and may be put better in another version.
 */
export function asJson(findings: readonly Placed[], language: Language) {
  const said = findings.map(finding => {
    const {
      severity,
      file,
      line,
      column,
      cell = null,
      path,
      value,
      problem,
      remedy,
    } = saidIn(language, finding);
    return { severity, file, line, column, cell, path, value, problem, remedy };
  });
  return { ...tally(findings), findings: said };
}
