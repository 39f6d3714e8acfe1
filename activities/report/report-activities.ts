import { shopInstructions } from '#agent/prompt/shop-instructions.ts';
import { planRequest, readPlan } from '#agent/report/plan-request.ts';
import type { Plan } from '#agent/report/plan-request.ts';
import { passagesText, presentReport, reportText } from '#agent/report/present-report.ts';
import { ModelMalformedReply } from '#domain/errors.ts';
import type { StaffAnswer, StaffQuestion } from '#domain/report/staff-answer.ts';
import { meaningOf } from '#domain/search/meaning-of.ts';
import type { ActivityDeps } from '#activities/deps.ts';
import { callModel } from '#activities/call-model.ts';
import { chooseModel } from '#activities/choose-model.ts';
import { usageRecord } from '#activities/usage-record.ts';

export interface PlanInput extends StaffQuestion {
  /** Which model of the fallback list, from 0. */
  readonly modelIndex: number;
}

export interface Planned {
  readonly plan: Plan;
  readonly usage: StaffAnswer['usage'];
}

/** A model reads the question; it sees no data. */
export interface PlanActivities {
  planAnswer(input: PlanInput): Promise<Planned>;
}

/** The plan is carried out; no model sees the answer. */
export interface AnswerActivities {
  carryOutPlan(input: StaffQuestion & { readonly plan: Plan }): Promise<Omit<StaffAnswer, 'usage'>>;
}

/** A model gets this many tries at the form. */
const TRIES = 2;
const PASSAGES = 5;
const EMPTY = { query: null, columns: [], rows: [], truncated: false, sources: [] } as const;

export function createReportActivities(deps: ActivityDeps): PlanActivities & AnswerActivities {
  return { planAnswer: createPlanAnswer(deps), carryOutPlan: createCarryOut(deps) };
}

function createPlanAnswer(deps: ActivityDeps) {
  const { record } = deps.reports;
  return async function planAnswer({ tenantId, question, modelIndex }: PlanInput): Promise<Planned> {
    const shop = await record.shop(tenantId);
    const { model, measure } = chooseModel(deps, shop, 'database', modelIndex);
    const { name, currency, timeZone, documents } = shop;
    let problems: readonly string[] = [];
    const spent = { inputTokens: 0, outputTokens: 0, costNanoUsd: 0 };
    for (let attempt = 1; attempt <= TRIES; attempt += 1) {
      const request = planRequest({
        question,
        shop: { name, currency, timeZone },
        documents,
        instructions: shopInstructions(shop, ['database']),
        now: deps.clock(),
        problems,
      });
      const reply = await callModel(
        model,
        { ...request, ...measure },
        { timeoutMs: deps.modelTimeoutMs, stream: false },
      );
      const usage = usageRecord('question', model, reply);
      await record.saveUsage(tenantId, usage);
      spent.inputTokens += usage.inputTokens;
      spent.outputTokens += usage.outputTokens;
      spent.costNanoUsd += usage.costNanoUsd;
      const plan = readPlan(reply);
      if (!('problems' in plan)) return { plan, usage: { provider: model.provider, model: model.model, ...spent } };
      ({ problems } = plan);
    }
    throw new ModelMalformedReply(`${model.provider} ${model.model} filled the form in wrongly ${TRIES} times`);
  };
}

function createCarryOut(deps: ActivityDeps) {
  const { desk, record } = deps.reports;
  return async function carryOutPlan({ tenantId, plan }: Parameters<AnswerActivities['carryOutPlan']>[0]) {
    switch (plan.kind) {
      case 'data': {
        const report = await desk.run(tenantId, plan.query);
        const { columns, rows } = presentReport(report);
        const { truncated } = report;
        return {
          kind: plan.kind,
          answer: reportText(report),
          query: plan.query,
          columns,
          rows,
          truncated,
          sources: [],
        };
      }
      case 'knowledge': {
        const meaning = await meaningOf(deps.tools.embedder, plan.query);
        const passages = await record.passages(tenantId, { said: plan.query, meaning }, PASSAGES);
        const sources = passages.map(({ document, section, page }) => ({ document, section, page }));
        return { ...EMPTY, kind: plan.kind, answer: passagesText(passages), sources };
      }
      case 'none':
        return {
          ...EMPTY,
          kind: plan.kind,
          answer: 'Neither the records nor the documents of the shop can show that.',
        };
    }
  };
}
