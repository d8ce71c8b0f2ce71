package arcs

import (
	"maps"
	"math/rand"
	"slices"

	"github.com/trucewatch/trucewatch/internal/lang/perceptron"
)

// Lesson is one sentence with its right tree. Its nodes should carry predicted
// tags from a tagger that had not seen the sentence.
type Lesson struct {
	Nodes []Node
	Heads []int // index of the governor, -1 for the root
	Rels  []string
}

// Settings are the numbers of a training run.
type Settings struct {
	Epochs int
	// Admit is the number of updates before a feature counts (Goldberg and Elhadad 2011).
	Admit int
	// Follow is how often, from the second round on, the parser's own choice is
	// followed into states that the gold tree does not lead to.
	Follow float64
	// Margin is how far the right move must lead for the weights to be left alone.
	Margin int
	Seed   int64
}

// Trained is what was learnt, before small weights are dropped.
type Trained struct {
	relations []string
	trainer   *perceptron.Trainer
}

// Train learns a parser from lessons. The same lessons and settings give the same
// parser.
func Train(lessons []Lesson, s Settings, progress func(epoch int, mistakes float64)) *Trained {
	seen := map[string]bool{"root": true, "dep": true}
	for _, l := range lessons {
		for _, rel := range l.Rels {
			seen[rel] = true
		}
	}
	p := &Parser{relations: slices.Sorted(maps.Keys(seen))}
	p.root = slices.Index(p.relations, "root")
	c := course{
		Parser: p, Settings: s, dep: slices.Index(p.relations, "dep"),
		trainer: perceptron.NewTrainer(1+2*len(p.relations), s.Admit),
		rng:     rand.New(rand.NewSource(s.Seed)),
	}
	c.scores = make([]int32, c.trainer.Classes())
	order := c.rng.Perm(len(lessons))
	for epoch := range s.Epochs {
		c.rng.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		c.mistakes, c.decisions = 0, 0
		for _, n := range order {
			c.learn(&lessons[n], epoch > 0)
		}
		progress(epoch, float64(c.mistakes)/float64(c.decisions))
	}
	return &Trained{relations: p.relations, trainer: c.trainer}
}

// Freeze drops averaged weights smaller than threshold and calibrates confidence on
// sentences that were not trained on.
func (t *Trained) Freeze(threshold float64, aside []Lesson) *Parser {
	p := &Parser{relations: t.relations, root: slices.Index(t.relations, "root"), model: t.trainer.Model(threshold)}
	var seen []observation
	for _, l := range aside {
		arcs, margins := p.decide(l.Nodes)
		for i, a := range arcs {
			seen = append(seen, observation{margin: margins[i], right: a.Head == l.Heads[i] && a.Rel == l.Rels[i]})
		}
	}
	p.sure = calibrate(seen)
	return p
}

type course struct {
	*Parser
	Settings
	dep                 int
	trainer             *perceptron.Trainer
	rng                 *rand.Rand
	scores              []int32
	builder             builder
	mistakes, decisions int
}

// key is the right tree in the numbering of a state.
type key struct{ heads, labels []int }

func (c *course) keyOf(l *Lesson) key {
	k := key{heads: make([]int, len(l.Heads)+1), labels: make([]int, len(l.Heads)+1)}
	k.heads[0] = none
	for i, h := range l.Heads {
		k.heads[i+1] = h + 1
		k.labels[i+1] = slices.Index(c.relations, l.Rels[i])
	}
	return k
}

func (c *course) learn(l *Lesson, explore bool) {
	k := c.keyOf(l)
	s := newState(l.Nodes)
	for !s.done() {
		if !s.allows(leftArc) && !s.allows(rightArc) {
			s.apply(shift, 0)
			continue
		}
		features := c.builder.build(s)
		c.trainer.Score(features, c.scores)
		guess, _ := c.choose(s, c.scores)
		right, good := c.oracle(s, k, guess)
		if !good {
			c.trainer.Update(features, right, guess)
			c.mistakes++
		} else if rival := c.rival(s, k, guess); rival != none && c.scores[guess]-c.scores[rival] <= int32(c.Margin) {
			c.trainer.Update(features, guess, rival)
		}
		c.trainer.Tick()
		c.decisions++
		if good || explore && c.rng.Float64() < c.Follow {
			right = guess
		}
		s.apply(c.split(right))
	}
}

// oracle returns the best-scored class among those that lose the least, and
// whether the guess is one of them.
func (c *course) oracle(s *state, k key, guess int) (right int, good bool) {
	guessed, guessedLabel := c.split(guess)
	var cost [actions]int
	least := 1 << 30
	for a := range actions {
		cost[a] = 1 << 30
		if s.allows(a) {
			cost[a] = s.cost(a, k.heads)
			least = min(least, cost[a])
		}
	}
	right = none
	for a := range actions {
		if cost[a] != least {
			continue
		}
		class := 0
		if a != shift {
			free := none
			if a == guessed {
				free = guessedLabel
			}
			class = c.class(a, c.goldLabel(s, k, a, free))
		}
		if right == none || c.scores[class] > c.scores[right] {
			right = class
		}
	}
	good = cost[guessed] == least
	if good && guessed != shift {
		top := s.top(0)
		good = k.heads[top] != s.governor(guessed) || k.labels[top] == guessedLabel
	}
	return right, good
}

// rival returns the best-scored class that is wrong, given one that is right, or
// none. A second right move is no rival.
func (c *course) rival(s *state, k key, right int) int {
	if c.Margin <= 0 {
		return none
	}
	saved := c.scores[right]
	c.scores[right] = lowest
	rival, _ := c.choose(s, c.scores)
	c.scores[right] = saved
	if rival == right {
		return none
	}
	if _, good := c.oracle(s, k, rival); good {
		return none
	}
	return rival
}

// goldLabel is the label to give the arc that a would make. Where the head is
// wrong anyway any label is as good, so the guessed one is kept if there is one.
func (c *course) goldLabel(s *state, k key, a action, guessed int) int {
	top := s.top(0)
	if a == rightArc && s.finishing() {
		return c.root
	}
	label := k.labels[top]
	if guessed != none && (k.heads[top] != s.governor(a) || label == c.root) {
		return guessed
	}
	if label == c.root {
		return c.dep
	}
	return label
}
