/** The platforms that this gateway is wired to, a line each. Whatever else has to know which there are asks here. */
export { city } from './city/module.ts';
export { grassroots } from './grassroots/module.ts';
export { province } from './province/module.ts';
