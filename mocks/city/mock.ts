import type { PlatformMock } from '../platform.ts';
import { cityMock } from './handlers.ts';

export const mock: PlatformMock = { title: '丽水市智慧执法系统', open: cityMock };
