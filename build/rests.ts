import type { Plugin } from 'vite';

/** How much is run at once, in characters before they are made few. */
const partChars = 64 * 1024;

/**
 * Has the chunk that such modules are in evaluated in parts, with a rest after each in which the window hears and draws:
 * thousands of classes at once would keep it for a tenth of a second. Whoever imports it waits, as for any chunk that is
 * fetched when it is needed.
 */
export function restWithin(modules: RegExp): Plugin {
  return {
    name: 'rest-within',
    renderChunk(code, chunk) {
      if (!chunk.moduleIds.some((id) => modules.test(id))) return null;
      let [parts, from] = ['', 0];
      for (const { start } of this.parse(code).body) {
        if (start - from < partChars) continue;
        parts += `${code.slice(from, start)}\nawait scheduler.yield();\n`;
        from = start;
      }
      return { code: parts + code.slice(from), map: null };
    },
  };
}
