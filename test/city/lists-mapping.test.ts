/** What stands in the city's lists is read as it is read on its clue; and what is not on a clue at all. */
import { describe, expect, it } from '@jest/globals';
import { listedDispute } from '../../src/city/dispute.ts';
import { listedDocument } from '../../src/city/documents.ts';
import { forum } from '../../src/city/forums.ts';
import * as mapping from '../../src/city/mapping.ts';
import { loadCatalogue } from '../../src/hub/catalogue/files/load-catalogue.ts';
import { type Clue, clue, workedClue } from './clue.ts';

const catalogue = await loadCatalogue(new URL('../../schema/', import.meta.url));

/** What a list says around the record of a clue. */
const around = ({ clue_no, source, region_code, item_code, item_name }: Clue) => ({
  clue_no,
  ...(source ? { source } : {}),
  region_code,
  item_code,
  item_name,
});
const section = (record: Clue) => mapping.section(record, String(record.clue_no), [], catalogue).value;
const fieldsOf = ({ gaps }: { gaps: { field: string; raw?: string }[] }) =>
  gaps.map(({ field, raw }) => [field, raw].filter(Boolean).join(' '));

describe('a document of the list', () => {
  it.each([workedClue(), clue({ documents: [{ id: 'DB1', type: 'supervision', state: 'issued' }] })])(
    'is the one that its clue has (%#)',
    record => {
      const documents = record.documents as unknown[];
      const listed = documents.map(document => listedDocument({ ...around(record), document }, catalogue));
      expect(listed.map(({ value }) => value)).toEqual(section(record).documents);
      expect(listed.flatMap(({ gaps }) => gaps)).toEqual([]);
    },
  );

  it('without a document is there all the same, and reported', () => {
    const mapped = listedDocument(around(clue()), catalogue);
    expect(mapped.value).toMatchObject({ number: null, clueNo: 'XS20240726000003' });
    expect(fieldsOf(mapped)).toEqual(['document']);
  });

  it.each([
    [{ source: { platform: 'moon', no: 'M1' } }, 'city:XS20240726000003', ['source.platform moon']],
    [{ source: 'SJ1' }, 'city:XS20240726000003', ['source']],
    [{ source: { platform: 'province' } }, undefined, []],
    [{ clue_no: 7 }, undefined, ['clue_no']],
  ])('is of the event that %j says, as far as it can be read', (said, event, gaps) => {
    const mapped = listedDocument({ ...around(clue()), ...said, document: {} }, catalogue);
    expect(mapped.value.event?.id).toBe(event);
    expect(fieldsOf(mapped)).toEqual(gaps);
  });
});

describe('a dispute of the list', () => {
  const DISPUTE = {
    dispute_no: 'ZY1',
    state: 'resolved',
    parties: ['331102ZFJ', '331102JSJ'],
    grounds: '职责交叉',
    raised_at: '2024-05-14T09:30:00+08:00',
    resolved_at: '2024-05-16T09:30:00+08:00',
    outcome: 'assigned',
  };

  it('is the one that its clue has', () => {
    const record = { ...workedClue(), dispute: DISPUTE };
    const listed = listedDispute({ ...around(record), dispute: DISPUTE }, catalogue);
    expect(listed).toEqual({ value: section(record).dispute, gaps: [] });
    expect(listed.value.event?.id).toBe('grassroots:SJ20240513000123');
  });

  it('may be about a matter alone', () => {
    const record = { region_code: '331102', item_code: 'CF-010335', dispute: DISPUTE };
    expect(listedDispute(record, catalogue)).toMatchObject({
      value: {
        disputeNo: 'ZY1',
        matter: catalogue.matter('E-01-005'),
        region: catalogue.region('331102'),
        clueNo: null,
        event: null,
      },
      gaps: [],
    });
  });

  it('shows an item code that the catalogue does not know, as it was sent', () => {
    const record = { region_code: '331102', item_code: 'CF-999999', item_name: '新事项', dispute: DISPUTE };
    expect(listedDispute(record, catalogue).value).toMatchObject({
      matter: null,
      unmapped: { platform: 'CITY', code: 'CF-999999', name: '新事项' },
    });
  });
});

describe('a forum', () => {
  it('has its meetings, whose departments are all or none', () => {
    const meeting = {
      meeting_no: 'HY1',
      held_on: '2024-03-20',
      topic: '职责边界',
      departments: ['331102ZFJ'],
    };
    const unreadable = { ...meeting, held_on: '2024-02-30', departments: ['000000ZFJ'] };
    const mapped = forum(
      { forum_no: 'YS02', name: '争议协调会议', meetings: [meeting, unreadable] },
      catalogue,
    );
    expect(mapped.value).toEqual({
      forumNo: 'YS02',
      name: '争议协调会议',
      meetings: [
        {
          meetingNo: 'HY1',
          heldOn: '2024-03-20',
          topic: '职责边界',
          departments: [catalogue.department('331102ZFJ')],
        },
        { meetingNo: 'HY1', heldOn: null, topic: '职责边界', departments: null },
      ],
    });
    expect(fieldsOf(mapped)).toEqual(['meetings[1].held_on', 'meetings[1].departments 000000ZFJ']);
  });

  it('whose meetings are no list has null for them', () => {
    const mapped = forum({ forum_no: 'YS02', meetings: 'none' }, catalogue);
    expect(mapped.value.meetings).toBeNull();
    expect(fieldsOf(mapped)).toEqual(['meetings']);
  });
});
