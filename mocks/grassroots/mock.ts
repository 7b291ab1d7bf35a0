import type { PlatformMock } from '../platform.ts';
import { grassrootsMock } from './handlers.ts';

export const mock: PlatformMock = { title: '基层智治系统', open: grassrootsMock };
