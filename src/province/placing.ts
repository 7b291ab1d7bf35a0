import type { PlacingFields } from '../hub/records/explained.ts';
import { ITEM, STATUS } from './codes.ts';

/** The fields of a record that say what its event is about, how far it is and where it is. */
export const PLACING: PlacingFields = {
  matter: [{ field: ITEM.code, name: ITEM.name, of: 'PROVINCE' }],
  status: ['eventStatus', 'coordinating', 'reviewResult'],
  statuses: STATUS,
  region: 'regionCode',
  called: {
    [ITEM.code]: '事项编码',
    eventStatus: '事件状态',
    coordinating: '争议协调中',
    reviewResult: '复核结果',
    regionCode: '行政区划',
  },
  statusTable: 'ProvinceEventStatusCode',
};
