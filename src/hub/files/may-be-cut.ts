/** Whether a text may be cut, found without reading it as YAML: good files do not pay for that. */
export const mayBeCut = (yaml: string): boolean => /\S[ \t]+#[^\s#]/u.test(yaml);
