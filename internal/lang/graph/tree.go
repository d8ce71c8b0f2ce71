package graph

import (
	"math"
	"slices"
)

// never is the score of an arc that must not be.
const never = -1e30

// rootsTried bounds how many candidates for the single root are compared.
const rootsTried = 8

// square is a table of arc scores: node i may hang from node j with score at(i, j). Node 0 is the root.
type square struct {
	n     int
	cells []float64
}

func newSquare(n int) square { return square{n, make([]float64, n*n)} }

func (s square) row(i int) []float64 { return s.cells[i*s.n : (i+1)*s.n] }

// decode finds the best tree with exactly one root (Chu & Liu 1965, Edmonds
// 1967). Scores has a row for each word: first the root's score, then that of each
// word as head. It returns heads in that numbering: 0 is the root.
func decode(scores []float32, words, stride int) []int {
	s := newSquare(words + 1)
	for j := range s.n {
		s.cells[j] = never
	}
	for i := range words {
		row := s.row(i + 1)
		for j := range s.n {
			row[j] = float64(scores[i*stride+j])
		}
		row[i+1] = never
	}
	head := spanning(s)
	var roots []int
	for i := 1; i < s.n; i++ {
		if head[i] == 0 {
			roots = append(roots, i)
		}
	}
	if len(roots) > 1 {
		head = singleRooted(s, roots)
	}
	return head[1:]
}

// singleRooted tries the likeliest of several roots and keeps the best tree.
func singleRooted(s square, roots []int) []int {
	slices.SortStableFunc(roots, func(a, b int) int {
		switch x, y := s.row(a)[0], s.row(b)[0]; {
		case x > y:
			return -1
		case x < y:
			return 1
		}
		return 0
	})
	var head []int
	most := math.Inf(-1)
	for _, root := range roots[:min(rootsTried, len(roots))] {
		one := square{s.n, slices.Clone(s.cells)}
		for i := 1; i < s.n; i++ {
			if i != root {
				one.row(i)[0] = never
			}
		}
		tree := spanning(one)
		total := 0.0
		for i := 1; i < s.n; i++ {
			total += one.row(i)[tree[i]]
		}
		if total > most {
			most, head = total, tree
		}
	}
	return head
}

// spanning returns the head of every node in the best tree over node 0.
func spanning(s square) []int {
	head := make([]int, s.n)
	for i := 1; i < s.n; i++ {
		head[i] = highest(s.row(i))
	}
	cycle := findCycle(head)
	if cycle == nil {
		return head
	}
	c := contract(s, head, cycle)
	above := spanning(c.square)
	m := len(c.rest)
	for a, b := range c.rest {
		switch {
		case b == 0:
		case above[a] == m:
			head[b] = c.leave[a]
		default:
			head[b] = c.rest[above[a]]
		}
	}
	head[c.enter[above[m]]] = c.rest[above[m]]
	return head
}

// contraction is a table in which a cycle has become one node, the last. Rest
// names the other nodes; enter is the node of the cycle at which it is best broken
// for a head outside, leave the best head inside it for a node outside.
type contraction struct {
	square
	rest, enter, leave []int
}

func contract(s square, head, cycle []int) contraction {
	inside := make([]bool, s.n)
	for _, i := range cycle {
		inside[i] = true
	}
	var c contraction
	for i := range s.n {
		if !inside[i] {
			c.rest = append(c.rest, i)
		}
	}
	m := len(c.rest)
	c.square, c.enter, c.leave = newSquare(m+1), make([]int, m), make([]int, m)
	for a, b := range c.rest {
		for i, j := range c.rest {
			c.row(a)[i] = s.row(b)[j]
		}
		most := math.Inf(-1)
		for _, k := range cycle {
			if gain := s.row(k)[b] - s.row(k)[head[k]]; gain > most {
				most, c.enter[a] = gain, k
			}
		}
		c.row(m)[a] = most
		c.leave[a] = cycle[0]
		for _, k := range cycle {
			if s.row(b)[k] > s.row(b)[c.leave[a]] {
				c.leave[a] = k
			}
		}
		c.row(a)[m] = s.row(b)[c.leave[a]]
	}
	for j := range c.row(0) {
		c.row(0)[j] = never
	}
	c.row(m)[m] = never
	return c
}

// findCycle returns the first cycle met on the way up from nodes 1, 2, ..., or nil.
func findCycle(head []int) []int {
	const (
		unseen = iota
		onPath
		done
	)
	state := make([]int8, len(head))
	for i := 1; i < len(head); i++ {
		var path []int
		j := i
		for j != 0 && state[j] == unseen {
			state[j] = onPath
			path = append(path, j)
			j = head[j]
		}
		if j != 0 && state[j] == onPath {
			return path[slices.Index(path, j):]
		}
		for _, k := range path {
			state[k] = done
		}
	}
	return nil
}

// highest returns the index of the highest score, the first of equals.
func highest(row []float64) int {
	at := 0
	for j, x := range row {
		if x > row[at] {
			at = j
		}
	}
	return at
}
