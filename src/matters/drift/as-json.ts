import { driftWords } from '../../hub/catalogue/drift/drift-words.ts';
import { type Desk, says } from '../desk.ts';
import { lineDiff } from '../edit/line-diff.ts';
import { whatHappened } from '../platforms/failure-words.ts';
import type { Text } from '../text.ts';
import { type Mistaken, mistakenWords } from './mistaken.ts';
import { placeOf, remedyOf } from './remedy.ts';
import type { Compared, Found } from './report.ts';
import type { Suggestion } from './suggestion.ts';

/** For a script to read; the words are in the desk's language. */
export function asJson({ catalogue, texts, mocked, platforms }: Compared, desk: Desk) {
  const found = ({ drift, suggestion, choices }: Found) => ({
    kind: drift.kind,
    code: drift.code,
    name: drift.name,
    matters: drift.matters.map(matter => ({
      code: matter.code,
      name: matter.nameZh,
      place: placeOf(drift, matter, texts),
    })),
    difference: drift.difference,
    successors: drift.successors.map(({ code, name, changedAt }) => ({ code, name, changedAt })),
    counterparts: drift.counterparts.map(({ matter, score, because }) => ({
      matter: matter.code,
      name: matter.nameZh,
      score: Number(score.toFixed(2)),
      because,
    })),
    message: says(desk, driftWords(drift, catalogue)),
    remedy: saidOrNull(remedyOf(drift)),
    suggestion: suggestion && suggested(suggestion),
    choices: choices.map(({ decision, command, mistaken }) => ({
      to: 'to' in decision ? decision.to.code : null,
      command,
      mistaken: mistaken.map(doubted),
    })),
  });
  const saidOrNull = (text: Text | null) => text && says(desk, text);
  const doubted = (one: Mistaken) => ({
    code: one.code,
    matter: one.of.code,
    message: says(desk, mistakenWords(one)),
  });
  const suggested = ({ rows, to, edits, commands, mistaken }: Suggestion) => ({
    codes: rows.map(({ code }) => code),
    to: to?.code ?? null,
    commands,
    mistaken: mistaken.map(doubted),
    edits: edits.map(({ file, before, after }) => ({ file: texts.shown(file), ...lineDiff(before, after) })),
  });
  return {
    mocked,
    platforms: platforms.map(one => {
      if ('failure' in one)
        return {
          platform: one.platform,
          status: 'UNAVAILABLE',
          message: says(desk, whatHappened(one.failure, one.platform)),
        };
      const { platform, directory, drifts, known, stale } = one;
      return {
        platform,
        status: 'COMPARED',
        unreadable: directory.gaps,
        drifts: drifts.map(found),
        known: known.map(({ drift: { kind, code }, reason }) => ({ kind, code, reason })),
        stale,
      };
    }),
  };
}
