package wording

import (
	"sync"

	"github.com/trucewatch/trucewatch/internal/base/sieve"
)

// Place is a trigger with the words of its sentence on either side.
type Place struct {
	Before, Trigger, After string
	noted                  *noted
}

// noted is what every rule asks of a place with these words.
type noted struct {
	before, trigger, after string
	sentence               string
	once                   sync.Once // folded is made when a rule is tried: most is remembered
	folded                 *sieve.Text
}

// isOf reports whether it was noted of the words that the place has now.
func (n *noted) isOf(p Place) bool {
	return n != nil && n.before == p.Before && n.trigger == p.Trigger && n.after == p.After
}

// Sentence returns the whole sentence.
func (p Place) Sentence() string {
	if p.noted.isOf(p) {
		return p.noted.sentence
	}
	return p.Before + p.Trigger + p.After
}

// Noted returns the place with what every rule asks of it worked out, for one that
// several rules are asked about.
func (p Place) Noted() Place {
	p.noted = &noted{before: p.Before, trigger: p.Trigger, after: p.After, sentence: p.Sentence()}
	return p
}

// folded is the sentence as the rules are sieved by.
func (p Place) folded() *sieve.Text {
	if n := p.noted; n.isOf(p) {
		n.once.Do(func() { n.folded = sieve.Fold(n.sentence) })
		return n.folded
	}
	return sieve.Fold(p.Sentence())
}
