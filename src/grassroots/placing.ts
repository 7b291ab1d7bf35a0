import type { PlacingFields } from '../hub/records/explained.ts';
import { STATUS } from './codes.ts';

/** The fields of a record that say what its event is about, how far it is and where it is. */
export const PLACING: PlacingFields = {
  matter: [
    { field: 'sjlb', name: 'sjlbmc', of: 'GRASSROOTS' },
    { field: 'zfsxdm', name: null, of: 'CITY' },
  ],
  status: ['sjzt', 'hcjg'],
  statuses: STATUS,
  region: 'xzqh',
  called: {
    sjlb: '事件类别',
    zfsxdm: '执法事项代码',
    sjzt: '事件状态',
    hcjg: '核查结果',
    xzqh: '行政区划',
  },
  statusTable: 'GrassrootsStatusCode',
};
