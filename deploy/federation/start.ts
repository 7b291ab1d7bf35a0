/** `npm start`: the whole federation, where both that it consists of are installed. */
import { installed } from './installed.ts';

if (installed()) {
  const [{ run }, { sayWhy }] = await Promise.all([import('./federation.ts'), import('./serve.ts')]);
  await run().catch(sayWhy);
}
