/** Name of the workflow type, for clients that start it by name. */
export const QUESTION_WORKFLOW = 'answerQuestion';
