import type { Actor, Role, TimelineAction } from '../../generated/schema.ts';
import type { Catalogue, Region } from '../catalogue/catalogue.ts';
import type { LogEntry } from './log-entry.ts';

/** What a city's or county's command centre adds to the name of its region. */
const CENTRE = '行政执法指挥中心';

/** Who acted, by the names that the catalogue has; null where the platform does not say. */
export function actorOf({ action, actor }: LogEntry, catalogue: Catalogue): Actor | null {
  const { name, organisation: sent, bySystem } = actor;
  if (name === null && sent === null && !bySystem) return null;
  const organisation = sent === null ? null : organisationOf(sent, catalogue);
  return {
    name,
    organisation: organisation?.name ?? null,
    role: bySystem ? 'SYSTEM' : organisation && roleIn(organisation.role, action),
  };
}

/** A township's people report, and its centre does the rest: a grid member has none of the roles. */
function roleIn(role: Role | null, action: TimelineAction): Role | null {
  return role === 'TOWNSHIP_CENTRE' && action === 'REPORT' ? null : role;
}

/** @param sent a code or a name. A region stands for its centre. */
function organisationOf(sent: string, catalogue: Catalogue): { name: string; role: Role | null } {
  const department = catalogue.department(sent);
  if (department) return { name: department.nameZh, role: 'DEPARTMENT' };
  const region = catalogue.region(sent);
  if (region) return { name: region.nameZh, role: centreOf(region) };
  return { name: sent, role: roleOfName(sent, catalogue) };
}

function roleOfName(name: string, { regions, departments, teams }: Catalogue): Role | null {
  if ([...departments, ...teams].some(({ nameZh }) => nameZh === name)) return 'DEPARTMENT';
  // Several townships may have one name, and then they have one role too.
  const region = regions.find(({ nameZh, code }) => name === (code.length > 6 ? nameZh : nameZh + CENTRE));
  return region ? centreOf(region) : null;
}

function centreOf({ level }: Region): Role {
  switch (level) {
    case 'CITY':
      return 'CITY_COMMAND_CENTRE';
    case 'COUNTY':
    case 'FUNCTIONAL_ZONE':
      return 'COUNTY_COMMAND_CENTRE';
    case 'SUBDISTRICT':
    case 'TOWN':
    case 'TOWNSHIP':
      return 'TOWNSHIP_CENTRE';
    default:
      return level satisfies never;
  }
}
