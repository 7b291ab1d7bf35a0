/** Slips in the table of limits and in the calendar, and what is said of them, word for word. */

export type Edit = [from: string, to: string];

export const LIMIT_SLIPS: [what: string, Edit, said: string][] = [
  [
    'a unit that is none',
    ['limit: { hours: 4 }', 'limit: { hour: 4 }'],
    'schema/limits/limits.yaml:18:14 limits.L2.limit.hour: unknown key; did you mean "hours"?',
  ],
  [
    'no whole number',
    ['limit: { hours: 4 }', 'limit: { hours: 4h }'],
    'schema/limits/limits.yaml:18:21 limits.L2.limit.hours "4h": expected a whole number; write digits only, without unit, comma or space',
  ],
  [
    'nothing at all',
    ['limit: { hours: 4 }', 'limit: { hours: 0 }'],
    'schema/limits/limits.yaml:18:21 limits.L2.limit.hours "0": expected a number from 1 to 720; correct it',
  ],
  [
    'two units',
    ['limit: { hours: 4 }', 'limit: { hours: 4, minutes: 30 }'],
    'schema/limits/limits.yaml:18:12 limits.L2.limit: expected 1 key, got 2; keep one',
  ],
  [
    'a limit in words',
    ['limit: { hours: 4 }', 'limit: 4 hours'],
    'schema/limits/limits.yaml:18:12 limits.L2.limit "4 hours": expected keys with values, got text; the keys here are minutes, hours, working_days, days',
  ],
  [
    'a limit left out',
    ['  L14:', '  L15:'],
    'schema/limits/limits.yaml:7:3 limits: the key "L14" is missing; add it: A limit 时限, with the keys zh, en, starts, limit, source',
  ],
];

export const CALENDAR_SLIPS: [what: string, Edit[], said: string[]][] = [
  [
    'a day of another form',
    [['from: 2025-10-01', 'from: 2025-10-1']],
    [
      'schema/limits/calendar.yaml:24:72 years.2025.holidays[5].from "2025-10-1": expected a day, but it is short by 1; write it like 2025-10-01',
    ],
  ],
  [
    'a day that there is not',
    [['to: 2025-02-04', 'to: 2025-02-30']],
    [
      'schema/limits/calendar.yaml:20:62 years.2025.holidays[1].to "2025-02-30": there is no such day; correct it',
    ],
  ],
  [
    'a day of another year',
    [['from: 2025-01-28', 'from: 2024-01-28']],
    [
      'schema/limits/calendar.yaml:20:46 years.2025.holidays[1].from "2024-01-28": expected a day of 2025, or of the December before; move it to its own year',
    ],
  ],
  [
    'a holiday that ends before it begins',
    [['to: 2025-02-04', 'to: 2025-01-04']],
    [
      'schema/limits/calendar.yaml:20:62 years.2025.holidays[1].to "2025-01-04": ends before it begins; correct one of the two',
    ],
  ],
  [
    'a holiday that is too long to be one',
    [['to: 2025-02-04', 'to: 2025-03-04']],
    [
      'schema/limits/calendar.yaml:20:62 years.2025.holidays[1].to "2025-03-04": expected at most 15 days off; correct one of the two',
    ],
  ],
  [
    'a day off of two holidays',
    [
      ['from: 2025-05-31', 'from: 2025-05-05'],
      ['to: 2025-06-02', 'to: 2025-05-06'],
    ],
    [
      'schema/limits/calendar.yaml:23:52 years.2025.holidays[4].from "2025-05-05": 2025-05-05 is a day off of 劳动节 already; take it out of one of the two',
    ],
  ],
  [
    'a weekday as a day worked instead',
    [['workdays: [2025-04-27]', 'workdays: [2025-04-28]']],
    [
      'schema/limits/calendar.yaml:22:81 years.2025.holidays[3].workdays[0] "2025-04-28": expected a Saturday or Sunday; other days are worked anyway; correct it',
    ],
  ],
  [
    'a day off that is also worked',
    [['workdays: [2025-04-27]', 'workdays: [2025-05-04]']],
    [
      'schema/limits/calendar.yaml:22:81 years.2025.holidays[3].workdays[0] "2025-05-04": is a day off of 劳动节 already; take it out of one of the two',
    ],
  ],
  [
    'a day that is worked twice',
    [['workdays: [2025-04-27]', 'workdays: [2025-04-27, 2025-04-27]']],
    [
      'schema/limits/calendar.yaml:22:93 years.2025.holidays[3].workdays[1] "2025-04-27": is worked already; take it out of one of the two',
    ],
  ],
  [
    'no list of days worked',
    [['to: 2025-05-05, workdays: [2025-04-27]', 'to: 2025-05-05, workdays: ']],
    [
      'schema/limits/calendar.yaml:22:70 years.2025.holidays[3].workdays: has no value; write [] where there is none',
    ],
  ],
  [
    'a year begun and not written to its end',
    [['      - { zh: 元旦, en: New Year, from: 2026', '      # - { zh: 元旦, en: New Year, from: 2026']],
    [
      'schema/limits/calendar.yaml:25:3 years.2026: expected all holidays of 2026, got none on 元旦 (2026-01-01); write the whole notice',
    ],
  ],
  [
    'a year that is no year',
    [['  2026:\n', '  26:\n']],
    ['schema/limits/calendar.yaml:25:3 years.26: expected a key of a year such as 2025; correct it'],
  ],
  [
    'a year without its notice',
    [['    notice: 国务院办公厅关于2025年部分节假日安排的通知（国办发明电〔2024〕12号）\n', '']],
    [
      `schema/limits/calendar.yaml:17:5 years.2025: the key "notice" is missing; add it: The State Council's notice 国务院办公厅通知, with its number`,
    ],
  ],
];
