/**
 * The grassroots system's event record on the wire (基层智治系统), as its contract gives it: field names are
 * pinyin initials and every value is a string; `null`, `""` and a missing field mean the same.
 * Times are `yyyy-MM-dd HH:mm:ss` local, but `gxsj` and the times in `czjl` are `yyyyMMddHHmmss`.
 */
export interface GrassrootsEvent {
  sjbh: string;
  /** `WG` born of the grid, `XF` sent down by the city or the province. */
  sjly: 'WG' | 'XF';
  /** For `XF`: `XS` (clue) or `RW` (task), and the number there. */
  yylx?: string | null;
  yybh?: string | null;
  sjbt: string;
  sjms?: string | null;
  sjlb: string;
  sjlbmc: string;
  /** City item code, written back at dispatch. */
  zfsxdm?: string | null;
  xzqh: string;
  wgbm?: string | null;
  wgmc?: string | null;
  wgy?: string | null;
  wgydh?: string | null;
  fsdz?: string | null;
  jd?: string | null;
  wd?: string | null;
  sbsj: string;
  blsx?: string | null;
  jjcd: string;
  sjzt: string;
  zflx?: string | null;
  cbdw?: string | null;
  cbdwmc?: string | null;
  xsbh?: string | null;
  ajbh?: string | null;
  zp?: string | null;
  fklb?: GrassrootsFeedback[];
  hcjg?: string | null;
  hcsj?: string | null;
  hcr?: string | null;
  hcyj?: string | null;
  hczp?: string | null;
  bjsj?: string | null;
  bjyj?: string | null;
  lc?: string | null;
  sfyq?: string | null;
  czjl: GrassrootsLog[];
  ztsj: string;
  bbh: string;
  gxsj: string;
}

export interface GrassrootsFeedback {
  fkid: string;
  fksj: string;
  fkr: string;
  fkdw: string;
  cljg: string;
  clqk: string;
  fj?: string | null;
  sfzj: '0' | '1';
}

export interface GrassrootsLog {
  jlid: string;
  cz: string;
  czr: string;
  czdw: string;
  czsj: string;
  qzt?: string | null;
  hzt?: string | null;
  bz?: string | null;
  zlid?: string | null;
}

/** A row of the directory of grid classes (`GET /ml/lb`): class, its group, live or not. */
export interface GridClass {
  lbdm: string;
  lbmc: string;
  fldm: string;
  flmc: string;
  sfyx: '1' | '0';
}

/** A row of the directory of grids (`GET /wg/lb`): grid, region, masked grid member, number of members. */
export interface Grid {
  wgbm: string;
  wgmc: string;
  xzqh: string;
  wgylx: string;
  wgzs: string;
}
