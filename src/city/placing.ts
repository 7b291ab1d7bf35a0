import type { PlacingFields } from '../hub/records/explained.ts';
import { ITEM, STATUS } from './codes.ts';

/** The fields of a clue that say what its event is about, how far it is and where it is. */
export const PLACING: PlacingFields = {
  matter: [{ field: ITEM.code, name: ITEM.name, of: 'CITY' }],
  status: ['status'],
  statuses: STATUS,
  region: 'region_code',
  called: {
    [ITEM.code]: '事项编码',
    status: '线索状态',
    region_code: '行政区划',
  },
  statusTable: 'CityStatusCode',
};
