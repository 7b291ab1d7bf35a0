import { expect, it } from '@jest/globals';
import { saidWhenSlow } from '../../mocks/world-progress.ts';

it('says nothing of a world that is made in a moment, and of another how far it is, every ten seconds', () => {
  const said: string[] = [];
  let now = 5000;
  const progress = saidWhenSlow(
    line => said.push(line),
    () => now,
  );
  const at = (ms: number, done: number) => {
    now = 5000 + ms;
    progress(done, 1_241_109);
  };
  at(0, 0);
  at(1499, 50_000);
  expect(said).toEqual([]);
  at(1500, 62_056);
  at(11_000, 500_000);
  at(11_600, 620_555);
  expect(said).toEqual([
    'mocks: making a world of 1,241,109 events, 5 % done',
    'mocks: making a world of 1,241,109 events, 50 % done',
  ]);
});
