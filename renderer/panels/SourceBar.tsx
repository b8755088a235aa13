import { useRef } from 'react';
import { Button } from '../parts/Button.tsx';
import { Icon } from '../parts/Icon.tsx';
import { putSourceAway, reload } from '../state/act-reading.ts';
import type { Open } from '../state/state.ts';
import { useKeyboardBack } from './use-keyboard-back.ts';
import './notes.css';

/** That the file is no longer what is shown here. Nothing happens by itself: a decision may be under way. */
export function SourceBar({ open, onDisk }: { open: Open; onDisk: 'changed' | 'gone' }) {
  const changed = onDisk === 'changed';
  const bar = useRef<HTMLDivElement>(null);
  useKeyboardBack(bar);
  return (
    <div className="source-bar" role="status" ref={bar}>
      <Icon name="info" />
      <p>
        {changed
          ? 'The file has changed on disk since it was opened.'
          : 'The file is no longer where it was opened from. What is shown stays until you close it.'}
      </p>
      {changed && <Button onPress={() => void reload()}>Reload</Button>}
      <Button look="quiet" onPress={() => putSourceAway(open)} label="Dismiss: the file on disk">
        Dismiss
      </Button>
    </div>
  );
}
