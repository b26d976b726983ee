/** Work that may wait for the next picture is done once for all changes before it, and not while a key is handled. */

/** `run`, at most once for each frame, just before it is painted. */
export function beforePaint(run: () => void): { ask(): void; forget(): void } {
  let asked = 0;
  return {
    ask: () => {
      asked ||= requestAnimationFrame(() => {
        asked = 0;
        run();
      });
    },
    forget: () => cancelAnimationFrame(asked),
  };
}
