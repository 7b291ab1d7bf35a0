/** What of a comparison is let stand, and how more of it would be. */
import { DRIFT_KIND } from '../../hub/catalogue/drift/drift-words.ts';
import { type Sorted, seenOf } from '../../hub/catalogue/drift/known-drift.ts';
import { type Desk, harmless, says } from '../desk.ts';
import type { Compared } from './report.ts';

const FILE = 'directory/known-drift.yaml';

/** What is known, with its reason, and what is said to be known and is not there. */
export function letStand(
  { known, stale }: Pick<Sorted, 'known' | 'stale'>,
  { texts }: Compared,
  desk: Desk,
): string[] {
  const file = texts.shown(FILE);
  return [
    ...known.map(({ drift: { kind, code, name }, reason }) => {
      const label = says(desk, { en: 'known', zh: '已知差异' });
      return [`  ${label}`, says(desk, DRIFT_KIND[kind]), code, name ?? '', reason].join('  ');
    }),
    ...stale.map(({ kind, code, seen }) => {
      const said = [says(desk, DRIFT_KIND[kind]), code, seen].join('  ');
      return says(desk, {
        en: `  stale  ${said}: is no more, or is another difference now; take it out of ${file}`,
        zh: `  已过时  ${said}：该已知差异已不存在或已有变化，请从 ${file} 中删去`,
      });
    }),
  ].map(harmless);
}

/** The lines that let each stand, once they have a reason; none where nothing is left. */
export function entries({ platforms, texts }: Compared, desk: Desk): string[] {
  const open = platforms.flatMap(one => ('drifts' in one ? one.drifts : []));
  if (open.length === 0) return [];
  const file = texts.shown(FILE);
  const intro = {
    en: `What was looked at and is to stay: add its line to ${file}, in place of [], with a reason.`,
    zh: `经核对无需处理的，将该行加入 ${file}（替换其中的 []），并写明理由：`,
  };
  const lines = open.map(({ drift }) => {
    const { platform, code, kind } = drift;
    const seen = JSON.stringify(seenOf(drift));
    return harmless(`  - { platform: ${platform}, code: ${code}, kind: ${kind}, seen: ${seen}, reason: }`);
  });
  return ['', says(desk, intro), ...lines];
}
