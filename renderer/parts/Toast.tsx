import { Button } from './Button.tsx';
import { Icon } from './Icon.tsx';

export interface ToastProps {
  readonly tone: 'done' | 'failed';
  readonly title: string;
  readonly text: string;
  readonly onDismiss: () => void;
  readonly action?: { readonly label: string; readonly onPress: () => void } | undefined;
}

export function Toast({ tone, title, text, onDismiss, action }: ToastProps) {
  return (
    <div className={`toast toast-${tone}`} role={tone === 'failed' ? 'alert' : 'status'}>
      <Icon name={tone === 'failed' ? 'triangle-alert' : 'circle-check'} />
      <div className="toast-words">
        <p className="toast-title">{title}</p>
        <p>
          <bdi>{text}</bdi>
        </p>
      </div>
      <div className="toast-buttons">
        {action && (
          <Button look="plain" onPress={action.onPress}>
            {action.label}
          </Button>
        )}
        <Button look="quiet" onPress={onDismiss} label={`Dismiss: ${title}`}>
          Dismiss
        </Button>
      </div>
    </div>
  );
}
