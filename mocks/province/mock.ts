import type { PlatformMock } from '../platform.ts';
import { provinceMock } from './handlers.ts';

export const mock: PlatformMock = { title: '省执法监管数字应用', open: provinceMock };
