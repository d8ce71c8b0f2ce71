package wording

import "github.com/trucewatch/trucewatch/internal/base/sieve"

// Place is a trigger with the words of its sentence on either side.
type Place struct {
	Before, Trigger, After string
	noted                  *noted
}

// noted is what every rule asks of a place with these words.
type noted struct {
	before, trigger, after string
	sentence               string
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
	sentence := p.Sentence()
	p.noted = &noted{p.Before, p.Trigger, p.After, sentence, sieve.Fold(sentence)}
	return p
}

// folded is the sentence as the rules are sieved by.
func (p Place) folded() *sieve.Text {
	if p.noted.isOf(p) {
		return p.noted.folded
	}
	return sieve.Fold(p.Sentence())
}
