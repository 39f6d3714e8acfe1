import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { ApiProblem } from '#dashboard/api/problem.ts';

/**
 * A form whose fields show what the API says of them. The names of the values are those of the request's body, so that
 * the path of an issue finds its field.
 */
export function useProblemForm<Values extends Record<string, unknown>>(
  initialValues: Values,
  save: (values: Values) => Promise<unknown>,
) {
  const form = useForm<Values>({ initialValues });
  const saving = useMutation({
    mutationFn: save,
    onError(error) {
      if (!(error instanceof ApiProblem)) return;
      form.setErrors(Object.fromEntries(error.issues.map(({ path, message }) => [path, message])));
    },
  });
  return {
    form,
    submit: () => {
      form.clearErrors();
      saving.mutate(form.getValues());
    },
    isBusy: saving.isPending,
    error: saving.error,
  };
}

/** A form as its fields take it. */
export type FormOf<Values extends Record<string, unknown>> = ReturnType<typeof useProblemForm<Values>>['form'];
