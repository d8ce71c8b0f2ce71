package resolve

import (
	"cmp"
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/base/translit"
)

// blocks finds the clusters that a form could belong to without asking all of them,
// so that the cost of a report does not grow with the number of reports. Two forms
// that sameName joins share a key.
type blocks struct {
	under map[string][]*cluster
	order map[*cluster]int
}

func (b *blocks) add(f *form, c *cluster) {
	if _, known := b.order[c]; !known {
		b.order[c] = len(b.order)
	}
	for _, key := range f.keys() {
		if !slices.Contains(b.under[key], c) {
			b.under[key] = append(b.under[key], c)
		}
	}
}

// near returns the clusters that share a key with a form, oldest first.
func (b *blocks) near(f *form) []*cluster {
	var out []*cluster
	for _, key := range f.keys() {
		out = append(out, b.under[key]...)
	}
	slices.SortFunc(out, func(x, y *cluster) int { return cmp.Compare(b.order[x], b.order[y]) })
	return slices.Compact(out)
}

// keys are what a form shares with every form of the same name.
func (f *form) keys() []string {
	var out []string
	add := func(mark, key string) {
		if key = string(f.kind) + mark + key; !slices.Contains(out, key) {
			out = append(out, key)
		}
	}
	switch f.kind {
	case trucewatch.Person:
		for i, w := range f.words {
			add(" ", f.sounds[i])
			add(" ", translit.Skeleton(translit.Given(w)))
		}
	case trucewatch.PlaceKind:
		words := plain(f.words)
		add(" as one ", strings.Join(words, ""))
		add(" ", translit.Key(words))
		add(" ", translit.Key(given(words)))
	default:
		add(" ", translit.Key(f.words))
		add(" ", translit.Key(given(f.words)))
		add(" short ", strings.ReplaceAll(f.text, ".", ""))
		add(" short ", capitals(f.text))
	}
	return out
}

// given writes given names of several spellings in the first one.
func given(words []string) []string {
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = translit.Given(w)
	}
	return out
}
