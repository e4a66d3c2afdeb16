/**
 * Does jobs side by side, so many at a time, each as soon as there is room; gives back their results in order.
 * @param lanes How many are done at a time.
 */
export async function inLanes<Job, Result>(
  lanes: number,
  jobs: readonly Job[],
  run: (job: Job) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const waiting = jobs.entries(); // one for all lanes: whoever is free takes the next
  const lane = async () => {
    for (const [index, job] of waiting) results[index] = await run(job);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return results;
}
