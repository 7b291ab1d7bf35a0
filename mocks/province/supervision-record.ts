/** The province's records beside its events, on the wire: inspection, delegation, joint supervision. */
export interface ProvincePlan {
  planNo: string;
  planName: string;
  planYear: string;
  regionCode: string;
  deptCode: string;
  deptName: string;
  itemCodes: string[];
  /** The plan that it was joined into; null while it is carried out. */
  mergedPlanNo: string | null;
}

export interface ProvinceTask {
  taskNo: string;
  planNo: string | null;
  taskName: string;
  regionCode: string;
  leadDeptCode: string;
  leadDeptName: string;
  coDeptCodes: string[];
  itemCodes: string[];
  /** 综合查一次 */
  jointVisit: '1' | '0';
  /** 双随机 */
  randomised: '1' | '0';
  inspectDate: string;
  /** 户次 */
  visitCount: number;
  eventNos: string[];
}

export interface ProvinceDelegation {
  /** A township's, 12 digits. */
  regionCode: string;
  itemCode: string;
  itemName: string;
  startDate: string;
  endDate: string | null;
  /** `1` in force, `2` withdrawn with all of the township's, `3` taken off its list. */
  delegateState: '1' | '2' | '3';
}

export interface ProvinceDelegationChange {
  regionCode: string;
  itemCode: string;
  itemName: string;
  /** `1` added, `2` taken off. */
  changeKind: '1' | '2';
  changeDate: string;
}

export interface ProvinceScenario {
  scenarioNo: string;
  scenarioName: string;
  regionCode: string;
  leadDeptCode: string;
  leadDeptName: string;
  coDeptCodes: string[];
  itemCodes: string[];
  /** 精品 */
  selected: '1' | '0';
}

/** Each list in its order on the wire. */
export interface Supervision {
  plans: ProvincePlan[];
  tasks: ProvinceTask[];
  delegations: ProvinceDelegation[];
  delegationChanges: ProvinceDelegationChange[];
  scenarios: ProvinceScenario[];
}
