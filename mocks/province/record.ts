/**
 * The province's event record on the wire (省执法监管数字应用), as its contract gives it.
 * Times are `yyyy-MM-dd HH:mm:ss` in Asia/Shanghai, booleans `"1"`/`"0"`, empty values `null`.
 */
export interface ProvinceEvent {
  eventNo: string;
  eventSource: 'self' | 'city' | 'grassroots';
  sourcePlatform: 'city' | 'grassroots' | null;
  sourceNo: string | null;
  cityCaseNo: string | null;
  eventTitle: string | null;
  itemCode: string;
  itemName: string;
  itemKind: '1' | '2';
  categoryCode: string;
  /** 12 digits. */
  regionCode: string;
  address: string | null;
  /** `"119.9301,28.4587"`, degrees, CGCS2000. */
  lngLat: string | null;
  reportTime: string;
  dueTime: string | null;
  urgency: string;
  eventStatus: string;
  coordinating: '0' | '1' | null;
  reviewResult: '1' | '2' | null;
  deptCode: string | null;
  deptName: string | null;
  taskNo: string | null;
  planNo: string | null;
  filingNo: string | null;
  filingTime: string | null;
  caseStage: string | null;
  procedure: '1' | '2' | null;
  decisionNo: string | null;
  decisionTime: string | null;
  /** Ten thousand yuan (万元), four decimals: `"0.5000"`. */
  fineAmount: string | null;
  oversights: ProvinceOversight[];
  logs: ProvinceLog[];
  statusTime: string;
  version: number;
  updateTime: string;
}

export interface ProvinceOversight {
  oversightNo: string;
  level: string;
  reason: string;
  issueTime: string;
  dueTime: string | null;
  closeTime: string | null;
}

export interface ProvinceLog {
  logId: string;
  action: string;
  operator: string;
  orgName: string;
  time: string;
  fromStatus: string | null;
  toStatus: string | null;
  remark: string | null;
}

/** A row of the province's item directory (`GET /item/list`). */
export interface ProvinceItem {
  itemCode: string;
  itemName: string;
  itemKind: '1' | '2';
  categoryCode: string;
  categoryName: string;
  deptCode: string;
  deptName: string;
  legalBasis: string;
  delegable: '1' | '0';
  /** `"1"` live, `"0"` retired. */
  status: '1' | '0';
  updateTime: string;
}
