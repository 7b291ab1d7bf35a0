/** Who acts on an event. Names are masked as the platforms mask them, and are drawn by lot. */
import { type Department, departmentFor, type Place, placeOf, teamOf } from './catalogue.ts';
import type { Plan } from './plan.ts';
import { between, chance, drawnFor, pick, type Random } from './random.ts';

export interface Actor {
  name: string;
  /** Code of the organisation: a region's for a centre, a department's for a department. */
  code: string;
  organisation: string;
}

const SURNAMES = '王李张刘陈杨黄周吴徐孙朱马胡郭林何高梁郑叶蓝雷钟季潘项'.split('');

/** `周*` or `吴**`. */
export const maskedName = (random: Random): string =>
  pick(random, SURNAMES) + (chance(random, 0.6) ? '**' : '*');

export interface Actors {
  reporter: Actor;
  phone: string;
  township: Actor;
  verifier: Actor;
  countyCentre: Actor;
  cityCentre: Actor;
  /** Who issues the assignments: the township's centre for grid events, else the county's. */
  dispatcher: Actor;
  officer(department: Department): Actor;
  second(department: Department): Actor;
  /** The city's register or the province's inspectors, where the event began there. */
  registrar: Actor;
}

const NOBODY = { name: '', code: '', organisation: '' };
const nobody = (): Actor => NOBODY;

/**
 * For those who ask what happens and not who does it: nobody, in each part. The centres are told apart, since a
 * supervision by the city's takes another way.
 */
export const FACELESS: Actors = {
  reporter: NOBODY,
  phone: '',
  township: NOBODY,
  verifier: NOBODY,
  countyCentre: NOBODY,
  cityCentre: { ...NOBODY },
  dispatcher: NOBODY,
  officer: nobody,
  second: nobody,
  registrar: NOBODY,
};

const centreOf = (place: Place): string => `${place.name}行政执法指挥中心`;

/** The people of one event; the same ones at each of its steps. */
export function actorsOf(plan: Plan): Actors {
  const random = drawnFor(plan.seed, 'actors');
  const { place } = plan;
  const county = placeOf(place.county);
  const name = () => maskedName(random);
  const township = { name: name(), code: place.code, organisation: place.name };
  const countyCentre = { name: name(), code: county.code, organisation: centreOf(county) };
  const cityCentre = { name: name(), code: '331100', organisation: '丽水市行政执法指挥中心' };
  const ownTeam = plan.department.code === teamOf(place).code;
  const inspector = departmentFor(place.county, plan.item.departmentKind);
  const by = (department: Department, who: string): Actor => ({
    name: who,
    code: department.code,
    organisation: department.name,
  });
  return {
    reporter: { name: name(), code: place.code, organisation: place.name },
    phone: `13${between(random, 0, 9)}****0000`,
    township,
    countyCentre,
    cityCentre,
    dispatcher: plan.origin === 'grassroots' ? township : countyCentre,
    // T25: a township does not verify the work of its own team.
    verifier: plan.origin === 'grassroots' && !ownTeam ? { ...township, name: name() } : countyCentre,
    officer: department => by(department, maskedName(drawnFor(plan.seed, `officer ${department.code}`))),
    second: department => by(department, maskedName(drawnFor(plan.seed, `second ${department.code}`))),
    registrar: plan.origin === 'city' ? { ...countyCentre, name: name() } : by(inspector, name()),
  };
}
