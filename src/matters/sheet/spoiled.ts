/** What spreadsheet programs make of a code that they take for something else; nothing tells afterwards what it was. */

import type { Text } from '../text.ts';
import type { Column } from './columns.ts';
import type { Cell } from './sheet.ts';
import type { Words } from './sheet-finding.ts';

/** An error as csv holds it. */
const ERROR_VALUE = /^#(REF!|N\/A|VALUE!|NAME\?|DIV\/0!|NUM!|NULL!|SPILL!|CALC!)$/u;
/** What a column that is too narrow showed. */
const NO_ROOM = /^#{3,}$/u;
const SCIENTIFIC = /^[+-]?\d+(\.\d+)?E[+-]?\d+$/iu;
const DATE = /^\d{2,4}[-/年]\d{1,2}[-/月]\d{1,2}日?( .*)?$|^\d{1,2}月\d{1,2}日$|^\d{1,2}-[A-Z][a-z]{2}$/u;

/** Digits beyond these are lost in a number cell; the file holds zeros. */
const EXACT_DIGITS = 15;

/** Null where the cell holds what somebody wrote. */
export function spoiled({ type, text }: Cell, column: Column): Words | null {
  if (type === 'FORMULA') return words(NO_RESULT, RESAVE);
  if (type === 'ERROR' || ERROR_VALUE.test(text.trim())) return words(errorValue(text.trim()), RETYPE);
  if (NO_ROOM.test(text.trim())) return words(NOT_SHOWN, RETYPE);
  if (column.type === 'YUAN')
    return type === 'DATE' || type === 'BOOLEAN' ? words(turnedInto(type), RETYPE) : null;
  if (column.type === 'YES_NO' && type === 'BOOLEAN') return null;
  if (type === 'DATE' || type === 'BOOLEAN') return words(turnedInto(type), AS_TEXT);
  if (type === 'NUMBER') return words(numberProblem(text), AS_TEXT);
  return isCode(column) ? spoiledText(text.trim()) : null;
}

/** What was saved as csv after it was spoiled, or was pasted as text. */
function spoiledText(text: string): Words | null {
  if (SCIENTIFIC.test(text)) return words(SHORTENED, AS_TEXT);
  if (DATE.test(text)) return words(turnedInto('DATE'), AS_TEXT);
  if (/^(TRUE|FALSE)$/iu.test(text)) return words(turnedInto('BOOLEAN'), AS_TEXT);
  return /^\d$/u.test(text) ? words(ZERO_LOST, AS_TEXT) : null;
}

/**
 * Digits that were shortened to scientific notation, saved as csv, read as a number and saved again: zeros in their place.
 * Asked only of a code that is new, as a true one may end so.
 */
export const zerosForDigits = (code: string): Words | null =>
  /^[1-9]\d{6,}0{5,}$/u.test(code) ? words(ZEROS, AS_TEXT) : null;

const isCode = ({ type }: Column): boolean => type === 'CODE' || type === 'CATEGORY';

function numberProblem(text: string): Text {
  const number = Number(text);
  if (number >= 10 ** EXACT_DIGITS) return DIGITS_LOST;
  return Number.isInteger(number) && number < 10 ? ZERO_LOST : TURNED_INTO_NUMBER;
}

const words = (problem: Text, remedy: Text): Words => ({ problem, remedy });

const errorValue = (value: string): Text => ({
  en: `the cell holds Excel’s error value ${value}`,
  zh: `单元格为 Excel 错误值 ${value}`,
});
const NOT_SHOWN = {
  en: 'the cell holds # signs, which a column too narrow shows in place of the value',
  zh: '单元格里只有 #：列宽不够时显示的是它，不是内容',
};
const NO_RESULT = { en: 'is a formula without a result', zh: '是公式，但文件中没有计算结果' };
const RESAVE = {
  en: 'open the file in Excel or WPS and save it, or write the value itself',
  zh: '请在 Excel 或 WPS 中打开并保存，或直接填写内容',
};
const SHORTENED = {
  en: 'the code was shortened to a number in scientific notation, its digits are lost',
  zh: '编码已被变成科学计数法，后面的数字已丢失',
};
const DIGITS_LOST = {
  en: 'the code was turned into a number, of which Excel keeps 15 digits; the rest is lost',
  zh: '编码已被变成数字，Excel 只保留 15 位，其余已丢失',
};
const ZEROS = {
  en: 'the last digits are zeros: the code was probably shortened by a spreadsheet program, its digits are lost',
  zh: '末尾全是 0：编码很可能曾被变成科学计数法，原来的数字已丢失',
};
const ZERO_LOST = {
  en: 'the code was turned into a number, zeros in front are lost',
  zh: '编码已被变成数字，前面的 0 已丢失',
};
const TURNED_INTO_NUMBER = { en: 'the text was turned into a number', zh: '文字已被变成数字' };
const turnedInto = (type: 'DATE' | 'BOOLEAN'): Text =>
  type === 'DATE'
    ? { en: 'the cell was turned into a date', zh: '内容已被变成日期' }
    : { en: 'the cell was turned into TRUE or FALSE', zh: '内容已被变成逻辑值' };

const RETYPE = { en: 'write the value itself', zh: '请直接填写内容' };
const AS_TEXT = {
  en: 'select the column, choose Format Cells, Number, Text, then type the value again',
  zh: '请选中该列，设置单元格格式为“文本”，再重新填写',
};
