/** Names of the workflow types, for clients that start them by name. */
export const PREVIEW_WORKFLOW = 'previewPrompt';
export const TRIAL_WORKFLOW = 'tryModel';
