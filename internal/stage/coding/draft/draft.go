// Package draft holds a reading while claims are being made of it: quick access
// to its trees, and one place that decides which mention a noun phrase is.
// Attribution, action and toll work on the same draft, so that a phrase that
// speaks in one claim and acts in another is one mention.
package draft

import (
	"sort"
	"strings"

	"github.com/trucewatch/trucewatch"
)

// Draft is a reading in the making of claims. It is not safe for concurrent use.
type Draft struct {
	Reading trucewatch.Reading
	// Mentions begins with the reading's mentions; nominal mentions are appended.
	Mentions []trucewatch.Mention
	trees    []Tree
	// covering[s][i] is the index of the named mention that holds token i of sentence s, or -1.
	covering [][]int
	nominal  map[[2]int]int
}

// New prepares a reading.
func New(r trucewatch.Reading) *Draft {
	d := &Draft{Reading: r, nominal: map[[2]int]int{}}
	d.Mentions = append(d.Mentions, r.Mentions...)
	for _, s := range r.Sentences {
		d.trees = append(d.trees, NewTree(s))
		cover := make([]int, len(s.Tokens))
		for i := range cover {
			cover[i] = -1
		}
		d.covering = append(d.covering, cover)
	}
	for m, mention := range r.Mentions {
		tokens := r.Sentences[mention.Sentence].Tokens
		first := sort.Search(len(tokens), func(i int) bool { return tokens[i].End > mention.Start })
		for i := first; i < len(tokens) && tokens[i].Start < mention.End; i++ {
			d.covering[mention.Sentence][i] = m
		}
	}
	return d
}

// Text returns the text of the report.
func (d *Draft) Text() string { return d.Reading.Report.Text }

// Sentence returns sentence s.
func (d *Draft) Sentence(s int) trucewatch.Sentence { return d.Reading.Sentences[s] }

// Tree returns the tree of sentence s.
func (d *Draft) Tree(s int) Tree { return d.trees[s] }

// Named returns the index of the named mention that covers token i of sentence s, or -1;
// also -1 where the sentence has no such token.
func (d *Draft) Named(s, i int) int {
	if i < 0 || i >= len(d.covering[s]) {
		return -1
	}
	return d.covering[s][i]
}

// nameHolders are the relations that join a name to the noun it belongs to, so
// that the whole phrase is one mention: "Foreign Minister Asaad al-Shaibani",
// "the news agency SANA", "Israel's minister, Ron Dermer,".
var nameHolders = []string{"flat", "appos", "compound", "nmod:desc", "nmod:unmarked", "dep"}

// Mention returns the mention that the noun phrase headed by token i of sentence
// s stands for. A phrase with a name in it that is the same thing (a titled or
// apposed name) is that name's mention; any other phrase becomes a nominal
// mention, made once. It returns -1 when i is no nominal.
func (d *Draft) Mention(s, i int) int {
	t := d.trees[s]
	if m := d.covering[s][i]; m >= 0 {
		return m
	}
	if !t.Nominal(i) {
		return -1
	}
	if m := d.apposed(s, i); m >= 0 {
		return m
	}
	return d.makeNominal(s, i)
}

// apposed looks for a person's or organization's name that belongs to the noun i.
func (d *Draft) apposed(s, i int) int {
	t := d.trees[s]
	if t.Tokens[i].UPOS == "PRON" {
		return -1
	}
	if h := t.Tokens[i].Head; h >= 0 && t.Is(i, "nmod:desc", "compound", "flat") {
		if m := d.covering[s][h]; m >= 0 && d.Mentions[m].Kind == trucewatch.Person {
			return m // "dictator" of "dictator Bashar al-Assad" is the man
		}
	}
	for _, c := range t.Children(i) {
		if !t.Is(c, nameHolders...) && !d.bareName(s, c, i) {
			continue
		}
		m := d.covering[s][c]
		if m < 0 || !bearsName(d.Mentions[m].Kind) || t.behindColon(c) {
			continue
		}
		if t.Is(c, "compound") && d.Mentions[m].Kind != trucewatch.Person {
			continue // "SANA reporter" is not SANA
		}
		if t.Is(c, "compound") && c < i && t.Tokens[i].UPOS == "NOUN" {
			continue // "an Abbas spokesman" is not Abbas
		}
		return m
	}
	return -1
}

// bareName reports whether token c is a person's name behind the noun i that a title
// with "of" ends in, hung there as a phrase without its preposition: "the captain of the
// guard Fritz".
func (d *Draft) bareName(s, c, i int) bool {
	t := d.trees[s]
	m, of := d.covering[s][c], t.Child(i, "nmod")
	return m >= 0 && c > i && t.Tokens[c].Rel == "nmod" && t.Child(c, "case", "det") < 0 && d.Mentions[m].Kind == trucewatch.Person && of < c && t.Case(of) == "of"
}

// behindColon reports whether token i stands right behind a colon: at the end of a
// headline that is who says so.
func (t Tree) behindColon(i int) bool {
	k := t.Child(i, "punct")
	return t.Is(i, "appos") && k >= 0 && t.Tokens[k].Form == ":"
}

func bearsName(k trucewatch.MentionKind) bool {
	return k == trucewatch.Person || k == trucewatch.Organization
}

// Nominal returns the mention of the noun phrase headed by token i itself, whatever
// name stands beside it.
func (d *Draft) Nominal(s, i int) int { return d.makeNominal(s, i) }

func (d *Draft) makeNominal(s, i int) int {
	key := [2]int{s, i}
	if m, ok := d.nominal[key]; ok {
		return m
	}
	t := d.trees[s]
	first, last := t.Phrase(i)
	d.Mentions = append(d.Mentions, trucewatch.Mention{
		Span:       trucewatch.Span{Start: t.Tokens[first].Start, End: t.Tokens[last].End},
		Sentence:   s,
		Kind:       trucewatch.Person,
		Head:       i,
		Antecedent: -1,
	})
	m := len(d.Mentions) - 1
	d.nominal[key] = m
	return m
}

// Place returns the mention of the place that token i of sentence s stands for: a
// named place, widened by the direction before it ("southern Syria"), or a noun of
// place with its modifiers ("the buffer zone"). It returns -1 when i is no nominal.
func (d *Draft) Place(s, i int) int {
	t := d.trees[s]
	m := d.covering[s][i]
	if m >= 0 && d.Mentions[m].Kind == trucewatch.PlaceKind {
		head := d.Mentions[m].Head
		for _, c := range t.Children(head) {
			if t.Is(c, "amod", "compound") && c < head && direction(t.Tokens[c].Form) {
				return d.placeNoun(s, head, trucewatch.Span{Start: t.Tokens[c].Start, End: d.Mentions[m].End})
			}
		}
		return m
	}
	if !t.Nominal(i) {
		return -1
	}
	first, last := t.Phrase(i)
	return d.placeNoun(s, i, trucewatch.Span{Start: t.Tokens[first].Start, End: t.Tokens[last].End})
}

// direction reports whether a word tells a part of a land.
func direction(word string) bool {
	word = strings.TrimSuffix(strings.ReplaceAll(strings.ToLower(word), "-", ""), "ern")
	switch word {
	case "north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest", "central":
		return true
	}
	return false
}

func (d *Draft) placeNoun(s, i int, span trucewatch.Span) int {
	key := [2]int{s, -1 - i}
	if m, ok := d.nominal[key]; ok {
		return m
	}
	d.Mentions = append(d.Mentions, trucewatch.Mention{
		Span: span, Sentence: s, Kind: trucewatch.PlaceKind, Head: i, Antecedent: -1,
	})
	d.nominal[key] = len(d.Mentions) - 1
	return len(d.Mentions) - 1
}
