import { calendarText } from '#dashboard/text/calendar.ts';
import { useText } from '#dashboard/text/use-text.ts';
import { lanesOf } from './segments.ts';
import classes from './time-grid.module.css';

/** Height of an hour, rem. */
const HOUR = 3;
/** A block is never so small that it can't be hit. */
const LEAST_MINUTES = 20;

/** Something that stands in a column of the grid. */
export interface Block {
  readonly key: string;
  readonly from: number;
  readonly to: number;
  readonly kind: 'held' | 'confirmed' | 'closed';
  readonly title: string;
  /** The rest of what there is to know. */
  readonly text: string;
  readonly onOpen: () => void;
}

/** A local day, or a resource on it. */
export interface GridColumn {
  readonly key: string;
  readonly title: string;
  readonly isToday: boolean;
  readonly blocks: readonly Block[];
  /** Books at an hour of it. */
  readonly onBook?: ((hour: number) => void) | undefined;
}

interface TimeGridProps {
  readonly label: string;
  readonly hours: readonly number[];
  readonly columns: readonly GridColumn[];
}

/** Hours downwards, days or resources sideways. */
export function TimeGrid({ label, hours, columns }: TimeGridProps) {
  const top = (hours[0] ?? 0) * 60;
  return (
    <div className={classes['frame']} role="region" aria-label={label} tabIndex={0}>
      <div
        className={classes['grid']}
        style={{ gridTemplateColumns: `3.5rem repeat(${columns.length}, minmax(7rem, 1fr))` }}
      >
        <div className={classes['corner']} />
        {columns.map(({ key, title, isToday }) => (
          <h3 key={key} className={classes['title']} data-today={isToday || undefined}>
            {title}
          </h3>
        ))}
        <div aria-hidden>
          {hours.map((hour) => (
            <div key={hour} className={classes['hour']} style={{ height: `${HOUR}rem` }}>
              {clock(hour)}
            </div>
          ))}
        </div>
        {columns.map((column) => (
          <Column key={column.key} column={column} hours={hours} top={top} />
        ))}
      </div>
    </div>
  );
}

interface ColumnProps {
  readonly column: GridColumn;
  readonly hours: readonly number[];
  /** Minute of the day at the upper edge. */
  readonly top: number;
}

function Column({ column: { title, blocks, onBook }, hours, top }: ColumnProps) {
  const t = useText(calendarText);
  const lanes = lanesOf(blocks);
  return (
    <div className={classes['column']}>
      {hours.map((hour) => (
        <div key={hour} className={classes['cell']} style={{ height: `${HOUR}rem` }}>
          {onBook && (
            // The keyboard has the button "new booking": a hundred stops on the way would be no help.
            <button
              type="button"
              tabIndex={-1}
              className={classes['book']}
              aria-label={t.bookAt(title, clock(hour))}
              onClick={() => onBook(hour)}
            />
          )}
        </div>
      ))}
      {blocks.map(({ key, from, to, kind, title: who, text, onOpen }, index) => {
        const { lane, lanes: count } = lanes[index] ?? { lane: 0, lanes: 1 };
        return (
          <button
            key={key}
            type="button"
            className={classes['block']}
            data-kind={kind}
            onClick={onOpen}
            style={{
              top: `${((from - top) / 60) * HOUR}rem`,
              height: `${(Math.max(to - from, LEAST_MINUTES) / 60) * HOUR}rem`,
              insetInlineStart: `${(lane / count) * 100}%`,
              width: `${100 / count}%`,
            }}
          >
            <strong>{who}</strong>, {text}
          </button>
        );
      })}
    </div>
  );
}

function clock(hour: number): string {
  return `${String(hour).padStart(2, '0')}:00`;
}
