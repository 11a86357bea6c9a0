/**
 * What `action` answers for all items at once; where it fails, for each alone: an item that ends the worker takes no
 * other with it. undefined for an item that fails by itself too.
 */
export async function allOrEach<T, R>(
  items: readonly T[],
  action: (items: T[]) => Promise<R[]>,
): Promise<(R | undefined)[]> {
  try {
    return await action([...items]);
  } catch {
    const answers: (R | undefined)[] = [];
    for (const item of items) {
      const [answer] = await action([item]).catch(() => []);
      answers.push(answer);
    }
    return answers;
  }
}
