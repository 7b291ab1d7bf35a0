/** How a cursor is refused. */
export function refusal(read: () => unknown): unknown {
  try {
    return read();
  } catch (error) {
    return error;
  }
}

export const RUBBISH = {
  message: 'after: expected a cursor of this API, got something else; start again from the first page',
  extensions: { code: 'INVALID_CURSOR' },
};
export const OF_ANOTHER = {
  message: 'after: this cursor belongs to another list or filter; start again from the first page',
  extensions: { code: 'INVALID_CURSOR' },
};
