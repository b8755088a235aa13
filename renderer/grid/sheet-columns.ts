/** Which columns a sheet has, in which order, and how each looks. The file's own order only decides among the rest. */
import { derivedColumns, type KnownId, knownColumns } from '../../shared/report/columns.ts';
import { minutesColumn, type Report, verdictColumn } from '../../shared/report/report.ts';
import type { ColumnPlace, Settings } from '../../shared/settings.ts';

export type Look = 'verdict' | 'status' | 'review' | 'person' | 'count' | 'time' | 'minutes' | 'text';

export interface SheetColumn {
  readonly id: string;
  readonly title: string;
  /** What the column means, for the tooltip of its header. */
  readonly meaning: string | undefined;
  readonly look: Look;
  readonly pinned: boolean;
  /** In CSS pixels. */
  readonly width: number;
}

const first: readonly (KnownId | typeof verdictColumn | typeof minutesColumn)[] = [
  verdictColumn,
  'username',
  'email',
  'user_email',
  'exam_name',
  'status',
  'review_status',
  'suspicious_count',
  'rules_violation_count',
  'started_at',
  'completed_at',
  minutesColumn,
  'suspicious_comments',
  'rules_violation_comments',
];

/** As shipped; the sheet makes it wider for the verdicts of a report, where there is room (apply-columns.ts). */
export const verdictWidth = 206;

const looks: Readonly<Partial<Record<string, { look: Look; width: number; pinned?: true }>>> = {
  [verdictColumn]: { look: 'verdict', width: verdictWidth, pinned: true },
  username: { look: 'person', width: 132, pinned: true },
  email: { look: 'person', width: 190, pinned: true },
  user_email: { look: 'person', width: 220, pinned: true },
  exam_name: { look: 'text', width: 190 },
  status: { look: 'status', width: 200 },
  review_status: { look: 'review', width: 148 },
  suspicious_count: { look: 'count', width: 96 },
  rules_violation_count: { look: 'count', width: 130 },
  started_at: { look: 'time', width: 148 },
  completed_at: { look: 'time', width: 148 },
  created: { look: 'time', width: 148 },
  modified: { look: 'time', width: 148 },
  [minutesColumn]: { look: 'minutes', width: 156 },
  suspicious_comments: { look: 'text', width: 280 },
  rules_violation_comments: { look: 'text', width: 280 },
  attempt_code: { look: 'text', width: 300 },
  allowed_time_limit_mins: { look: 'count', width: 104 },
  course_id: { look: 'text', width: 210 },
};

/** All columns of a report in the order in which they are shipped. */
export function sheetColumns(report: Report): SheetColumn[] {
  const { columns } = report.table;
  const placed = first.map((id) => report.table.column(id)).filter((column) => column !== undefined);
  const rest = columns.filter((column) => !placed.includes(column));
  return [...placed, ...rest].map((column) => {
    const known = [...knownColumns, ...derivedColumns].find((other) => other.id === column.id);
    const look = looks[column.id];
    return {
      id: column.id,
      title: known?.title ?? column.name,
      meaning: known?.meaning,
      look: look?.look ?? (column.kind === 'time' ? 'time' : 'text'),
      pinned: look?.pinned ?? false,
      width: look?.width ?? 140,
    };
  });
}

export type PlacedColumn = SheetColumn & Pick<ColumnPlace, 'hidden'>;

/** The same in the person's own order and widths. A column the settings do not know keeps its shipped place, at the end. */
export function placedColumns(report: Report, settings: Settings): PlacedColumn[] {
  const places = new Map(settings.columns.map((place, index) => [place.id, { ...place, index }]));
  return sheetColumns(report)
    .map((column, index) => {
      const place = places.get(column.id);
      return {
        ...column,
        width: place?.width ?? column.width,
        hidden: place?.hidden ?? false,
        pinned: place?.pinned ?? column.pinned,
        at: place?.index ?? 10_000 + index,
      };
    })
    .sort((a, b) => Number(b.pinned) - Number(a.pinned) || a.at - b.at);
}

/** Ids of the columns on screen, in order. */
export function shownColumns(report: Report, settings: Settings): string[] {
  return placedColumns(report, settings)
    .filter((column) => !column.hidden)
    .map((column) => column.id);
}
