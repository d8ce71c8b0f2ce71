package tagger

import (
	"maps"
	"math/rand"
	"slices"

	"github.com/trucewatch/trucewatch/internal/lang/lexis"
	"github.com/trucewatch/trucewatch/internal/lang/perceptron"
)

// Lesson is one sentence with its right tags, as "UPOS|XPOS".
type Lesson struct {
	Words []lexis.Word
	Tags  []string
}

// Settings are the numbers of a training run.
type Settings struct {
	// Epochs is how often each pass goes over the lessons.
	Epochs int
	// Folds is the number of parts for jackknifing: the second pass learns from
	// first-pass tags of lessons that the first pass had not seen.
	Folds int
	// Admit is the number of updates before a feature counts.
	Admit int
	// Margin is how far the right tag must lead for the weights to be left alone.
	Margin int
	// Threshold drops averaged weights smaller than itself.
	Threshold float64
	Seed      int64
}

// Train learns a tagger. The same lessons and settings give the same tagger.
func Train(lessons []Lesson, s Settings) *Tagger {
	t := &Tagger{tags: tagNames(lessons), ambiguity: ambiguityClasses(lessons)}
	index := make(map[string]int, len(t.tags))
	for i, name := range t.tags {
		index[name] = i
	}
	c := course{Settings: s, classes: len(t.tags), lessons: make([]lesson, len(lessons))}
	for i, l := range lessons {
		c.lessons[i] = lesson{words: l.Words, ambiguity: classesOf(t.ambiguity, l.Words), gold: make([]int, len(l.Tags))}
		for j, name := range l.Tags {
			c.lessons[i].gold[j] = index[name]
		}
	}
	unseen := c.jackknife()
	t.passes[0] = c.pass(nil, nil, s.Epochs, s.Seed+77)
	t.passes[1] = c.pass(nil, unseen, s.Epochs, s.Seed+78)
	return t
}

type lesson struct {
	words     []lexis.Word
	ambiguity []uint64
	gold      []int
}

type course struct {
	Settings
	classes int
	lessons []lesson
}

// jackknife returns first-pass tags for every lesson from a model that has not
// seen it.
func (c *course) jackknife() [][]int {
	tags := make([][]int, len(c.lessons))
	for fold := range c.Folds {
		held := func(i int) bool { return i%c.Folds == fold }
		m := c.pass(held, nil, min(c.Epochs, 4), c.Seed+int64(fold))
		for i := range c.lessons {
			if held(i) {
				tags[i] = pass(m, c.lessons[i].words, c.lessons[i].ambiguity, nil)
			}
		}
	}
	return tags
}

// pass trains one pass on all lessons but those held back; first holds the tags
// of the first pass, or is nil.
func (c *course) pass(held func(int) bool, first [][]int, epochs int, seed int64) *perceptron.Model {
	trainer := perceptron.NewTrainer(c.classes, c.Admit)
	rng := rand.New(rand.NewSource(seed))
	var order []int
	for i := range c.lessons {
		if held == nil || !held(i) {
			order = append(order, i)
		}
	}
	w := window{pad: outside()}
	scores := make([]int32, c.classes)
	for range epochs {
		rng.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for _, n := range order {
			l := &c.lessons[n]
			var before []int
			if first != nil {
				before = first[n]
			}
			tags := make([]int, len(l.words))
			for i := range l.words {
				w.build(l.words, l.ambiguity, tags, before, i)
				trainer.Score(w.features, scores)
				tags[i] = perceptron.Best(scores)
				if wrong := c.rival(scores, tags[i], l.gold[i]); wrong >= 0 {
					trainer.Update(w.features, l.gold[i], wrong)
				}
				trainer.Tick()
			}
		}
	}
	return trainer.Model(c.Threshold)
}

// rival returns the tag to move away from: the best one if it is wrong, or the second
// best if it comes too near; -1 where nothing is to be learnt.
func (c *course) rival(scores []int32, best, gold int) int {
	if best != gold {
		return best
	}
	if c.Margin <= 0 {
		return -1
	}
	second := -1
	for i, v := range scores {
		if i != gold && (second < 0 || v > scores[second]) {
			second = i
		}
	}
	if second >= 0 && scores[gold]-scores[second] > int32(c.Margin) {
		return -1
	}
	return second
}

func tagNames(lessons []Lesson) []string {
	seen := map[string]bool{}
	for _, l := range lessons {
		for _, name := range l.Tags {
			seen[name] = true
		}
	}
	return slices.Sorted(maps.Keys(seen))
}

// ambiguityClasses gives words seen at least twice the set of tags that make up
// more than a tenth of their uses, and the most frequent one.
func ambiguityClasses(lessons []Lesson) map[uint64]uint64 {
	counts := map[uint64]map[string]int{}
	for _, l := range lessons {
		for i, name := range l.Tags {
			k := l.Words[i].Lower
			if counts[k] == nil {
				counts[k] = map[string]int{}
			}
			counts[k][name]++
		}
	}
	classes := map[uint64]uint64{}
	for k, tags := range counts {
		total := 0
		for _, n := range tags {
			total += n
		}
		if total < 2 {
			continue
		}
		var set uint64
		best := ""
		for _, name := range slices.Sorted(maps.Keys(tags)) {
			if 10*tags[name] > total {
				set += lexis.Hash(name)
			}
			if best == "" || tags[name] > tags[best] {
				best = name
			}
		}
		classes[k] = lexis.Combine(set, lexis.Hash(best))
	}
	return classes
}

func sortedKeys(m map[uint64]uint64) []uint64 { return slices.Sorted(maps.Keys(m)) }
