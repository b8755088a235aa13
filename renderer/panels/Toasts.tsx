import { useEffect, useState } from 'react';
import { Toast } from '../parts/Toast.tsx';
import { dismissToast } from '../state/act.ts';
import { showInFolder } from '../state/act-export.ts';
import type { Toast as ToastState } from '../state/state.ts';

const shownMs = 10_000;

/** Short messages at the foot of the window. What is done goes by itself; what failed stays until it was read. */
export function Toasts({ toasts }: { toasts: readonly ToastState[] }) {
  const [held, setHeld] = useState(false);
  return (
    <section
      className="toasts"
      aria-label="Messages"
      // What failed while a dialog is open is said, and can be put away, above that dialog.
      data-react-aria-top-layer
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      {toasts.map((toast) => (
        <OneToast key={toast.id} toast={toast} held={held} />
      ))}
    </section>
  );
}

function OneToast({ toast, held }: { toast: ToastState; held: boolean }) {
  const { id, tone, title, text, target } = toast;
  useEffect(() => {
    if (tone === 'failed' || held) return;
    const timer = setTimeout(() => dismissToast(id), shownMs);
    return () => clearTimeout(timer);
  }, [id, tone, held]);
  return (
    <Toast
      tone={tone}
      title={title}
      text={text}
      onDismiss={() => dismissToast(id)}
      action={target === undefined ? undefined : { label: 'Show in folder', onPress: () => showInFolder(target) }}
    />
  );
}
