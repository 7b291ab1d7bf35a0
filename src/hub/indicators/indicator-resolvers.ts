import type { Context } from '../../context.ts';
import type { Resolvers } from '../../generated/schema.ts';
import { badInput } from '../bad-input.ts';
import { knownCode } from '../catalogue/known-code.ts';
import { closest } from '../files/closest.ts';
import { earliestClock } from '../platform-clocks.ts';
import { dateTime } from '../records/time.ts';
import { COMPUTED } from './computed.ts';

export const indicatorResolvers: Resolvers = {
  Query: {
    indicators(_root, { codes, region, period }, { indicators, catalogue }) {
      const listed = [...new Set(indicators.map(({ code }) => code))];
      const labels = [...new Set(indicators.flatMap(indicator => indicator.period ?? []))];
      for (const code of codes ?? []) {
        const meant = closest(code, listed);
        expectOneOf(
          'codes',
          code,
          listed,
          meant ? `did you mean ${meant}?` : 'leave codes out for all of them',
        );
      }
      if (period != null) expectOneOf('period', period, labels, `the periods are ${labels.join(', ')}`);
      const of = knownCode('region', region, code => catalogue.region(code));
      return indicators.filter(
        indicator =>
          (codes == null || codes.includes(indicator.code)) &&
          (of === null || indicator.region === of.code) &&
          (period == null || indicator.period === period),
      );
    },
  },

  Indicator: {
    region: ({ region }, _arguments, { catalogue }) => catalogue.region(region)!,
    value: ({ basis, code, value }, _arguments, context) =>
      basis === 'COMPUTED' ? COMPUTED[code as keyof typeof COMPUTED](context) : value,
    asOf: ({ asOf }, _arguments, context) => asOf ?? today(context),
  },
};

/**
 * A word that no indicator has is an error: one misspelt would look like an answer of none.
 *
 * @throws `BAD_USER_INPUT`
 */
function expectOneOf(argument: string, given: string, known: readonly string[], remedy: string): void {
  if (known.includes(given)) return;
  const got = JSON.stringify(given.slice(0, 40));
  throw badInput(`${argument}: expected one that an indicator has, got ${got}; ${remedy}`);
}

/** The day by the platforms' clocks; by our own while none of them has told its time. */
function today({ platforms, request }: Context): string {
  return dateTime(earliestClock(platforms.values()) ?? request.clock.now()).slice(0, 10);
}
