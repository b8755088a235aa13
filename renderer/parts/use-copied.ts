import { useEffect, useState } from 'react';
import { copyText } from './copy.ts';

const saidMs = 1500;

/** Whether a text has been copied a moment ago, and what copies one. */
export function useCopied(): readonly [boolean, (text: string) => void] {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), saidMs);
    return () => clearTimeout(timer);
  }, [copied]);
  return [copied, (text) => setCopied(copyText(text))];
}
