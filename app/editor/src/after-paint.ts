/** Work that may wait until the person sees what they typed is done once for all changes before it. */

/** `run`, at most once for each frame, just after it is painted. */
export function afterPaint(run: () => void): { ask(): void; forget(): void } {
  let frame = 0;
  let timer = 0;
  const paint = () => {
    timer = window.setTimeout(() => {
      frame = 0;
      run();
    });
  };
  return {
    ask: () => void (frame ||= requestAnimationFrame(paint)),
    forget: () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    },
  };
}
