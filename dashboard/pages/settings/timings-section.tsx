import { NumberInput } from '@mantine/core';
import { shopSettingsText } from '#dashboard/text/shop-settings.ts';
import { useText } from '#dashboard/text/use-text.ts';
import { SectionForm } from './section-form.tsx';
import type { ShopSettings } from './use-shop-settings.ts';

type Timings = ShopSettings['timings'];
type Name = keyof Timings;

/** Each with the size of its unit; what is shown is the number of units. */
const FIELDS = [
  ['quietMs', 1_000],
  ['burstCapMs', 1_000],
  ['idleCloseMs', 3_600_000],
  ['turnBudgetMs', 1_000],
  ['maxSteps', 1],
  ['maxInterrupts', 1],
  ['maxRedrafts', 1],
] as const satisfies readonly (readonly [Name, number])[];

/** How the agent waits, and when it gives up. */
export function TimingsSection() {
  const t = useText(shopSettingsText);
  return (
    <SectionForm
      section="timings"
      fieldsOf={(timings) =>
        Object.fromEntries(
          FIELDS.map(([name, size]) => [name, timings[name] === undefined ? '' : timings[name] / size]),
        ) as Record<Name, number | ''>
      }
      changesOf={(fields) =>
        Object.fromEntries(
          FIELDS.map(([name, size]) => {
            const value = fields[name];
            // An empty field has the usual value again.
            return [name, value === '' ? null : Math.round(Number(value) * size)];
          }),
        )
      }
    >
      {(form, isLocked) =>
        FIELDS.map(([name]) => (
          <NumberInput
            key={name}
            label={t[name]}
            placeholder={t.usual}
            min={0}
            maw={360}
            disabled={isLocked}
            {...form.getInputProps(name)}
          />
        ))
      }
    </SectionForm>
  );
}
