/**
 * The city's clue record on the wire (丽水市智慧执法系统), as its contract gives it.
 * Times are RFC 3339 with `+08:00`; an absent optional field is left out, never `null`.
 */
export interface CityClue {
  clue_no: string;
  source?: { platform: 'grassroots' | 'province'; no: string };
  channel: string;
  title: string;
  item_code?: string;
  item_name?: string;
  item_kind?: 'supervision' | 'enforcement';
  category_code?: string;
  /** 9 or 6 digits. */
  region_code: string;
  location?: { address?: string; lng?: number; lat?: number };
  reported_at: string;
  received_at: string;
  due_at?: string;
  urgency: string;
  status: string;
  merged_into?: string;
  department?: { code: string; name: string };
  co_departments: { code: string; name: string }[];
  officers: { name: string; certificate_no: string }[];
  round: number;
  extended: boolean;
  feedbacks?: CityFeedback[];
  verification?: { outcome: 'passed' | 'failed'; at: string; by: string; text: string };
  /** Only with `include=documents`. */
  documents?: CityDocument[];
  /** Only with `include=case`. */
  case?: CityCase;
  /** Only with `include=dispute`. */
  dispute?: CityDispute;
  /** Only with `include=consultations`. */
  consultations?: CityConsultation[];
  /** Only with `include=logs`. */
  logs?: CityLog[];
  status_changed_at: string;
  /** Quoted, as in the header: `"\"14\""`. */
  etag: string;
  updated_at: string;
}

export interface CityFeedback {
  id: string;
  at: string;
  by: string;
  final: boolean;
  outcome?: 'rectified' | 'persuaded' | 'penalised' | 'no_violation' | 'other';
  text: string;
  attachments: string[];
}

export interface CityDocument {
  id: string;
  document_no: string;
  type: 'assignment' | 'supervision' | 'recommendation' | 'reminder';
  /** A department's code. */
  to_department: string;
  content: string;
  issued_at: string;
  due_at?: string;
  signed_at?: string;
  answered_at?: string;
  state: 'issued' | 'signed' | 'answered' | 'cancelled';
  issuer: string;
}

export interface CityCase {
  case_no: string;
  procedure: 'simple' | 'ordinary';
  stage: string;
  cause: string;
  filed_at: string;
  party: { kind: 'person' | 'organisation'; name: string; id_no?: string; phone?: string };
  notice_at?: string;
  hearing?: { requested_at: string; held_at?: string };
  decision?: {
    decision_no: string;
    decided_at: string;
    penalties: string[];
    /** Yuan, two decimals: `"5000.00"`. */
    fine_amount?: string;
    served_at?: string;
  };
  payment?: { due_on: string; paid_at?: string; amount?: string; surcharge?: string };
  concluded_at?: string;
}

export interface CityDispute {
  dispute_no: string;
  state: 'open' | 'resolved';
  /** Codes of the departments that contest. */
  parties: string[];
  grounds: string;
  raised_at: string;
  resolved_at?: string;
  outcome?: 'assigned' | 'withdrawn' | 'not_actionable';
}

export interface CityConsultation {
  consultation_no: string;
  /** Codes of the departments called. */
  departments: string[];
  question: string;
  held_at?: string;
  conclusion?: string;
}

export interface CityLog {
  id: string;
  action: string;
  operator: string;
  department_name: string;
  at: string;
  from?: string;
  to?: string;
  note?: string;
  command_id?: string;
}

/** A document in the list of all (`GET /documents`), with the clue that it belongs to. */
export interface CityListedDocument extends Pick<CityClue, 'clue_no' | 'source' | 'region_code'> {
  document: CityDocument;
}

/** A dispute in the list of all (`GET /disputes`): about a clue, or without `clue_no` about an item alone. */
export interface CityListedDispute
  extends Partial<Pick<CityClue, 'clue_no' | 'source' | 'item_code' | 'item_name'>> {
  region_code: string;
  dispute: CityDispute;
}

/** A forum with its meetings, newest first (`GET /forums`). */
export interface CityForum {
  forum_no: string;
  name: string;
  meetings: CityMeeting[];
}

export interface CityMeeting {
  meeting_no: string;
  /** `2024-03-20`. */
  held_on: string;
  topic: string;
  /** Codes of the departments that took part. */
  departments: string[];
}

/** A row of the city's item directory (`GET /items`). */
export interface CityItem {
  item_code: string;
  name: string;
  kind: 'supervision' | 'enforcement';
  category_code: string;
  category_name: string;
  department_code: string;
  province_item_code?: string;
  live: boolean;
  updated_at: string;
}
