"""Maximum spanning tree with exactly one root (Chu & Liu 1965, Edmonds 1967).

The twin of internal/lang/graph/tree.go: same order of visits, same ties.
"""

import numpy as np

NEVER = -1e30
ROOTS_TRIED = 8


def spanning(score):
    """score[i, j]: arc to dependent i from head j, node 0 being the root. Heads of all nodes."""
    n = score.shape[0]
    head = score.argmax(1)
    head[0] = 0
    cycle = find_cycle(head)
    if cycle is None:
        return head
    inside = np.zeros(n, bool)
    inside[cycle] = True
    rest = [i for i in range(n) if not inside[i]]
    m = len(rest)
    small = np.full((m + 1, m + 1), NEVER)
    small[:m, :m] = score[np.ix_(rest, rest)]
    own = np.array([score[k, head[k]] for k in cycle])
    enter, leave = [0] * m, [0] * m
    for a, b in enumerate(rest):
        gain = score[cycle, b] - own
        enter[a] = cycle[int(gain.argmax())]
        small[m, a] = gain.max()
        if b != 0:
            leave[a] = cycle[int(score[b, cycle].argmax())]
            small[a, m] = score[b, leave[a]]
    small[0, :] = NEVER
    small[m, m] = NEVER
    above = spanning(small)
    for a, b in enumerate(rest):
        if b != 0:
            head[b] = leave[a] if above[a] == m else rest[above[a]]
    head[enter[above[m]]] = rest[above[m]]
    return head


def find_cycle(head):
    """The first cycle met going up from node 1, 2, ...; None when there is none."""
    state = [0] * len(head)
    for i in range(1, len(head)):
        path, j = [], i
        while j != 0 and state[j] == 0:
            state[j] = 1
            path.append(j)
            j = int(head[j])
        if j != 0 and state[j] == 1:
            return path[path.index(j):]
        for k in path:
            state[k] = 2
    return None


def decode(arcs):
    """arcs[d, h]: dependent d (0-based), head h (0 = root, else 1-based). Heads in that numbering."""
    n = arcs.shape[0]
    score = np.full((n + 1, n + 1), NEVER)
    score[1:] = arcs
    np.fill_diagonal(score, NEVER)
    head = spanning(score)
    roots = [i for i in range(1, n + 1) if head[i] == 0]
    if len(roots) > 1:
        best = None
        for root in sorted(roots, key=lambda r: -score[r, 0])[:ROOTS_TRIED]:
            one = score.copy()
            one[1:, 0] = NEVER
            one[root, 0] = score[root, 0]
            tree = spanning(one)
            total = sum(one[i, tree[i]] for i in range(1, n + 1))
            if best is None or total > best[0]:
                best = (total, tree)
        head = best[1]
    return head[1:]
