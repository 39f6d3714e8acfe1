import { Alert, Modal, Radio, Stack, Table, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiProblem } from '#dashboard/api/problem.ts';
import { FileDrop } from '#dashboard/components/file-drop.tsx';
import { FormProblem } from '#dashboard/components/form-problem.tsx';
import { sendFile } from '#dashboard/components/send-file.ts';
import { productsText } from '#dashboard/text/products.ts';
import { shellText } from '#dashboard/text/shell.ts';
import { useText } from '#dashboard/text/use-text.ts';
import { readReport } from './import-report.ts';
import type { ImportReport } from './import-report.ts';

/** Takes over a table, and says row by row what could not be read. */
export function ImportModal({ onClose }: { readonly onClose: () => void }) {
  const t = useText(productsText);
  const shell = useText(shellText);
  const cache = useQueryClient();
  const [mode, setMode] = useState('all');
  const [progress, setProgress] = useState<number>();
  const sending = useMutation({
    mutationFn: async (file: File) => {
      const type = file.name.toLowerCase().endsWith('.json') ? 'application/json' : 'text/csv';
      const body = new Blob([file], { type });
      return readReport(await sendFile({ path: `/v1/products/import?mode=${mode}`, body, onProgress: setProgress }));
    },
    onSuccess: () => cache.invalidateQueries({ queryKey: ['products'] }),
    onSettled: () => setProgress(undefined),
  });
  // Rows that are refused come with the problem.
  const refused = sending.error instanceof ApiProblem ? readReport(sending.error.problem) : undefined;
  return (
    <Modal opened onClose={onClose} title={t.import} size="lg" closeButtonProps={{ 'aria-label': shell.close }}>
      <Stack>
        <Radio.Group label={t.mode} value={mode} onChange={setMode}>
          <Radio mt="xs" value="all" label={t.modeAll} />
          <Radio mt="xs" value="valid" label={t.modeValid} />
        </Radio.Group>
        <FileDrop
          label={t.chooseFile}
          about={t.importHint}
          accept=".csv,.json,text/csv,application/json"
          progress={progress}
          onFile={(file) => {
            setProgress(0);
            sending.mutate(file);
          }}
        />
        <FormProblem error={sending.error} />
        {sending.data && (
          <Alert color={sending.data.wrongRows > 0 ? 'orange' : 'teal'} role="status">
            {t.report(String(sending.data.created), String(sending.data.updated), String(sending.data.unchanged))}
            {sending.data.wrongRows > 0 && <Text size="sm">{t.wrongRows(String(sending.data.wrongRows))}</Text>}
          </Alert>
        )}
        <WrongRows report={sending.data ?? refused} />
      </Stack>
    </Modal>
  );
}

function WrongRows({ report }: { readonly report: ImportReport | undefined }) {
  const t = useText(productsText);
  if (report === undefined || report.errors.length === 0) return null;
  return (
    <Table.ScrollContainer minWidth={320} mah={320}>
      <Table aria-label={t.problem}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t.row}</Table.Th>
            <Table.Th>{t.field}</Table.Th>
            <Table.Th>{t.problem}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {report.errors.flatMap(({ row, problems }) =>
            problems.map(({ field, message }, index) => (
              <Table.Tr key={`${row} ${field} ${index}`}>
                <Table.Td>{row}</Table.Td>
                <Table.Td>{field}</Table.Td>
                <Table.Td>{message}</Table.Td>
              </Table.Tr>
            )),
          )}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
