import {
  ArrowDown,
  ArrowUp,
  Ban,
  CalendarX,
  ChartColumn,
  Check,
  ChevronDown,
  ChevronLeft,
  ChevronRight,
  ChevronsDown,
  ChevronsUp,
  ChevronUp,
  CircleAlert,
  CircleCheck,
  CircleDashed,
  CircleMinus,
  CirclePlay,
  CircleQuestionMark,
  CircleX,
  Clock,
  Columns3,
  Copy,
  Download,
  EllipsisVertical,
  EyeOff,
  FileText,
  FileUp,
  FlaskConical,
  FolderOpen,
  Funnel,
  GripVertical,
  ImageDown,
  Info,
  Keyboard,
  ListFilter,
  Lock,
  type LucideIcon,
  Minus,
  PanelLeft,
  Pin,
  PinOff,
  Replace,
  Search,
  SearchCheck,
  ShieldCheck,
  SunMoon,
  Table2,
  TimerOff,
  TriangleAlert,
  X,
} from 'lucide-react';
import { memo } from 'react';
import type { IconName as VerdictIcon } from '../../shared/report/statuses.ts';

/** Icons of the verdicts and statuses, and those of the window itself. */
export type IconName =
  | VerdictIcon
  | 'arrow-down'
  | 'arrow-up'
  | 'chart'
  | 'check'
  | 'chevron-down'
  | 'chevron-left'
  | 'chevron-right'
  | 'chevron-up'
  | 'chevrons-down'
  | 'chevrons-up'
  | 'columns'
  | 'copy'
  | 'download'
  | 'ellipsis'
  | 'eye-off'
  | 'file-text'
  | 'file-up'
  | 'folder-open'
  | 'funnel'
  | 'grip'
  | 'image'
  | 'info'
  | 'keyboard'
  | 'list-filter'
  | 'minus'
  | 'panel-left'
  | 'pin'
  | 'pin-off'
  | 'search'
  | 'shield-check'
  | 'sun-moon'
  | 'table'
  | 'x';

const icons: Readonly<Record<IconName, LucideIcon>> = {
  ban: Ban,
  'calendar-x': CalendarX,
  'circle-alert': CircleAlert,
  'circle-check': CircleCheck,
  'circle-dashed': CircleDashed,
  'circle-minus': CircleMinus,
  'circle-play': CirclePlay,
  'circle-question-mark': CircleQuestionMark,
  'circle-x': CircleX,
  clock: Clock,
  'flask-conical': FlaskConical,
  lock: Lock,
  replace: Replace,
  'search-check': SearchCheck,
  'timer-off': TimerOff,
  'triangle-alert': TriangleAlert,
  'arrow-down': ArrowDown,
  'arrow-up': ArrowUp,
  chart: ChartColumn,
  check: Check,
  'chevron-down': ChevronDown,
  'chevron-left': ChevronLeft,
  'chevron-right': ChevronRight,
  'chevron-up': ChevronUp,
  'chevrons-down': ChevronsDown,
  'chevrons-up': ChevronsUp,
  columns: Columns3,
  copy: Copy,
  download: Download,
  ellipsis: EllipsisVertical,
  'eye-off': EyeOff,
  'file-text': FileText,
  'file-up': FileUp,
  'folder-open': FolderOpen,
  funnel: Funnel,
  grip: GripVertical,
  image: ImageDown,
  info: Info,
  keyboard: Keyboard,
  'list-filter': ListFilter,
  minus: Minus,
  'panel-left': PanelLeft,
  pin: Pin,
  'pin-off': PinOff,
  search: Search,
  'shield-check': ShieldCheck,
  'sun-moon': SunMoon,
  table: Table2,
  x: X,
};

/**
 * Every icon once, as a symbol: whoever draws one, React or plain DOM, writes
 * `<svg class="icon"><use href="#icon-NAME"/></svg>` and it takes the colour of the text.
 */
export const IconSprite = memo(function IconSprite() {
  return (
    <svg className="sprite" aria-hidden="true" focusable="false">
      {Object.entries(icons).map(([name, Icon]) => (
        <symbol key={name} id={`icon-${name}`} viewBox="0 0 24 24">
          <Icon size={24} />
        </symbol>
      ))}
    </svg>
  );
});
