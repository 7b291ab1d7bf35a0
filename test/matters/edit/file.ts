/** Matter files as hands write them. */
export const TEXT = `# A file 文件
supervision:
  - code: S-01-001 # the first
    zh: 甲
    codes: { province: 3306, grassroots: G1 } # shared

  # Below it stands one without codes.
  - code: S-01-002
    zh: 乙 # why

# What is punished.
enforcement:
  - code: E-01-001
    zh: 丙
    codes:
      province: 3302
      grassroots: G1 # by hand
  - code: E-01-002
    codes: { city: [{ code: CF-1, to: 2023-01-01 }, { code: CF-2, from: 2023-01-01 }] }
`;

/** Of other styles. */
export const FILE = `# Head.
category: { code: 08, zh: 燃气 } # a category

supervision: [] # none yet

enforcement:
  # Before the first.
  - code: E-08-001   # a comment on the code
    zh:  "quoted: 名称"
    basis: >-
      folded
      text
    # Between two keys.
    penalty:
      text: 罚
      basis: 依据
      procedure: ORDINARY
    delegable: true # kept

  - zh: code comes second
    code: E-08-002
    penalty: { text: 罚, fine: { max: 5 }, procedure: SIMPLE }
    methods:
      - 现场检查
      - 双随机抽查
    codes: {}
# After the last.
`;
