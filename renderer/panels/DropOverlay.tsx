import { useEffect, useState } from 'react';
import { Icon } from '../parts/Icon.tsx';
import { openDropped } from '../state/act-open.ts';

/**
 * The whole window takes files. Whatever else is dropped is answered with a sentence, and nothing that is dropped ever
 * leads the window elsewhere.
 */
export function DropOverlay() {
  const [over, setOver] = useState(false);
  useEffect(() => {
    // Every element under the pointer tells of entering and leaving: over = entered more often than left.
    let depth = 0;
    let fromHere = false;
    const enter = (event: DragEvent) => {
      event.preventDefault();
      depth += 1;
      setOver(holdsFiles(event));
    };
    const move = (event: DragEvent) => {
      event.preventDefault();
      // Accepted whatever it is: what is refused here never arrives, and then nothing could be said of it.
      if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy';
    };
    const leave = () => {
      depth = Math.max(0, depth - 1);
      if (depth === 0) setOver(false);
    };
    const drop = (event: DragEvent) => {
      event.preventDefault();
      depth = 0;
      setOver(false);
      if (event.dataTransfer && !fromHere)
        void openDropped([...event.dataTransfer.files], otherWords(event.dataTransfer));
    };
    const begin = () => {
      fromHere = true;
    };
    const end = () => {
      fromHere = false;
    };
    const listeners = { dragenter: enter, dragover: move, dragleave: leave, drop, dragstart: begin, dragend: end };
    for (const [name, listener] of Object.entries(listeners)) window.addEventListener(name, listener as EventListener);
    return () => {
      for (const [name, listener] of Object.entries(listeners)) {
        window.removeEventListener(name, listener as EventListener);
      }
    };
  }, []);
  if (!over) return null;
  return (
    <div className="drop-overlay" aria-hidden="true">
      <div className="drop-overlay-card">
        <Icon name="file-up" />
        <p>Drop to open</p>
      </div>
    </div>
  );
}

const holdsFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;

/** What was dropped that is no file, for a sentence. */
function otherWords(data: DataTransfer): string {
  const { types } = data;
  if (types.includes('text/uri-list')) return 'a link or a picture of a page, not a file';
  if (types.includes('text/plain') || types.includes('text/html')) return 'text, not a file';
  return 'not a file';
}
