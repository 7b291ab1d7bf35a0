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

/** Two villages with three grids each; a grid's code is its township's, the village and `W01` to `W03`. */
const gridNames = (place: Place): GridName[] =>
  [1, 5].flatMap(village =>
    NUMERALS.map((numeral, at) => ({
      code: `${place.code}${String(village).padStart(3, '0')}W0${at + 1}`,
      name: gridName(place, village, numeral),
    })),
  );

/** The worked example of the contract has the grid of Haoxi in Zijin. */
function gridName(place: Place, village: number, numeral: string): string {
  if (place.code === '331102001' && village === 5) return `好溪第${numeral}网格`;
  return `${place.name.replace(/(畲族)?[乡镇]$|街道$/, '')}${village === 1 ? '' : '东'}第${numeral}网格`;
}

export function gridOf(place: Place, random: Random): GridName {
  const names = gridNames(place);
  return names[between(random, 0, names.length - 1)]!;
}

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
