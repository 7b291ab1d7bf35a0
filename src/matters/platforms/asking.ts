import type { Desk } from '../desk.ts';
import { withProgress } from '../progress.ts';

const ASKING = { en: 'Asking the platforms', zh: '正在查询各平台' };

/**
 * What platforms answer, with a bar where they take their time.
 *
 * @param of how many are asked
 * @param ask calls `answered` for each of several that has answered, or has failed to
 */
export const asking = <Answer>(
  desk: Desk,
  of: number,
  ask: (answered: () => void) => Promise<Answer>,
): Promise<Answer> => withProgress(desk, { label: ASKING, total: of }, ask);
