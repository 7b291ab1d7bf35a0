/**
 * Joint-supervision scenarios (监管“一件事”): 95, of which 14 are selected ones. The source document names three; all
 * others, and every department and item, are constructed.
 */
import type { ProvinceScenario } from '../province/supervision-record.ts';
import { categories, counties, departmentFor, placeOf } from './catalogue.ts';
import { categoryName, helpers, liveItems, supervisingKind } from './field.ts';
import { between, randomOf } from './random.ts';
import type { World } from './world.ts';

const ASSIGNED = 95;
const SELECTED = 14;

interface Theme {
  county: string;
  category: string;
  name: string;
}

const NAMED: readonly Theme[] = [
  { county: '331181', category: '23', name: '龙泉刀剑产业' },
  { county: '331121', category: '24', name: '青田进口商品' },
  { county: '331124', category: '25', name: '松阳香菇' },
];

/** In the order of number. */
export function scenariosOf(world: World): ProvinceScenario[] {
  const year = new Date(world.options.now.getTime() + 8 * 3_600_000).getUTCFullYear();
  return themes().map((theme, index) => {
    const { county, category, name } = theme;
    const random = randomOf(world.options.seed, 'scenario', county, category);
    const lead = departmentFor(county, supervisingKind(category));
    return {
      scenarioNo: `YJS${year}${String(index + 1).padStart(3, '0')}`,
      scenarioName: name,
      regionCode: county.padEnd(12, '0'),
      leadDeptCode: lead.code,
      leadDeptName: lead.name,
      coDeptCodes: helpers(random, county, lead.code, between(random, 1, 4)).map(({ code }) => code),
      itemCodes: liveItems(world, category),
      // The named ones, and of the others one in eight.
      selected: index < NAMED.length || (index % 8 === 0 && index / 8 <= SELECTED - NAMED.length) ? '1' : '0',
    };
  });
}

/** The named ones first; then county by county, each time another category. */
function themes(): Theme[] {
  const found = [...NAMED];
  const nine = counties.filter(({ level }) => level === 'COUNTY').map(({ code }) => code);
  for (let at = 0; found.length < ASSIGNED; at++) {
    const place = at % nine.length;
    const county = nine[place]!;
    const turn = Math.floor(at / nine.length);
    const category = categories[(place * 4 + turn * 3) % categories.length]!.code;
    if (found.some(other => other.county === county && other.category === category)) continue;
    found.push({ county, category, name: `${placeOf(county).name}${categoryName(category)}` });
  }
  return found;
}
