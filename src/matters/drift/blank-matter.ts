import type { Catalogue } from '../../hub/catalogue/catalogue.ts';
import { nameOf } from '../../upstream/platform-code.ts';
import type { NewMatter } from '../edit/new-matter.ts';
import type { Unmapped } from './proposal.ts';

/** A matter with all that the directory says of it; what it does not say is empty, and the checks ask for it. */
export function blankMatter({ platform, row }: Unmapped, catalogue: Catalogue): NewMatter {
  const bureau = catalogue.department(row.department ?? '')?.kind ?? null;
  const usual = catalogue.category(row.category ?? '')?.department.kind ?? null;
  const common = {
    zh: row.name ?? '',
    en: '',
    department: bureau === usual ? null : bureau,
    basis: row.legalBasis ?? '',
    codes: { [nameOf(platform)]: row.code },
  };
  if (row.kind === 'SUPERVISION')
    return { ...common, kind: 'SUPERVISION', object: '', methods: [], frequency: '' };
  const delegable = row.delegable === null ? '' : String(row.delegable);
  return { ...common, kind: 'ENFORCEMENT', penalty: '', penaltyBasis: '', procedure: '', delegable };
}
