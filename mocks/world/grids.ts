/** The grids: five or six a township, invented, each with a masked member. */
import type { Grid } from '../grassroots/record.ts';
import { maskedName } from './actors.ts';
import { type Place, townships } from './catalogue.ts';
import { between, type Random, randomOf } from './random.ts';

const NUMERALS = ['一', '二', '三'];

interface GridName {
  code: string;
  name: string;
}

const VILLAGES = ['001', '005'];

/** Two villages a township, with three grids each; a grid's code is its township's, the village and `W01` to `W03`. */
function gridAt(place: Place, village: number, number: number): GridName {
  const numeral = NUMERALS[number] ?? '';
  // The worked example of the contract has the grid of Haoxi in Zijin.
  const haoxi = place.code === '331102001' && village === 1;
  const short = haoxi
    ? '好溪'
    : `${place.name.replace(/(畲族)?[乡镇]$|街道$/, '')}${village === 0 ? '' : '东'}`;
  return { code: `${place.code}${VILLAGES[village]}W0${number + 1}`, name: `${short}第${numeral}网格` };
}

export const gridOf = (place: Place, random: Random): GridName =>
  gridAt(place, between(random, 0, 1), between(random, 0, 2));

const gridNames = (place: Place): GridName[] =>
  [0, 1].flatMap(village => [0, 1, 2].map(number => gridAt(place, village, number)));

/** The directory of grids. */
export const allGrids = (seed: number): Grid[] =>
  townships.flatMap(place => {
    const random = randomOf(seed, 'grids', place.code);
    return gridNames(place).map(grid => ({
      wgbm: grid.code,
      wgmc: grid.name,
      xzqh: `${place.code}000`,
      wgylx: maskedName(random),
      wgzs: String(between(random, 1, 4)),
    }));
  });
