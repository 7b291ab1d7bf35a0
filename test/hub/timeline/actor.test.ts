import { describe, expect, it } from '@jest/globals';
import { loadCatalogue } from '../../../src/hub/catalogue/files/load-catalogue.ts';
import { actorOf } from '../../../src/hub/timeline/actor.ts';
import { entry } from './entry.ts';

const catalogue = await loadCatalogue(new URL('../../../schema/', import.meta.url));

const who = (organisation: string | null, more = {}, said = {}) =>
  actorOf(entry({ ...said, actor: { name: null, organisation, bySystem: false, ...more } }), catalogue);

describe('who acted', () => {
  it.each([
    ['331102001', '紫金街道', 'TOWNSHIP_CENTRE'],
    ['紫金街道', '紫金街道', 'TOWNSHIP_CENTRE'],
    ['331102ZFJ', '莲都区综合行政执法局', 'DEPARTMENT'],
    ['莲都区综合行政执法局', '莲都区综合行政执法局', 'DEPARTMENT'],
    ['331102001ZFD', '紫金街道综合行政执法队', 'DEPARTMENT'],
    ['331102', '莲都区', 'COUNTY_COMMAND_CENTRE'],
    ['莲都区行政执法指挥中心', '莲都区行政执法指挥中心', 'COUNTY_COMMAND_CENTRE'],
    ['331100', '丽水市', 'CITY_COMMAND_CENTRE'],
    ['丽水市行政执法指挥中心', '丽水市行政执法指挥中心', 'CITY_COMMAND_CENTRE'],
    ['莲都区', '莲都区', null],
    ['某某公司', '某某公司', null],
  ])('%s is %s, %s', (sent, organisation, role) => {
    expect(who(sent)).toEqual({ name: null, organisation, role });
  });

  it('is the platform itself where it says so, for whomever it acts', () => {
    expect(who('331102ZFJ', { bySystem: true })).toEqual({
      name: null,
      organisation: '莲都区综合行政执法局',
      role: 'SYSTEM',
    });
    expect(who(null, { bySystem: true })).toEqual({ name: null, organisation: null, role: 'SYSTEM' });
  });

  it('has no role where a township’s grid member reports', () => {
    expect(who('331102001', { name: '吴**' }, { action: 'REPORT' })).toEqual({
      name: '吴**',
      organisation: '紫金街道',
      role: null,
    });
    expect(who('331102ZFJ', {}, { action: 'REPORT' })).toMatchObject({ role: 'DEPARTMENT' });
  });

  it('is null where the platform does not say', () => {
    expect(who(null)).toBeNull();
    expect(who(null, { name: '周*' })).toEqual({ name: '周*', organisation: null, role: null });
  });
});
