import { randomBytes } from 'node:crypto';
import type { Plain } from '../model/seed.ts';
import type { Account, Job } from '../state.ts';
import { type Exchange, flatError, iso, NOT_FOUND, type Reply, reply } from './exchange.ts';

const MOST_JOBS = 30;
const JOB_MS = 3_000;

const finish = (account: Account, job: Job) => {
  if (job.results === null && account.clock.now() >= job.doneAt) {
    job.results = job.run();
    account.changed();
  }
};

/** Takes a job on; it is done a few seconds of world time later, or refused when thirty are waiting. */
export function startJob(x: Exchange, type: string, total: number, run: () => readonly Plain[]): Reply {
  for (const job of x.account.jobs.values()) finish(x.account, job);
  if ([...x.account.jobs.values()].filter((job) => job.results === null).length >= MOST_JOBS) {
    return { ...flatError(429, 'TooManyJobs', 'Too many jobs are queued or running'), headers: { 'retry-after': '10' } };
  }
  const job: Job = { id: randomBytes(16).toString('hex'), type, total, doneAt: x.now + JOB_MS, run, results: null };
  x.account.jobs.set(job.id, job);
  x.account.clock.at(job.doneAt, () => finish(x.account, job));
  return reply(showJob(x, job));
}

function showJob(x: Exchange, job: Job): object {
  const over = job.results !== null;
  const working = !over && x.account.clock.now() > job.doneAt - JOB_MS / 2;
  return {
    job_status: {
      id: job.id,
      job_type: job.type,
      url: `${x.base}/api/v2/job_statuses/${job.id}.json`,
      total: job.total,
      progress: over ? job.total : working ? Math.floor(job.total / 2) : null,
      status: over ? 'completed' : working ? 'working' : 'queued',
      message: over ? `Completed at ${iso(job.doneAt).replace('T', ' ').replace('Z', ' +0000')}` : null,
      results: job.results,
    },
  };
}

/** Where a job is. */
export function jobStatus(x: Exchange): Reply {
  const job = x.account.jobs.get(x.params[0] ?? '');
  if (!job) return NOT_FOUND;
  finish(x.account, job);
  return reply(showJob(x, job));
}
