/** Ctrl and the wheel, or two fingers on a touch pad, make the sheet larger or smaller, and not the window. */

/** So far a wheel turns for a step: less than a notch of a mouse, and many of the small moves of a touch pad. */
const stepPixels = 60;
/** A turn that has rested begins anew. */
const restMs = 300;

/** Listens for as long as the sheet lives. */
export function listenForZoom(sheet: HTMLElement, zoom: (step: 1 | -1) => void) {
  let turned = 0;
  let last = 0;
  sheet.addEventListener(
    'wheel',
    (event) => {
      if (!event.ctrlKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      if (event.timeStamp - last > restMs) turned = 0;
      last = event.timeStamp;
      // Lines or pages, where a mouse counts so.
      turned += event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? event.deltaY : Math.sign(event.deltaY) * stepPixels;
      if (Math.abs(turned) < stepPixels) return;
      zoom(turned < 0 ? 1 : -1);
      turned = 0;
    },
    { passive: false },
  );
}
