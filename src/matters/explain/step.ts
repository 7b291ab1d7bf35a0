import type { Sent } from '../../hub/records/explained.ts';
import type { Text } from '../text.ts';

/** One question of an explanation, and what there is to say to it, line by line. */
export interface Step {
  title: Text;
  lines: readonly (Text | string)[];
}

/** `sjlb "G10107"`: as sent, with the blanks around it; in Chinese with what the contract calls the field. */
export function asSent(sent: Sent): Text {
  const { field, value } = sent;
  if (value === undefined) return { en: `${field}: not sent`, zh: `${inChinese(sent)}：未发送` };
  const written = JSON.stringify(value).slice(0, 60);
  return { en: `${field} ${written}`, zh: `${inChinese(sent)} ${written}` };
}

/** `事件类别 sjlb` */
export const inChinese = ({ field, called }: Pick<Sent, 'field' | 'called'>): string =>
  called ? `${called} ${field}` : field;

/** What is said behind what was sent. */
export const followedBy = (sent: Text, more: Text): Text => ({
  en: `${sent.en} ${more.en}`.trimEnd(),
  zh: `${sent.zh} ${more.zh}`.trimEnd(),
});

export const arrow = ({ en, zh }: Text): Text => ({ en: `→ ${en}`, zh: `→ ${zh}` });
